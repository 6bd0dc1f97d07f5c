/**
 * A workbook as the Analysis Function's checklist for accessible spreadsheets has it: a cover, its contents, notes, and one
 * marked table a sheet from the first column on, with one header row, nothing merged and nothing left blank.
 */

import { count, countLevel } from '@/lib/format/words'
import {
  coverFacts,
  type FileAbout,
  fileNotes,
  describeFilters,
  describeWhen,
} from '@/lib/exports/tables/about'
import {
  cellsOf,
  type Cell,
  type CellType,
  type Column,
  SHORTHAND,
  type Table,
} from '@/lib/exports/tables/table'

export interface Workbook {
  readonly title: string
  readonly author: string
  readonly subject: string
  /** As an instant. */
  readonly made: string
  readonly sheets: readonly Sheet[]
}

export interface Sheet {
  /** Up to 31 characters, without spaces, so that links need no quotes. */
  readonly name: string
  /** Stands in the first cell. */
  readonly title: string
  /** What one should know of it, a row each. */
  readonly lines: readonly string[]
  readonly table: SheetTable | null
  /** Whether nothing but what is open in its table can be changed. There is no password: it keeps from mistakes alone. */
  readonly isProtected?: true
}

export interface SheetTable {
  readonly columns: readonly SheetColumn[]
  readonly rowCount: number
  readonly rows: Iterable<readonly Cell[]>
}

interface SheetColumn {
  readonly title: string
  /** `sheet`: the name of a sheet, to be a link to it. */
  readonly type: CellType | 'sheet'
  /** In characters. */
  readonly width: number
  /** Whether people fill it in. */
  readonly isOpen?: boolean
  /** The name of the sheet whose first column lists what can be chosen here. */
  readonly choices?: string
}

/** What a sheet can hold at most, its title and header included. */
const MOST_ROWS = 1_048_576
/** What a cell can hold at most. */
const MOST_CHARACTERS = 32_767
const CUT = ' [cut here: the CSV file has the full text]'

/** Takes a number of rows; returns whether a sheet can hold them under its title, lines and header. */
export function fitsSheet(rowCount: number): boolean {
  return rowCount <= MOST_ROWS - 10
}

/** Takes a table, its rows and how many there are; returns the part of a sheet that holds them, with a shorthand in place of nothing. */
function sheetTable<Row>(whole: Table<Row>, rows: Iterable<Row>, rowCount: number): SheetTable {
  const table = { ...whole, columns: idsLast(whole.columns) }
  return {
    columns: table.columns.map(({ title, name, type, width }) => ({
      title,
      type,
      width: width ?? widthOf(name, title, type),
    })),
    rowCount,
    rows: fillRows(table, rows),
  }
}

/** What people read comes first; an identifier tells them nothing. */
function idsLast<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const isId = ({ name }: Column<Row>) => name === 'id' || name.endsWith('_id')
  return [...columns.filter((column) => !isId(column)), ...columns.filter(isId)]
}

function* fillRows<Row>(table: Table<Row>, rows: Iterable<Row>): Generator<readonly Cell[]> {
  for (const row of rows) {
    yield cellsOf(table, row).map((cell, at) =>
      cell === null || cell === '' ? (table.columns[at]?.empty ?? '[x]') : cutText(cell),
    )
  }
}

function cutText(cell: Cell): Cell {
  if (typeof cell !== 'string' || cell.length <= MOST_CHARACTERS) return cell
  return cell.slice(0, MOST_CHARACTERS - CUT.length) + CUT
}

const LONG = /^(narrative|reason|mitigation|basis_meaning|evidence|done_when)$/
const MIDDLING = /title|name|note|partners|description/

function widthOf(name: string, title: string, type: CellType): number {
  if (name === 'plan') return 26
  if (LONG.test(name)) return 60
  if (type === 'string' && MIDDLING.test(name)) return 40
  if (name.endsWith('_id')) return 38
  return Math.max(12, Math.min(24, title.length + 2))
}

/** A table of a workbook: what it is called there, and what it holds. */
export interface Part<Row = never> {
  readonly sheet: string
  readonly table: Table<Row>
  readonly rows: Iterable<Row>
  readonly rowCount: number
  /** Whether people read and print it: it comes before what explains the rest. */
  readonly isToRead?: boolean
  /** Whether it has a sheet even without rows. */
  readonly isNeeded?: boolean
}

