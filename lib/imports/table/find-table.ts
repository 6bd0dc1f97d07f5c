/** Finds the table of a plan in a sheet: its header row, where it begins and ends, and which rows are no actions. */

import type { Cell, Row, Sheet, Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import type { ColumnUse, LeftOutReason, LeftOutRows, Table, TableColumn } from '@/lib/domain/imports/table'
import { importMessages } from '@/lib/format/imports/messages'
import { LIMITS } from '../file/limits'
import { Refusal } from '../file/refusal'
import { isKnownHeader, readHeader } from './column-words'
import { guessColumns, type Header } from './columns'
import { findLevel } from './level-sheets'
import { fillMerged } from './merged'

/** A header is among the first rows; below so many there is none. */
const HEADER_ROWS = 50
/** So many rows a header has at most. */
const MOST_HEADER_ROWS = 4
/** No header is longer. In characters. */
const LONGEST_HEADER = 100
/** A header that names something of a plan weighs as much as so many that do not. */
const KNOWN_HEADER = 4
/** A table has at least two columns, or one that is known. */
const LEAST_SCORE = 2
/** Types, hints and an example are directly below the header. */
const GUIDE_ROWS = 3

const TYPE_WORDS =
  /^((long |short |free )?text|string|number|integer|date|list|currency|[£€$%]|hidden|one name|names?, by .*|(yes|true) (or|\/) (no|false)|yes\/no|required|optional|mandatory)$/i
const HINT_WORDS =
  /^(choose|select|pick|enter|leave|begin|write|use|format|for example|number and name|not published|not required|at most|max(imum)?|dd?\/mm?\/y+)\b|at most$/i
const EXAMPLE = /^(example|e\.g|eg\b|eisimpleir|enghraifft|exemple)/i
const TOTAL = /^(grand |sub[- ]?)?totals?( (cost|costs|budget|spend|actions|number))?:?$|^(iomlan|cyfanswm)$/i
const NOTE = /^(notes?|source|\*|†|‡|nota|nodyn)(\b|\s|:)/i

/**
 * Takes a spreadsheet, the name of a sheet or null for the likeliest, and the number of its header row or null for the likeliest; returns
 * its table, or null where there is none. Throws a refusal where that row is empty.
 */
export function findTable(
  { sheets }: Spreadsheet,
  name: string | null,
  headerRow: number | null = null,
): Table | null {
  const visible = sheets.filter(({ state }) => state === 'visible')
  const withActions = visible.filter((sheet) => findLevel(sheet) === null)
  const named =
    name === null
      ? withActions.length > 0
        ? withActions
        : visible
      : sheets.filter((sheet) => sheet.name === name)
  const found = named.flatMap((sheet) => {
    const header = findHeader(sheet)
    return header ? [{ sheet, ...header }] : []
  })
  const best = found.reduce<(typeof found)[number] | null>(
    (most, one) => (one.score > (most?.score ?? 0) ? one : most),
    null,
  )
  const sheet = best?.sheet ?? named[0]
  if (headerRow === null || !sheet) return best && readTable(best.sheet, lastRowOf(best.sheet, best.row))
  const at = sheet.rows.findIndex(({ number }) => number === headerRow)
  if (at < 0) throw new Refusal(importMessages.noSuchHeader(headerRow, sheet.name))
  return readTable(sheet, at)
}

/** A header whose cells are merged downwards reaches to the last row that they cover. */
function lastRowOf({ rows, merged }: Sheet, at: number): number {
  const top = rows[at]?.number ?? 0
  const bottom = merged
    .filter((range) => range.top === top && range.bottom < top + MOST_HEADER_ROWS)
    .reduce((lowest, range) => Math.max(lowest, range.bottom), top)
  return rows.findLastIndex(({ number }) => number <= bottom)
}

/** Takes a sheet; returns its likeliest header row, counted within its rows, or null where it can hold no table. */
export function findHeader(sheet: Sheet): { row: number; score: number } | null {
  let best: { row: number; score: number } | null = null
  for (const [at, row] of sheet.rows.slice(0, HEADER_ROWS).entries()) {
    const score = row.cells.reduce((sum, cell) => sum + scoreOf(cell), 0)
    if (score >= LEAST_SCORE && score > (best?.score ?? 0)) best = { row: at, score }
  }
  return best
}

function scoreOf({ kind, text }: Cell): number {
  if (kind !== 'text' || text.length > LONGEST_HEADER) return -1
  return isKnownHeader(readHeader(text)) ? KNOWN_HEADER : 1
}

function readTable(sheet: Sheet, headerAt: number): Table {
  const columns = new Set(
    sheet.rows.slice(headerAt).flatMap(({ cells }) => cells.map(({ column }) => column)),
  )
  if (columns.size > LIMITS.columns) throw new Refusal(importMessages.tooManyColumns(LIMITS.columns))
  const rows = fillMerged(sheet, columns)
  const header = rows[headerAt]
  const headerRow = header?.number ?? 0
  const headers = [...columns]
    .sort((one, other) => one - other)
    .map<Header>((column) => ({
      column,
      text: header?.cells.find((cell) => cell.column === column)?.text.trim() ?? '',
      isHidden: sheet.hiddenColumns.some(({ from, to }) => from <= column && column <= to),
    }))
  const below = rows.slice(headerAt + 1)
  const guides = findGuides(below)
  const body = below.slice(guides.length)
  const sort = rowSorter(sheet, guessColumns(headers, body), body)
  const sorted = body.map((row, at) => ({ row, why: sort(row, at) }))
  const stay = sorted.flatMap(({ row, why }) => (why === null ? [row] : []))
  if (stay.length > LIMITS.actions) throw new Refusal(importMessages.tooManyActions(LIMITS.actions))
  const single = (row: Row, why: LeftOutReason) => ({ from: row.number, to: row.number, why })
  const last = rows.at(-1)?.number ?? headerRow
  return {
    sheet: sheet.name,
    headerRow,
    first: body[0]?.number ?? null,
    last: body.at(-1)?.number ?? null,
    columns: guessColumns(headers, stay),
    rows: stay,
    hiddenRows: stay.filter(({ hidden }) => hidden).map(({ number }) => number),
    leftOut: join([
      ...rows.slice(0, headerAt).map((row) => single(row, 'above')),
      ...guides.map(({ row, why }) => single(row, why)),
      ...sorted.flatMap(({ row, why }) => (why === null ? [] : [single(row, why)])),
      ...gapsBetween(body),
      ...(sheet.lastRow > last ? [{ from: last + 1, to: sheet.lastRow, why: 'format' as const }] : []),
    ]),
  }
}

/** What a cell holds itself, and not by a merged one. */
const ownCells = ({ cells }: Row) => cells.filter(({ filledFrom }) => filledFrom === undefined)

/** The rows directly below a header that say how to fill in the table. */
function findGuides(below: readonly Row[]): { row: Row; why: 'types' | 'hints' }[] {
  const guides: { row: Row; why: 'types' | 'hints' }[] = []
  for (const row of below.slice(0, GUIDE_ROWS)) {
    const own = ownCells(row)
    const rest = below.slice(guides.length + 1)
    const types = own.filter(({ text }) => TYPE_WORDS.test(text.trim())).length
    const hints = own.filter((cell) => HINT_WORDS.test(cell.text.trim()) || isOutOfPlace(cell, rest)).length
    if (own.length < 2 || own.some(({ kind }) => kind !== 'text')) break
    if (types * 2 > own.length) guides.push({ row, why: 'types' })
    else if (hints * 2 > own.length) guides.push({ row, why: 'hints' })
    else break
  }
  return guides
}

/** A text above cells that are all numbers, days or yes and no. */
function isOutOfPlace({ kind, column }: Cell, rest: readonly Row[]): boolean {
  const below = rest.flatMap(({ cells }) => cells.filter((cell) => cell.column === column))
  return kind === 'text' && below.length > 0 && below.every((cell) => cell.kind !== 'text')
}

/** Takes a table's sheet, columns and rows; returns what says of a row why it is no action, or null where it is one. */
function rowSorter({ merged }: Sheet, columns: readonly TableColumn[], body: readonly Row[]) {
  const uses = new Map(columns.map(({ column, use }) => [column, use]))
  const has = (row: Row, ...wanted: readonly ColumnUse[]) =>
    row.cells.some(({ column }) => wanted.includes(uses.get(column) ?? 'leftOut'))
  const wide = new Set(
    merged.filter(({ left, right }) => right > left).map(({ top, left }) => `${top} ${left}`),
  )
  const lastFull = body.findLastIndex((row) => ownCells(row).length > 1)

  return (row: Row, at: number): LeftOutReason | null => {
    const own = ownCells(row)
    const [first] = own
    if (!first) return 'blank'
    const texts = own.filter(({ kind }) => kind === 'text').map(({ text }) => text.trim())
    if (at < GUIDE_ROWS && texts.slice(0, 2).some((text) => EXAMPLE.test(text))) return 'example'
    if (texts[0] && TOTAL.test(texts[0]) && own.length > 1) return 'total'
    if (own.length === 1 && columns.length > 1) {
      if (at > lastFull && NOTE.test(first.text)) return 'note'
      const isTitle = uses.get(first.column) === 'title' && !wide.has(`${row.number} ${first.column}`)
      if (!isTitle) return at > lastFull ? 'note' : 'heading'
    }
    return has(row, 'title', 'reference', 'lead', 'status') ? null : 'noName'
  }
}

/** The rows between others that the file does not have at all, or has without a cell. */
const gapsBetween = (rows: readonly Row[]): LeftOutRows[] =>
  rows.flatMap(({ number }, at) => {
    const before = rows[at - 1]
    return before && number > before.number + 1
      ? [{ from: before.number + 1, to: number - 1, why: 'blank' as const }]
      : []
  })

/** Neighbours that are left out for the same reason, as one. */
function join(rows: readonly LeftOutRows[]): LeftOutRows[] {
  const joined: LeftOutRows[] = []
  for (const row of [...rows].sort((one, other) => one.from - other.from)) {
    const before = joined.at(-1)
    if (before?.why === row.why && before.to + 1 === row.from)
      joined[joined.length - 1] = { ...before, to: row.to }
    else joined.push(row)
  }
  return joined
}
