/** What the steps of bringing a file into a plan send: answers, as a file of answers has them. */

import { z } from 'zod'
import { type IsoDate, writePartialDate } from '@/lib/domain/dates'
import { LIST_SEPARATORS, type WordCount } from '@/lib/domain/imports/rows'
import { columnLetters } from '@/lib/domain/imports/spreadsheet'
import {
  COLUMN_USES,
  type ColumnUse,
  NOT_KEPT,
  type Table,
  type TableColumn,
} from '@/lib/domain/imports/table'
import type { OwnField } from '@/lib/domain/own-fields'
import { importMessages } from '@/lib/format/imports/messages'
import { readPartialDate } from '@/lib/schemas/date-fields'
import type { FormState, FormValues } from '@/lib/schemas/form'

/** What a column can become. */
export const USES: readonly ColumnUse[] = COLUMN_USES.filter((use) => !NOT_KEPT.includes(use))
/** Of these a plan takes one column: others are a mistake, or the second half of a reference. */
const ONCE: readonly ColumnUse[] = [
  'title',
  'partTitle',
  'pillar',
  'section',
  'description',
  'lead',
  'due',
  'timescale',
  'status',
  'update',
  'updateDay',
]
/** In a list of choices, for a word that says that there is no update. */
export const NO_UPDATE = 'none'
/** In a list of choices, for a name that is a new partner. The others are called by their number. */
export const NEW_PARTNER = 'new'

export const columnField = ({ column }: Pick<TableColumn, 'column'>) => `use-${columnLetters(column)}`
/** A column with nothing in it is left out without a question. */
export const isAsked = ({ filled }: Pick<TableColumn, 'filled'>) => filled > 0
export const separatorField = (column: number) => `separator-${columnLetters(column)}`
export const orderField = (column: number) => `order-${columnLetters(column)}`
/** Since when statuses and updates are so, and what becomes of actions that are not in the file. */
export const ON = 'on'
export const MISSING = 'missing'
export const wordField = (at: number) => `status-${at}`
export const nameField = (at: number) => `name-${at}`

const text = (values: FormValues, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
const oneOf = <T extends string>(values: FormValues, name: string, options: readonly T[]): T | undefined =>
  options.find((option) => option === text(values, name))

interface Checked {
  readonly answers?: Record<string, unknown>
  readonly errors: FormState['errors']
}

/** Takes what was sent of the step that chooses the sheet and its header; returns them. */
export function checkPlace(values: FormValues, sheets: readonly string[]): Checked {
  const sheet = oneOf(values, 'sheet', sheets)
  const header = z.coerce.number().int().min(1).max(1_048_576).safeParse(text(values, 'headerRow'))
  const errors: Record<string, string> = {}
  if (sheets.length > 1 && sheet === undefined) errors.sheet = importMessages.sheetMissing
  if (!header.success) errors.headerRow = importMessages.headerMissing
  return Object.keys(errors).length
    ? { errors }
    : { errors, answers: { ...(sheet !== undefined && { sheet }), headerRow: header.data } }
}

/** In the list of what a column can be, a field of the plan's own. */
export const fieldUse = (code: string) => `field:${code}`

/** Takes what was sent of the step about columns, the table, and the plan's own fields; returns what each column is. */
export function checkColumns(
  values: FormValues,
  { columns }: Table,
  fields: readonly Pick<OwnField, 'code'>[] = [],
): Checked {
  const uses = columns.map((column) => {
    const own = fields.find(({ code }) => text(values, columnField(column)) === fieldUse(code))
    const use = oneOf(values, columnField(column), USES) ?? 'leftOut'
    return { column, ...(own ? { use: 'ownField' as const, field: own.code } : { use }) }
  })
  const errors: Record<string, string> = {}
  if (!uses.some(({ use }) => use === 'title')) {
    const first = columns.find(isAsked)
    if (first) errors[columnField(first)] = importMessages.titleColumnMissing
  }
  for (const use of ONCE) {
    // Of statuses and updates there can be others, each of the day in its header.
    const all = uses.filter((one) => one.use === use)
    const days = new Set<string>()
    const [first, second] = all.filter(({ column: { on } }) => {
      const isAnother = on !== null && !days.has(on.date)
      if (on) days.add(on.date)
      return !isAnother
    })
    if (first && second) errors[columnField(second.column)] = importMessages.columnTwice(first.column.name)
  }
  for (const { code } of fields) {
    const [first, second] = uses.filter((one) => 'field' in one && one.field === code)
    if (first && second) errors[columnField(second.column)] = importMessages.columnTwice(first.column.name)
  }
  const references = oneOf(values, 'references', ['columns', 'titles', 'position'])
  if (references === 'columns' && !uses.some(({ use }) => use === 'reference'))
    errors.references = importMessages.referenceColumnMissing
  if (Object.keys(errors).length) return { errors }
  const answers = {
    columns: Object.fromEntries(uses.map(({ column, ...use }) => [columnLetters(column.column), use])),
    references,
    parts: oneOf(values, 'parts', ['byReference', 'alone']),
    counted: oneOf(values, 'counted', ['wholes', 'leaves']),
    hiddenRows: oneOf(values, 'hiddenRows', ['in', 'out']),
  }
  return {
    errors,
    answers: Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)),
  }
}

