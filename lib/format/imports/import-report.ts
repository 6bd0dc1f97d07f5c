/** What the file of a plan holds, as one object (docs/importing.md has its shape) and as lines to read. */

import {
  addressOf,
  columnLetters,
  readAddress,
  type CellProblem,
  type Sheet,
  type Spreadsheet,
} from '@/lib/domain/imports/spreadsheet'
import { type ImportAnswers, isWarning, type ReadRows, type RowProblem } from '@/lib/domain/imports/rows'
import type { ColumnUse, LeftOutReason, Table, TableColumn } from '@/lib/domain/imports/table'
import { count } from '@/lib/format/words'
import { describeCellProblem, importMessages } from './messages'
import { describeRowProblem } from './row-problems'

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
  readonly answers: ImportAnswers | null
  readonly rows: ReadRows | null
}

export type ImportReport = ReturnType<typeof reportImport>

export const USE_LABELS: Readonly<Record<ColumnUse, string>> = {
  title: 'Title',
  partTitle: 'Title of a part',
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
  updateDay: 'Day of the update',
  basis: 'How the status is known',
  basisNote: 'What that rests on',
  ownField: 'Field of its own',
  leftOut: 'Left out',
}

export const LEFT_OUT_LABELS: Readonly<Record<LeftOutReason, string>> = {
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
      answers: null,
      plan: null,
      problems: [],
      problemCount: 0,
      errorCount: 0,
    }
  const { spreadsheet, table, tableSheets, answers, rows } = read
  const reason =
    table === null ? importMessages.noTable : table.rows.length ? null : importMessages.nothingBelowHeader
  const cells = spreadsheet.problems.map((problem) => reportCell(problem, table, answers))
  const stopping = cells.filter(({ stops }) => stops).length
  const errorCount = stopping + (rows?.errorCount ?? 0)
  return {
    file,
    outcome: reason !== null ? ('nothing' as const) : errorCount ? ('errors' as const) : ('import' as const),
    reason,
    kind: spreadsheet.kind,
    text: spreadsheet.text ?? null,
    sheets: spreadsheet.sheets.map((sheet) => reportSheet(sheet, tableSheets.includes(sheet.name))),
    table: table && reportTable(table),
    answers: answers && reportAnswers(answers),
    plan: rows && reportRows(rows),
    problems: [...cells, ...(table && rows ? rows.problems.map((one) => reportRow(one, table)) : [])].sort(
      inOrder,
    ),
    problemCount: spreadsheet.problemCount + (rows?.problemCount ?? 0),
    errorCount,
  }
}

/** In the order of the file, as a person goes through it. */
function inOrder(one: { cell: string }, other: { cell: string }): number {
  const [a, b] = [readAddress(one.cell), readAddress(other.cell)]
  return a && b ? a.row - b.row || a.column - b.column : 0
}

/** Columns by their letters, as a file of answers has them. */
const reportAnswers = ({ columns, ...answers }: ImportAnswers) => ({
  columns: Object.fromEntries(
    Object.entries(columns).map(([column, answer]) => [columnLetters(Number(column)), answer]),
  ),
  ...answers,
})

