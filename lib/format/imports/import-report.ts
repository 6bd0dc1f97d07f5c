/** What the file of a plan holds, as one object (docs/importing.md has its shape) and as lines to read. */

import {
  columnLetters,
  readAddress,
  type CellProblem,
  type Sheet,
  type Spreadsheet,
} from '@/lib/domain/imports/spreadsheet'
import type { ColumnUse, LeftOutReason, Table, TableColumn } from '@/lib/domain/imports/table'
import { count } from '@/lib/format/words'
import { describeCellProblem, importMessages } from './messages'

export interface FileAbout {
  readonly name: string
  readonly bytes: number
  /** Null of a file that is too large to be read. */
  readonly sha256: string | null
}

interface Read {
  readonly refused?: undefined
  readonly spreadsheet: Spreadsheet
  readonly tableSheets: readonly string[]
  readonly table: Table | null
}

export type ImportReport = ReturnType<typeof reportImport>

const USE_LABELS: Readonly<Record<ColumnUse, string>> = {
  title: 'Title',
  reference: 'Reference',
  pillar: 'Pillar',
  section: 'Section',
  thirdLevel: 'Third level',
  description: 'Description',
  lead: 'Lead organisation',
  partners: 'Partners',
  start: 'Start date',
  due: 'Due date',
  timescale: 'Promised timescale',
  status: 'Status',
  update: 'Progress update',
  ownField: 'Field of its own',
  leftOut: 'Left out',
}

const LEFT_OUT_LABELS: Readonly<Record<LeftOutReason, string>> = {
  above: 'above the header',
  types: 'types of the columns',
  hints: 'hints for filling in',
  example: 'an example',
  blank: 'blank',
  total: 'a total',
  heading: 'a heading',
  note: 'a note',
  noName: 'no title, reference, lead or status',
  format: 'blank to the end of the sheet',
}

const DOUBTS: Readonly<Record<NonNullable<TableColumn['doubt']>, string>> = {
  noDates: 'none of its cells is a date. Check that the header is above the right column',
  onlyDates: 'all of its cells are dates. Check that the header is above the right column',
}

const STATES: Readonly<Record<Sheet['state'], string>> = {
  visible: '',
  hidden: ', hidden',
  veryHidden: ', hidden by a program',
}

/** Takes what a file is and what was read of it; returns the object that `--json` prints. */
export function reportImport(file: FileAbout, read: Read | { readonly refused: string }) {
  if (read.refused !== undefined)
    return {
      file,
      outcome: 'refused' as const,
      reason: read.refused,
      kind: null,
      text: null,
      sheets: [],
      table: null,
      problems: [],
      problemCount: 0,
    }
  const { spreadsheet, table, tableSheets } = read
  const reason =
    table === null ? importMessages.noTable : table.rows.length ? null : importMessages.nothingBelowHeader
  return {
    file,
    outcome: reason === null ? ('read' as const) : ('nothing' as const),
    reason,
    kind: spreadsheet.kind,
    text: spreadsheet.text ?? null,
    sheets: spreadsheet.sheets.map((sheet) => reportSheet(sheet, tableSheets.includes(sheet.name))),
    table: table && reportTable(table),
    problems: spreadsheet.problems.map((problem) => reportProblem(problem, table)),
    problemCount: spreadsheet.problemCount,
  }
}

const reportSheet = ({ name, state, rows, merged, comments, hiddenColumns }: Sheet, canBeTable: boolean) => ({
  name,
  state,
  canBeTable,
  rows: rows.length,
  cells: rows.reduce((sum, { cells }) => sum + cells.length, 0),
  hiddenRows: rows.filter(({ hidden }) => hidden).length,
  hiddenColumns: hiddenColumns.reduce((sum, { from, to }) => sum + to - from + 1, 0),
  mergedCells: merged.length,
  comments,
})

const reportTable = ({ sheet, headerRow, first, last, rows, hiddenRows, columns, leftOut }: Table) => ({
  sheet,
  headerRow,
  first,
  last,
  rows: rows.length,
  hiddenRows: hiddenRows.length,
  columns: columns.map(
    ({ column, header, name, use, isHidden, filled, filledFromMerged, doubt, values }) => ({
      column: columnLetters(column),
      header,
      name,
      use,
      isHidden,
      filled,
      filledFromMerged,
      doubt,
      values,
    }),
  ),
  leftOut: leftOut.slice(0, MOST_LEFT_OUT),
  leftOutCount: leftOut.length,
})