interface ValuesStep {
  /** In the order of their fields. */
  readonly words: readonly WordCount[]
  readonly statusCodes: readonly string[]
  readonly names: readonly (WordCount & { readonly choices: readonly (readonly string[])[] })[]
  /** Columns of organisations, and of dates as text. */
  readonly listColumns: readonly number[]
  readonly dateColumns: readonly number[]
  readonly today: IsoDate
}

/** Takes what was sent of the step about values, and what it asked; returns what each word, name and column means. */
export function checkValues(
  values: FormValues,
  { words, statusCodes, names, listColumns, dateColumns, today }: ValuesStep,
): Checked {
  const errors: Record<string, string> = {}
  const statuses: Record<string, string | null> = {}
  words.forEach(({ folded, text: word }, at) => {
    const meant = oneOf(values, wordField(at), [NO_UPDATE, ...statusCodes])
    if (meant === undefined) errors[wordField(at)] = importMessages.wordMissing(word)
    else statuses[folded] = meant === NO_UPDATE ? null : meant
  })
  const columns: Record<string, object> = {}
  for (const column of listColumns)
    columns[columnLetters(column)] = {
      separator: oneOf(values, separatorField(column), LIST_SEPARATORS) ?? 'none',
    }
  for (const column of dateColumns) {
    const dayOrder = oneOf(values, orderField(column), ['dayFirst', 'monthFirst'])
    if (dayOrder === undefined) errors[orderField(column)] = importMessages.orderMissing
    else columns[columnLetters(column)] = { dayOrder }
  }
  const organisations = Object.fromEntries(
    names.flatMap(({ folded, choices }, at) => {
      const meant = choices[Number(text(values, nameField(at)) || NaN)]
      return meant ? [[folded, meant]] : []
    }),
  )
  const on = readPartialDate(values, ON, importMessages.dayLabel)
  if (on.error !== undefined) errors[ON] = on.error
  else if (on.date && on.date.date > today) errors[ON] = importMessages.dayToCome
  const renumbered = Object.fromEntries(
    [values.renumbered ?? []].flat().flatMap((pair) => {
      const [from, to] = pair.split(':')
      return from && to ? [[to, from]] : []
    }),
  )
  return Object.keys(errors).length
    ? { errors }
    : {
        errors,
        answers: {
          statuses,
          columns,
          organisations,
          renumbered,
          // What was answered before and is not any more is gone.
          on: on.date ? writePartialDate(on.date) : undefined,
          missing: oneOf(values, MISSING, ['leave', 'withdraw']),
        },
      }
}

type Columns = Readonly<Record<string, object>>

/** Takes what was answered before and now; returns both together: of a column, what either says of it. */
export function joinAnswers(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
) {
  const [old = {}, fresh = {}] = [before.columns, now.columns] as [Columns?, Columns?]
  const letters = new Set([...Object.keys(old), ...Object.keys(fresh)])
  const columns = Object.fromEntries(
    [...letters].map((letter) => [letter, { ...old[letter], ...fresh[letter] }]),
  )
  return { ...before, ...now, columns }
}
