/** Reads a spreadsheet in which someone reported on several actions: Cairn's own, by its columns, wherever they stand by now. */

import { addressOf, type Cell, type Row, type Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import { withoutGuard } from '@/lib/domain/text'
import {
  type CellFault,
  MOST_SHEET_ROWS,
  readVersion,
  SHEET_FIELDS,
  type SheetCells,
  type SheetField,
  type SheetRow,
} from '@/lib/domain/updates/update-sheet'
import { describeCellProblem } from '@/lib/format/imports/messages'
import { KEY_TITLES, SHEET_TITLES, sheetMessages } from '@/lib/format/updates/sheet-messages'
import { findDayOrder, readDateText, readDayNumber } from './dates'

type Key = SheetField | 'ref' | 'id' | 'version'

const TITLES = new Map<string, Key>([
  ...SHEET_FIELDS.map((field) => [SHEET_TITLES[field], field] as const),
  ...(['ref', 'id', 'version'] as const).map((key) => [KEY_TITLES[key], key] as const),
])

/** The header stands below a title and a line; someone may have put more above it. */
const LOOKED_AT = 20

/** Takes what the file holds; returns its rows, or why it cannot be read. */
export function readUpdateSheet(
  spreadsheet: Spreadsheet,
): { readonly refused?: undefined; readonly rows: readonly SheetRow[] } | { readonly refused: string } {
  for (const sheet of spreadsheet.sheets)
    for (const [at, row] of sheet.rows.slice(0, LOOKED_AT).entries()) {
      const columns = readHeader(row)
      if (!columns.has('id') && !columns.has('version')) continue
      const missing = [...TITLES].filter(([, key]) => !columns.has(key)).map(([title]) => title)
      if (missing.length > 0) return { refused: sheetMessages.columnsMissing(missing) }
      const body = sheet.rows.slice(at + 1)
      if (body.length > MOST_SHEET_ROWS) return { refused: sheetMessages.tooManyRows(MOST_SHEET_ROWS) }
      const faults = new Map(
        spreadsheet.problems
          .filter((problem) => problem.sheet === sheet.name)
          .map(({ cell, kind }) => [cell, describeCellProblem(kind)]),
      )
      return { rows: body.map((one) => readRow(one, columns, faults)) }
    }
  return { refused: sheetMessages.notOurs }
}

/** Of a title that stands twice, the first counts. */
function readHeader({ cells }: Row): Map<Key, number> {
  const columns = new Map<Key, number>()
  for (const { text, column } of cells) {
    const key = TITLES.get(text.trim())
    if (key !== undefined && !columns.has(key)) columns.set(key, column)
  }
  return columns
}

function readRow(
  { number, cells }: Row,
  columns: ReadonlyMap<Key, number>,
  faults: ReadonlyMap<string, string>,
): SheetRow {
  const problems: CellFault[] = []
  const find = (key: Key) => cells.find(({ column }) => column === columns.get(key))
  const read = (field: SheetField): string => {
    const cell = find(field)
    if (!cell) return ''
    const why =
      faults.get(addressOf(number, cell.column)) ?? (cell.kind === 'error' ? sheetMessages.cellError : null)
    const value = why !== null ? { why } : isDay(field) ? readDay(cell) : { text: withoutGuard(cell.text) }
    if ('text' in value) return value.text
    problems.push({ field, value: cell.text, why: value.why })
    return ''
  }
  return {
    row: number,
    id: find('id')?.text.trim().toLowerCase() ?? '',
    ref: find('ref')?.text.trim() ?? '',
    version: readVersion(find('version')?.text ?? ''),
    cells: Object.fromEntries(SHEET_FIELDS.map((field) => [field, read(field)])) as SheetCells,
    problems,
  }
}

const isDay = (field: SheetField) => field === 'effectiveOn' || field === 'dueOn'

function readDay({ kind, text, value }: Cell): { readonly text: string } | { readonly why: string } {
  const read =
    kind === 'date'
      ? readDateText(String(value).slice(0, 10), null)
      : kind === 'number'
        ? readDayNumber(Number(value))
        : readDateText(text, findDayOrder([text]) ?? null)
  if (read && 'date' in read && read.date.precision === 'day') return { text: read.date.day }
  const isOpen = read !== null && 'problem' in read && read.problem === 'orderOpen'
  return { why: isOpen ? sheetMessages.dateOpen : sheetMessages.noDate }
}
