/** Sentences about the file of a plan: why it was not read, and what is wrong with a cell. Each ends with the way out. */

import type { CellProblemKind } from '@/lib/domain/imports/spreadsheet'

const number = (count: number) => count.toLocaleString('en-GB')

export const importMessages = {
  applied: (plan: string) => `All of it is in the plan now: /plans/${plan}`,
  notPublished: 'Cairn (not published)',
  importedFrom: (file: string) => `Imported from ${file}`,
  notInFile: (file: string) => `Not in ${file} any more`,
  reading: 'The file is being read. A large one takes up to a minute',
  writing: 'The plan is being written. A large file takes up to a minute',
  dayToCome: 'The day of the statuses and updates has not come yet. Enter one up to today',
  dayLabel: 'The day of the statuses and updates',
  asLastTime: 'As last time',
  undone: (file: string) => `The import of ${file} was undone`,
  undoneNow: (file: string) => `The import of “${file}” was undone.`,
  byCommand: 'by the command line',
  undoneAlready: (who: string) => `${who} has undone this import already`,
  cannotUndo: 'This import cannot be undone: something was added to it or changed since',
  undoChanged: 'Undoing this import now does something else. Look at the list again, then undo it',
  noFile: 'You have not chosen a file to import into this plan.',
  fileMissing: 'Choose a file',
  dropped: 'The file was deleted. Nothing of it is in the plan.',
  otherFile: 'You have started to import a different file meanwhile. Go back to the first step',
  planChanged:
    'The plan or your answers have changed since this preview was made. Look at the new preview, then import the file',
  stillErrors: 'The file still has errors. Correct them first',
  noteTooLong: (most: number) => `The note must be ${most} characters or fewer`,
  warningsUnseen: 'Tick the box to confirm that you have read the warnings',
  sheetMissing: 'Select the sheet',
  headerMissing: 'Enter the number of the row that holds the names of the columns',
  titleColumnMissing: 'Select “Title” for the column that holds what each action is called',
  columnTwice: (first: string) =>
    `“${first}” is used for this already. Select something else, or leave the column out`,
  referenceColumnMissing: 'Select “Reference” for a column, or select where else the references come from',
  wordMissing: (word: string) => `Select the status that “${word}” stands for`,
  orderMissing: 'Select whether the day or the month comes first',
  empty: 'The file is empty. Choose another file',
  tooLarge: (megabytes: number) =>
    `The file is larger than ${megabytes} MB. Remove pictures and sheets that the plan does not need, then save it again`,
  notSpreadsheet: (ending: string) =>
    `The file’s name ends in ${ending}, but it is not a spreadsheet. Open it in a spreadsheet program and save it as .xlsx, .ods or .csv`,
  textNamed: (ending: string) =>
    `The file’s name ends in ${ending}, but it holds plain text. Rename it to end in .csv, or save it as .xlsx`,
  workbookNamed: (ending: string, kind: string) =>
    `The file’s name ends in ${ending}, but it is an ${kind} workbook. Rename it to end in .${kind}`,
  unknownEnding:
    'Choose a file whose name ends in .xlsx, .ods, .csv, .tsv or .txt, or an archive of CSV files (.zip)',
  noTexts: 'The archive holds no CSV files. Put those of the plan in it, or choose a spreadsheet',
  oldWorkbook: 'This is a workbook in the old .xls format. Save it as .xlsx and choose it again',
  binaryWorkbook: 'This is a workbook in the .xlsb format. Save it as .xlsx and choose it again',
  encrypted: 'The file has a password. Save it without one and choose it again',
  macros: 'The workbook holds macros. Save it as .xlsx or .ods without them and choose it again',
  externalLinks:
    'The workbook takes values from another file. Replace those formulas with their values and save it again',
  entities:
    'The file holds definitions (XML entities) that no spreadsheet program writes. Open it in a spreadsheet program and save it again',
  outside:
    'The file names parts outside itself. Open it in a spreadsheet program and save it again under a new name',
  damaged:
    'The file is cut off or damaged. Download or copy it again, or open it in a spreadsheet program and save it again',
  unpacksTooLarge: (megabytes: number) =>
    `The file is larger than ${number(megabytes)} MB when unpacked. Copy only the sheet of the plan into a new workbook and save that`,
  largerThanDeclared:
    'The file holds more than it declares. Open it in a spreadsheet program and save it again under a new name',
  tooManyParts: (most: number) =>
    `The file is made of more than ${number(most)} parts. Copy only the sheet of the plan into a new workbook and save that`,
  tooManyCells: (most: number) =>
    `The file has more than ${number(most)} cells with something in them. Keep only the sheet of the plan`,
  tooMuchText: (most: number) =>
    `The file’s cells have more than ${number(most)} characters together. Keep only the sheet of the plan`,
  tooManyRows: (most: number) =>
    `The file has more than ${number(most)} lines. Keep only the rows of the plan`,
  tooManyActions: (most: number) =>
    `The table has more than ${number(most)} actions. Make a plan of each part of it`,
  tooManyColumns: (most: number) =>
    `The table has more than ${number(most)} columns. Keep only those of the plan`,
  tooManySheets: (most: number) =>
    `The file has more than ${number(most)} sheets. Keep only those of the plan`,
  tooManyMerged: 'The file has too many merged cells. Unmerge those that are not needed',
  noSheets: 'The workbook has no sheet with cells. Choose another file',
  cellTooLong: (cell: string, length: number, most: number) =>
    `Cell ${cell} has ${number(length)} characters. A spreadsheet cell holds ${number(most)}: shorten it`,
  nulInLine: (line: number) =>
    `The file holds characters that cannot be read (NUL), first in line ${line}. Save it again as CSV in UTF-8`,
  unclosedQuote: (line: number) =>
    `A quotation mark opens in line ${line} and is never closed. Close it, or write it twice where it is part of the text`,
  tooSlow: (seconds: number) =>
    `The file took longer than ${seconds} seconds to read. Copy only the sheet of the plan into a new workbook and save that`,
  busy: 'Other files are being read. Try again in a minute',
  tooMuchMemory:
    'The file needs too much memory to be read. Copy only the sheet of the plan into a new workbook and save that',
  notRead:
    'The file could not be read. Open it in a spreadsheet program, save it as .xlsx, .ods or .csv, and choose it again',
  nothingBelowHeader: 'It has a header row and no row below it. Add the actions below the header',
  noTable:
    'No table was found in it. The plan needs a row of column names, with one action in each row below it',
  noSuchHeader: (row: number, sheet: string) =>
    `Row ${row} of “${sheet}” is empty. Choose the row that holds the names of the columns`,
  noSuchSheet: (name: string, sheets: readonly string[]) =>
    `There is no sheet called “${name}”. Choose one of ${sheets.map((sheet) => `“${sheet}”`).join(', ')}`,
} as const

const CELL_SENTENCES: Readonly<Record<CellProblemKind, string>> = {
  noResult: 'The formula has no stored result. Open the file in a spreadsheet program and save it again',
  errorValue: 'The cell shows an error. Correct its formula, or enter the value',
  missingText: 'The cell names a text that the file does not hold. Enter the text again and save the file',
  notNumber: 'The cell is marked as a number and holds none. Enter it again and save the file',
  nul: 'The cell holds a character that cannot be stored (NUL). Enter the text again',
  damaged: 'A character was lost before the file was saved and shows as \uFFFD. Correct the text',
}

export const describeCellProblem = (kind: CellProblemKind): string => CELL_SENTENCES[kind]
