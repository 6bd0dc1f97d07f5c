/** What each column of a table is likely to be: by its header, then by what is in it. A person confirms or changes it. */

import { EDIT_VERSION } from '@/lib/domain/imports/edit-version'
import { type Cell, columnLetters, type Row } from '@/lib/domain/imports/spreadsheet'
import type { ColumnUse, TableColumn } from '@/lib/domain/imports/table'
import type { DatedTo } from '@/lib/domain/dates'
import { findDayOrder, readDateText } from '../dates'
import { type HeaderWords, LEVELS, readHeader, REFERENCE_PARTS, WEAK_TITLES, WORDS } from './column-words'

export interface Header {
  readonly column: number
  readonly text: string
  readonly isHidden: boolean
}

/** Of these a plan has one column; another one like it is a field of its own. */
const ONCE: readonly ColumnUse[] = [
  'title',
  'partTitle',
  'description',
  'lead',
  'start',
  'due',
  'timescale',
  'status',
  'update',
  'updateDay',
  'basis',
  'basisNote',
]
/** Of these a plan takes one column for each day that headers name besides. */
const DATED = ['status', 'update'] as const satisfies readonly ColumnUse[]
const LEVEL_USES: readonly ColumnUse[] = ['pillar', 'section', 'thirdLevel']
const NOT_DATES: readonly ColumnUse[] = ['title', 'description', 'lead', 'partners', 'status', 'update']
/** No header with a day in it is longer (characters); and what parts its words. */
const LONGEST_DATED = 60
const SPACE = /[\s,;:()[\]]+|\s[-–—]\s/
/** So few different words, so short and so often used, can be statuses. */
const STATUS_WORDS = { most: 12, longest: 30, uses: 2 }
/** So many words of a column are listed, if it is called a status and has more. */
const MOST_VALUES = 50
/** Fewer cells say nothing about a column. */
const ENOUGH_CELLS = 3
const DATE_LIKE =
  /\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:19|20)\d\d\b|^\d{5}$|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

interface Column extends Header {
  readonly words: HeaderWords
  /** The day or month in the header of statuses or updates. */
  readonly on: DatedTo | null
  readonly cells: readonly Cell[]
  use: ColumnUse
}

/** Takes the headers of a table and the rows below it; returns its columns with a guess for each. */
export function guessColumns(headers: readonly Header[], rows: readonly Row[]): TableColumn[] {
  const byColumn = new Map<number, Cell[]>(headers.map(({ column }) => [column, []]))
  for (const row of rows) for (const cell of row.cells) byColumn.get(cell.column)?.push(cell)
  const columns = headers.map<Column>((header) => ({
    ...header,
    ...readWords(header.text),
    cells: byColumn.get(header.column) ?? [],
    use: 'ownField',
  }))
  // A table without rows has only its headers to go by.
  const isLeftOut = ({ isHidden, cells }: Column) => isHidden || (rows.length > 0 && cells.length === 0)
  const open = columns.filter((column) => !isLeftOut(column) && !isTranslation(column, columns))
  guessByName(open)
  guessLevels(open)
  guessReferences(open)
  guessTitle(open)
  for (const column of columns)
    if (isLeftOut(column) || column.text.trim() === EDIT_VERSION) column.use = 'leftOut'
  return columns.map((column, at) => ({
    column: column.column,
    header: column.text,
    name: nameOf(at, columns),
    use: column.use,
    on: DATED.some((use) => use === column.use) ? column.on : null,
    isHidden: column.isHidden,
    filled: column.cells.length,
    filledFromMerged: column.cells.filter(({ filledFrom }) => filledFrom !== undefined).length,
    doubt: doubtOf(column),
    values: valuesOf(column),
  }))
}

/** A second language of a column before it. */
const isTranslation = ({ column, words }: Column, columns: readonly Column[]) =>
  words.language !== null &&
  columns.some(
    (other) =>
      other.column < column && other.words.base === words.base && other.words.language !== words.language,
  )

function guessByName(columns: readonly Column[]) {
  const uses = Object.entries(WORDS) as [keyof typeof WORDS, readonly string[]][]
  for (const column of columns)
    column.use = uses.find(([, words]) => words.includes(column.words.base))?.[0] ?? 'ownField'
  for (const use of ONCE) {
    const found = columns.filter((column) => column.use === use && column.on === null)
    // Of columns for several years the newest is today's.
    const newest = Math.max(...found.map(({ words }) => words.year ?? 0))
    const chosen = found.find(({ words }) => (words.year ?? 0) === newest)
    for (const column of found) if (column !== chosen) column.use = 'ownField'
  }
  // The same day twice is a second column like the first.
  const taken = new Set<string>()
  for (const column of columns.filter(({ on }) => on !== null)) {
    const key = `${column.use} ${column.on?.date}`
    if (taken.has(key)) column.use = 'ownField'
    taken.add(key)
  }
}

