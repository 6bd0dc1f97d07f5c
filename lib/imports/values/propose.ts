/** What is likely to be answered about a table: what its cells decide is proposed, what they leave open is asked. */

import type { Cell } from '@/lib/domain/imports/spreadsheet'
import { answersAsLastTime, type KeptAnswers, settledAsLastTime } from '@/lib/domain/imports/kept-answers'
import type { ColumnAnswer, FieldType, GivenAnswers, ImportAnswers } from '@/lib/domain/imports/rows'
import { type ColumnUse, NOT_KEPT, type Table } from '@/lib/domain/imports/table'
import type { OwnField } from '@/lib/domain/own-fields'
import { foldName } from '@/lib/domain/text'
import { findDayOrder, readDateText } from '../dates'
import { guessSeparator } from './names'
import { findDecimal, readNumber, readYesNo } from './numbers'
import { CELLS_OF, findField } from './own-fields'
import { splitTitle } from './references'

/** A column has a type when at least so much of it is of that type. */
const MOST_OF_IT = 0.8
/** A column with so few different words, so short and so often used, is a list of words. */
const ONE_OF = { most: 12, longest: 30, uses: 2 }
const DATES: readonly ColumnUse[] = ['due', 'start', 'timescale', 'updateDay']
const LINK = /^https?:\/\/\S+$/i

/** A status of the plan: what a word of the file has to be equal to. */
export interface KnownStatus {
  readonly code: string
  readonly label: string
  readonly aliases: readonly string[]
}

/**
 * Takes a table, the plan's statuses, what a person has answered so far, whether it is imported into a plan, what was answered about the last
 * files of that, and its own fields; returns the answers with proposals for the rest.
 */
export function proposeAnswers(
  table: Table,
  statuses: readonly KnownStatus[],
  answered: GivenAnswers = {},
  isForPlan = false,
  lastTime: KeptAnswers | null = null,
  fields: readonly OwnField[] = [],
): ImportAnswers {
  const fieldOf = matchFields(table, fields)
  const codes = statuses.map(({ code }) => code)
  const given = lastTime ? joinGiven(answersAsLastTime(table, lastTime, codes), answered) : answered
  const cells = new Map<number, Cell[]>()
  for (const row of table.rows)
    for (const cell of row.cells) {
      const before = cells.get(cell.column)
      if (before) before.push(cell)
      else cells.set(cell.column, [cell])
    }
  const uses = new Map(
    table.columns.map(({ column, use }) => {
      const kept = isForPlan && NOT_KEPT.includes(use) ? 'leftOut' : use
      const proposed = fieldOf.has(column) ? 'ownField' : kept
      return [column, given.columns?.[column]?.use ?? proposed] as const
    }),
  )
  const used = (wanted: ColumnUse) =>
    [...uses].flatMap(([column, use]) => (use === wanted ? (cells.get(column) ?? []) : []))
  const names = new Set(used('lead').map(({ text }) => foldName(text)))
  const titles = used('title')
  const areNumbered = titles.length > 0 && titles.every(({ text }) => splitTitle(text) !== null)
  const fold = <T>(by: Readonly<Record<string, T>> = {}) =>
    Object.fromEntries(Object.entries(by).map(([word, meant]) => [foldName(word), meant]))
  return {
    columns: Object.fromEntries(
      table.columns.map((one) => {
        const use = uses.get(one.column) ?? one.use
        const code = given.columns?.[one.column]?.field ?? fieldOf.get(one.column)
        const field = fields.find((known) => known.code === code)
        const proposed = proposeColumn(use, cells.get(one.column) ?? [], names, field)
        const day = use === one.use && one.on ? { on: one.on } : {}
        const settled = lastTime ? settledAsLastTime(one, lastTime, proposed) : proposed
        return [one.column, { ...settled, ...day, ...given.columns?.[one.column] }]
      }),
    ),
    hiddenRows: given.hiddenRows ?? 'in',
    references:
      given.references ??
      ([...uses.values()].includes('reference') ? 'columns' : areNumbered ? 'titles' : 'position'),
    parts: given.parts ?? 'byReference',
    statuses: { ...matchStatuses(used('status'), statuses), ...fold(given.statuses) },
    organisations: fold(given.organisations),
    counted: given.counted ?? 'wholes',
    renumbered: given.renumbered ?? {},
    on: given.on ?? null,
    missing: given.missing ?? 'leave',
  }
}