/** Takes what a file is about and its tables, those for people first; returns the whole workbook. */
export function makeWorkbook(about: FileAbout, all: readonly Part[]): Workbook {
  const { plan, made } = about
  // A sheet without rows is only in the way, unless it is what the file is about.
  const parts = all.filter(({ rowCount, isNeeded }) => rowCount > 0 || isNeeded)
  const title =
    about.own?.title ?? `${plan.shortTitle}: ${plan.words.action.many.toLowerCase()} and their status`
  const describe = ({ sheet, table, rows, rowCount }: Part) => ({
    name: sheet,
    title: `${table.title}: ${plan.title}`,
    lines: [
      `This sheet holds one table of ${count(rowCount, 'row')} below a header row. ${table.description}`,
      `${describeWhen(about)}. Filters of the ${plan.words.action.many.toLowerCase()}: ${describeFilters(about)}.`,
      'Some statuses may not be facts. The column “Basis” says which, and the sheet Notes explains it.',
    ].filter((line) => !line.includes('“Basis”') || table.columns.some(({ title: one }) => one === 'Basis')),
    table: sheetTable(table, rows, rowCount),
  })
  const listed = [
    ['Cover', 'About this file'],
    ['Contents', 'The sheets of this file'],
    ...parts.filter(isForReaders).map(describePart),
    ['Notes', 'About these figures, and what abbreviations mean'],
    ['Columns', 'What each column means, and its name in CSV files'],
    ...parts.filter((part) => !isForReaders(part)).map(describePart),
  ]
  const notes = [
    ...Object.entries(SHORTHAND),
    ...fileNotes(about).map(({ name, value }) => [name, value]),
    ['Text', 'All text is stored as text, never as a formula.'],
  ]
  const columns = parts.flatMap(({ sheet, table }) =>
    idsLast(table.columns).map(({ title: header, name, description }) => [sheet, header, name, description]),
  )
  return {
    title: `${title}, ${describeWhen(about)}`,
    author: plan.publishers.join(', ') || plan.title,
    subject: `${countLevel(about.total, plan.words.action)}. Filters: ${describeFilters(about)}`,
    made,
    sheets: [
      { name: 'Cover', title, lines: coverFacts(about).map(describeFact), table: null },
      plainSheet('Contents', 'Contents', [
        { title: 'Sheet', type: 'sheet', width: 24 },
        { title: 'Contents', type: 'string', width: 70 },
      ])(listed),
      ...parts.filter(isForReaders).map(describe),
      plainSheet('Notes', 'Notes', [
        { title: 'About', type: 'string', width: 28 },
        { title: 'Note', type: 'string', width: 100 },
      ])(notes),
      plainSheet('Columns', 'Columns', [
        { title: 'Sheet', type: 'sheet', width: 20 },
        { title: 'Column', type: 'string', width: 32 },
        { title: 'Name in CSV files', type: 'string', width: 32 },
        { title: 'Meaning', type: 'string', width: 90 },
      ])(columns),
      ...parts.filter((part) => !isForReaders(part)).map(describe),
    ],
  }
}

const isForReaders = ({ isToRead }: Part) => isToRead === true
const describePart = ({ sheet, table, rowCount }: Part) => [
  sheet,
  `${table.title}: ${count(rowCount, 'row')}`,
]
const describeFact = ({ name, value }: { name: string; value: string }) => `${name}: ${value}`

function plainSheet(name: string, title: string, columns: readonly SheetColumn[]) {
  return (rows: readonly (readonly string[])[]): Sheet => ({
    name,
    title,
    lines: [`This sheet holds one table of ${count(rows.length, 'row')} below a header row.`],
    table: { columns, rowCount: rows.length, rows },
  })
}

/** How wide a page is that can still be read when a whole sheet is fitted on it. */
const PAGE_WIDTH = 200

/** Takes a sheet; returns the widths of its columns, in characters. */
export function widthsOf({ table }: Sheet): number[] {
  return table ? table.columns.map(({ width }) => width) : [COVER_WIDTH]
}

const COVER_WIDTH = 100

/** Takes a sheet; returns whether all of its columns are to be printed on one page, side by side. */
export function fitsPage(sheet: Sheet): boolean {
  return widthsOf(sheet).reduce((sum, width) => sum + width, 0) <= PAGE_WIDTH
}

/** Takes a cell's text and its width; returns how many lines it needs, wrapped, on the safe side. */
export function linesIn(text: string, width: number): number {
  const lengths = text.split('\n').map(({ length }) => length)
  return lengths.reduce((sum, length) => sum + Math.max(1, Math.ceil((length * 1.1) / width)), 0)
}

/** Takes a sheet; returns the number of the row that holds its table's header, from 1 up. */
export function headerRow({ lines }: Sheet): number {
  return lines.length + 2
}

/** Takes the sheets of a workbook and the name of one; returns the first and the last row of its table below the header. */
function rowsOf(sheets: readonly Sheet[], name: string): { readonly first: number; readonly last: number } {
  const sheet = sheets.find((one) => one.name === name)
  if (!sheet?.table) throw new Error(`A workbook has no table on the sheet ${name}`)
  return { first: headerRow(sheet) + 1, last: headerRow(sheet) + sheet.table.rowCount }
}

/** A list to choose from: in which cells, and where it stands. */
export interface ChoiceList {
  readonly column: number
  readonly cells: ReturnType<typeof rowsOf>
  readonly list: ReturnType<typeof rowsOf> & { readonly sheet: string }
}

/** Takes a sheet and those of its workbook; returns its lists to choose from. */
export function choiceLists({ name, table }: Sheet, sheets: readonly Sheet[]): ChoiceList[] {
  if (!table || table.rowCount === 0) return []
  return table.columns.flatMap(({ choices }, column) =>
    choices === undefined
      ? []
      : [{ column, cells: rowsOf(sheets, name), list: { ...rowsOf(sheets, choices), sheet: choices } }],
  )
}

/** Said where something else is typed. */
export const NOT_IN_LIST = 'Choose one of the list.'

/** Takes the place of a column, from 0 up; returns its letters: "A", "Z" for 25, "AA" for 26. */
export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last
}