const reportRows = ({ rows, pillars, sections, statuses, withoutStatus, organisations }: ReadRows) => ({
  actions: rows.length,
  parts: rows.filter(({ parentRef }) => parentRef !== null).length,
  pillars,
  sections,
  statuses: statuses.map(({ text, count }) => ({ text, count })),
  withoutStatus,
  organisations: organisations.map(({ text, count, near }) => ({ text, count, near })),
})

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
    ({ column, header, name, use, on, isHidden, filled, filledFromMerged, doubt, values }) => ({
      column: columnLetters(column),
      header,
      name,
      use,
      on,
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

/** A cell that cannot be read stops where it would be imported, unless only a sign of it is lost. */
function reportCell(
  { sheet, cell, kind, value }: CellProblem,
  table: Table | null,
  answers: ImportAnswers | null,
) {
  const place = readAddress(cell)
  const column =
    table?.sheet === sheet ? table.columns.find((one) => one.column === place?.column) : undefined
  const isUsed =
    column !== undefined &&
    answers?.columns[column.column]?.use !== 'leftOut' &&
    table?.rows.some(({ number }) => number === place?.row)
  const stops = kind !== 'damaged' && isUsed === true
  return { sheet, cell, column: column?.name ?? null, kind, stops, value, message: describeCellProblem(kind) }
}

function reportRow(problem: RowProblem, { sheet, columns }: Table) {
  const { row, column, kind, value, elsewhere } = problem
  return {
    sheet: elsewhere?.sheet ?? sheet,
    cell: addressOf(row, column),
    column: elsewhere?.header ?? columns.find((one) => one.column === column)?.name ?? null,
    kind,
    stops: !isWarning(kind),
    value,
    message: describeRowProblem(problem),
  }
}

/** So many of the rows that are left out are listed; neighbours count once. */
const MOST_LEFT_OUT = 1_000

/** What a terminal would obey, and line breaks. */
const CONTROLS = /\p{Cc}/gu

/** Takes a report; returns its lines, for whoever prepares the file. */
export const describeImport = (report: ImportReport): string[] =>
  linesOf(report).map((line) => line.replace(CONTROLS, ' '))

function linesOf(report: ImportReport): string[] {
  const { file, outcome, reason, text, sheets, table, plan, problems, problemCount, errorCount } = report
  if (outcome === 'refused') return [`${file.name} was not read. ${reason}.`]
  return [
    `${file.name}: ${count(sheets.length, 'sheet')}${text ? `, ${text.encoding}, separated by ${SEPARATORS[text.separator]}` : ''}`,
    ...sheets.map(describeSheet),
    ...(table ? describeTable(table) : []),
    ...(plan && table?.rows ? describePlan(plan) : []),
    ...(problemCount ? ['', describeProblems(errorCount, problemCount - errorCount)] : []),
    ...problems.map(
      ({ sheet, cell, column, stops, value, message }) =>
        `  ${stops ? 'Error' : 'Warning'}: ${sheet} ${cell}${column ? `, ${column}` : ''}${value === null ? '' : `, “${value}”`}: ${message}`,
    ),
    ...othersThan(problems.length, problemCount),
    ...(reason === null ? [] : ['', `There is nothing to import. ${reason}.`]),
  ]
}

const describeProblems = (errors: number, warnings: number) =>
  [
    errors ? `${count(errors, 'error')}, which stop the import` : '',
    warnings ? count(warnings, 'warning') : '',
  ]
    .filter(Boolean)
    .join('; ')

function describePlan({
  actions,
  parts,
  pillars,
  sections,
  organisations,
  statuses,
}: NonNullable<ImportReport['plan']>) {
  return [
    '',
    [
      count(actions - parts, 'action'),
      parts ? count(parts, 'part of an action', 'parts of actions') : '',
      pillars.length ? count(pillars.length, 'pillar') : '',
      sections.length ? count(sections.length, 'section') : '',
    ]
      .filter(Boolean)
      .join(', '),
    ...(statuses.length
      ? ['Statuses', ...statuses.map((status) => `  ${status.text}: ${status.count}`)]
      : []),
    ...(organisations.length ? ['Organisations'] : []),
    ...organisations
      .slice(0, MOST_LISTED)
      .map(
        ({ text, count: cells, near }) =>
          `  ${text}: ${cells}${near.length ? `, nearly the same as ${near.join(' and ')}` : ''}`,
      ),
    ...othersThan(Math.min(organisations.length, MOST_LISTED), organisations.length),
  ]
}

/** So many organisations are listed to read; `--json` has all. */
const MOST_LISTED = 200

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
    ...columns.flatMap(({ name, use, values }) =>
      values?.length && use !== 'status'
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