function reportProblem({ sheet, cell, kind, value }: CellProblem, table: Table | null) {
  const place = readAddress(cell)
  const column =
    table?.sheet === sheet ? table.columns.find((one) => one.column === place?.column) : undefined
  return { sheet, cell, column: column?.name ?? null, kind, value, message: describeCellProblem(kind) }
}

/** So many of the rows that are left out are listed; neighbours count once. */
const MOST_LEFT_OUT = 1_000

/** What a terminal would obey, and line breaks. */
const CONTROLS = /\p{Cc}/gu

/** Takes a report; returns its lines, for whoever prepares the file. */
export const describeImport = (report: ImportReport): string[] =>
  linesOf(report).map((line) => line.replace(CONTROLS, ' '))

function linesOf(report: ImportReport): string[] {
  const { file, outcome, reason, text, sheets, table, problems, problemCount } = report
  if (outcome === 'refused') return [`${file.name} was not read. ${reason}.`]
  return [
    `${file.name}: ${count(sheets.length, 'sheet')}${text ? `, ${text.encoding}, separated by ${SEPARATORS[text.separator]}` : ''}`,
    ...sheets.map(describeSheet),
    ...(table ? describeTable(table) : []),
    ...(problemCount ? ['', count(problemCount, 'cell has a problem', 'cells have a problem')] : []),
    ...problems.map(
      ({ sheet, cell, column, value, message }) =>
        `  ${sheet} ${cell}${column ? `, ${column}` : ''}${value === null ? '' : `, “${value}”`}: ${message}`,
    ),
    ...othersThan(problems.length, problemCount),
    ...(reason === null ? [] : ['', `There is nothing to import. ${reason}.`]),
  ]
}

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
}

function describeSheet({
  name,
  state,
  rows,
  hiddenRows,
  hiddenColumns,
  comments,
  canBeTable,
}: ImportReport['sheets'][number]) {
  const more = [
    hiddenRows ? count(hiddenRows, 'hidden row') : '',
    hiddenColumns ? count(hiddenColumns, 'hidden column') : '',
    comments ? `${count(comments, 'comment')} (not imported)` : '',
    canBeTable ? '' : 'no table',
  ]
  return `  ${name}${STATES[state]}: ${[count(rows, 'row'), ...more.filter(Boolean)].join(', ')}`
}

function describeTable(table: NonNullable<ImportReport['table']>): string[] {
  const { sheet, headerRow, first, last, rows, hiddenRows, columns, leftOut, leftOutCount } = table
  const between = first === null || last === null ? '' : `, in rows ${first} to ${last}`
  return [
    '',
    `Table: sheet ${sheet}, header in row ${headerRow}, ${count(rows, 'action')}${between}${hiddenRows ? `, ${hiddenRows} of them hidden` : ''}`,
    ...columns.map(
      ({ column, name, use, filled, filledFromMerged, isHidden, doubt }) =>
        `  ${column}  ${name}: ${USE_LABELS[use]}${isHidden ? ' (hidden)' : ''}, ${count(filled, 'cell')}` +
        `${filledFromMerged ? `, ${filledFromMerged} of them filled from a merged cell` : ''}${doubt ? `: ${DOUBTS[doubt]}` : ''}`,
    ),
    ...columns.flatMap(({ name, values }) =>
      values?.length
        ? ['', `Words in ${name}`, ...values.map((value) => `  ${value.text}: ${value.count}`)]
        : [],
    ),
    ...(leftOut.length ? ['', 'Rows left out'] : []),
    ...leftOut.map(
      ({ from, to, why }) => `  ${from === to ? from : `${from} to ${to}`}: ${LEFT_OUT_LABELS[why]}`,
    ),
    ...othersThan(leftOut.length, leftOutCount),
  ]
}

const othersThan = (listed: number, all: number) =>
  all > listed ? [`  and ${count(all - listed, 'other')}`] : []