/** Columns that are called as a field of the plan's own, each field once. */
function matchFields({ columns }: Table, fields: readonly OwnField[]): ReadonlyMap<number, string> {
  const taken = new Set<string>()
  return new Map(
    columns.flatMap(({ column, header }) => {
      const field = findField(header, fields)
      if (!field || taken.has(field.code)) return []
      taken.add(field.code)
      return [[column, field.code] as const]
    }),
  )
}

/** What is answered about this file goes before what was answered about others. */
function joinGiven(before: GivenAnswers, now: GivenAnswers): GivenAnswers {
  const columns = { ...before.columns }
  // A column that is something else now has nothing of what it was.
  for (const [column, answer] of Object.entries(now.columns ?? {})) {
    const old = columns[Number(column)]
    columns[Number(column)] =
      answer.use === undefined || answer.use === old?.use ? { ...old, ...answer } : answer
  }
  return {
    ...before,
    ...now,
    columns,
    statuses: { ...before.statuses, ...now.statuses },
    organisations: { ...before.organisations, ...now.organisations },
  }
}

function proposeColumn(
  use: ColumnUse,
  cells: readonly Cell[],
  names: ReadonlySet<string>,
  field: OwnField | undefined,
): ColumnAnswer {
  const texts = cells.filter(({ kind }) => kind === 'text').map(({ text }) => text)
  const asText = (order: ReturnType<typeof findDayOrder>) => (order === undefined ? {} : { dayOrder: order })
  if (use === 'lead' || use === 'partners') return { use, separator: guessSeparator(texts, names) }
  if (DATES.includes(use)) return { use, ...asText(findDayOrder(texts)) }
  if (use !== 'ownField') return { use }
  const type = field ? CELLS_OF[field.type] : guessType(cells)
  const decimal = type === 'number' ? findDecimal(texts) : undefined
  return {
    use,
    type,
    ...(field && { field: field.code }),
    ...(decimal !== undefined && { decimal }),
    ...(type === 'date' && asText(findDayOrder(texts))),
  }
}

function guessType(all: readonly Cell[]): FieldType {
  const cells = all.filter(({ kind }) => kind !== 'error')
  const share = (is: (cell: Cell) => boolean) =>
    cells.length > 0 && cells.filter(is).length >= cells.length * MOST_OF_IT
  const words = new Set(cells.map(({ text }) => foldName(text)))
  if (share(({ kind }) => kind === 'boolean')) return 'yesNo'
  if (share(({ kind, text }) => kind === 'date' || (kind === 'text' && isDay(text)))) return 'date'
  if (
    words.size > 1 &&
    cells.every(({ kind, text }) => kind === 'boolean' || (kind === 'text' && readYesNo(text) !== null))
  )
    return 'yesNo'
  if (share(({ kind, text }) => kind === 'number' || (kind === 'text' && isNumber(text)))) return 'number'
  if (share(({ kind, text }) => kind === 'text' && LINK.test(text.trim()))) return 'link'
  const { most, longest, uses } = ONE_OF
  const isList = words.size > 1 && words.size <= most && cells.length >= words.size * uses
  return isList && cells.every(({ text }) => text.length <= longest) ? 'oneOf' : 'text'
}

/** By either decimal sign. */
const isNumber = (text: string) => readNumber(text, '.') !== null || readNumber(text, ',') !== null

const isDay = (text: string) => {
  const read = readDateText(text, 'dayFirst')
  return read !== null && 'date' in read && read.date.precision === 'day' && !read.isDayNumber
}

/** None is guessed beyond a label or another wording of it. */
function matchStatuses(cells: readonly Cell[], statuses: readonly KnownStatus[]): ImportAnswers['statuses'] {
  const known = new Map(
    statuses.flatMap(({ code, label, aliases }) =>
      // A code is what Cairn's own files have.
      [code, label, ...aliases].map((text) => [foldName(text), code] as const),
    ),
  )
  const words = new Set(cells.map(({ text }) => foldName(text)))
  return Object.fromEntries(
    [...words].flatMap((word) => {
      const code = known.get(word)
      return code === undefined ? [] : [[word, code] as const]
    }),
  )
}