/** "Status, March 2025" and "31/03/2025 update" are called a status and an update, of that day. */
function readWords(header: string): Pick<Column, 'words' | 'on'> {
  const words = readHeader(header)
  const parts = header.slice(0, LONGEST_DATED).split(SPACE).filter(Boolean)
  for (let at = 1; at < parts.length; at += 1)
    for (const [name, day] of [
      [parts.slice(0, at), parts.slice(at)],
      [parts.slice(at), parts.slice(0, at)],
    ] as const) {
      const called = readHeader(name.join(' '))
      if (!DATED.some((use) => WORDS[use].includes(called.base))) continue
      const on = readDay(day.join(' '))
      if (on) return { words: called, on }
    }
  return { words, on: null }
}

/** A year alone says which column is the newest, not when its statuses were so. */
function readDay(text: string): DatedTo | null {
  const read = readDateText(text, findDayOrder([text]))
  if (!read || !('date' in read) || read.isDayNumber || read.date.precision === 'year') return null
  return { date: read.date.day, precision: read.date.precision === 'day' ? 'day' : 'month' }
}

function guessLevels(columns: readonly Column[]) {
  const levels = LEVELS.flatMap((words) => columns.filter(({ words: { base } }) => words.includes(base)))
  const lowest = levels.at(-1)
  const hasTitle = columns.some(({ use, words }) => use === 'title' || WEAK_TITLES.includes(words.base))
  if (lowest && !hasTitle && levels.length > 1) {
    lowest.use = 'title'
    levels.pop()
  }
  const uses = levels.length === 1 ? ['section' as const] : LEVEL_USES
  levels.forEach((column, at) => {
    column.use = uses[at] ?? 'ownField'
  })
}

function guessReferences(columns: readonly Column[]) {
  columns.forEach((column, at) => {
    const part = columns[at + 1]
    if (column.use !== 'reference') return
    if (part && REFERENCE_PARTS.includes(part.words.base)) part.use = 'reference'
    // What most rows share is the reference of something above them.
    else if (new Set(column.cells.map(({ text }) => text)).size * 2 < column.cells.length)
      column.use = 'ownField'
  })
}

/** Where no header names the titles: the column of names, or else the one with the longest texts. */
function guessTitle(columns: readonly Column[]) {
  if (columns.some(({ use }) => use === 'title')) return
  const length = ({ cells }: Column) =>
    cells.reduce((sum, { kind, text }) => sum + (kind === 'text' ? text.length : 0), 0)
  const free = columns.filter(({ use }) => use === 'ownField' || use === 'description')
  const title =
    free.find(({ words }) => WEAK_TITLES.includes(words.base)) ??
    free.reduce<Column | null>((best, one) => (length(one) > (best ? length(best) : 0) ? one : best), null)
  if (title) title.use = 'title'
}

/** "Cost (column K, after Funder 2)" where another column is called Cost as well. */
function nameOf(at: number, columns: readonly Column[]): string {
  const { column, text } = columns[at] ?? { column: 0, text: '' }
  const isAlone = text !== '' && !columns.some((other, place) => place !== at && isSameName(other.text, text))
  if (isAlone) return text
  const before = columns[at - 1]?.text
  const place = `column ${columnLetters(column)}${before ? `, after ${before}` : ''}`
  return text === '' ? place.charAt(0).toUpperCase() + place.slice(1) : `${text} (${place})`
}

const isSameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

function doubtOf({ use, cells }: Column): TableColumn['doubt'] {
  if (cells.length < ENOUGH_CELLS) return null
  const isDate = ({ kind, text }: Cell) => kind === 'date' || DATE_LIKE.test(text)
  if ((use === 'due' || use === 'start') && !cells.some(isDate)) return 'noDates'
  return NOT_DATES.includes(use) && cells.every(({ kind }) => kind === 'date') ? 'onlyDates' : null
}

function valuesOf({ use, cells }: Column): TableColumn['values'] {
  if (use !== 'status' && use !== 'ownField') return null
  const counts = new Map<string, number>()
  for (const { text } of cells) {
    const word = text.trim().toLowerCase()
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const { most, longest, uses } = STATUS_WORDS
  const isLikeStatus =
    cells.length > 0 &&
    counts.size > 1 &&
    counts.size <= most &&
    cells.length >= counts.size * uses &&
    cells.every(({ kind, text }) => kind === 'text' && text.length <= longest)
  if (use !== 'status' && !isLikeStatus) return null
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((one, other) => other.count - one.count || one.text.localeCompare(other.text, 'en'))
    .slice(0, MOST_VALUES)
}
