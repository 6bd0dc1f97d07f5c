/** What was answered about the files of a plan, kept for its next one: of columns by their header, of statuses and organisations by their word. */

import type { ColumnAnswer, DayOrder, DecimalSign, GivenAnswers, ImportAnswers } from './rows'
import { foldName } from '@/lib/domain/text'
import type { ColumnUse, Table, TableColumn } from './table'

export interface KeptAnswers extends Pick<
  ImportAnswers,
  'hiddenRows' | 'references' | 'parts' | 'counted' | 'statuses' | 'organisations'
> {
  /** By the header, folded. */
  readonly columns: Readonly<Record<string, ColumnAnswer>>
}

/** So many columns, words and names are kept, those of the last files. */
const MOST = 2_000

const keyOf = ({ name }: Pick<TableColumn, 'name'>) => foldName(name)

/** Takes the columns of a file that is imported, the answers about it, and what was kept before; returns what is kept now. */
export function keepAnswers(
  columns: readonly Pick<TableColumn, 'column' | 'name'>[],
  answers: ImportAnswers,
  before: KeptAnswers | null,
): KeptAnswers {
  const now = Object.fromEntries(
    columns.flatMap((column) => {
      const answer = answers.columns[column.column]
      return answer ? [[keyOf(column), answer]] : []
    }),
  )
  const { hiddenRows, references, parts, counted } = answers
  return {
    columns: last({ ...before?.columns, ...now }),
    hiddenRows,
    references,
    parts,
    counted,
    statuses: last({ ...before?.statuses, ...answers.statuses }),
    organisations: last({ ...before?.organisations, ...answers.organisations }),
  }
}

const last = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(all).slice(-MOST))

/** Uses of which a plan takes any number of columns. */
const MANY: readonly ColumnUse[] = ['reference', 'partners', 'ownField', 'leftOut']

/**
 * Takes a table, what was kept and the codes of the plan's statuses; returns the same as answers about this table. What another column was for last time, no new column is
 * taken for. Signs and orders that a column settles itself are left to it.
 */
export function answersAsLastTime(
  { columns }: Pick<Table, 'columns'>,
  kept: KeptAnswers,
  statusCodes: readonly string[],
): GivenAnswers {
  const known = columns.flatMap((column) => {
    const answer = kept.columns[keyOf(column)]
    return answer ? [[column, answer] as const] : []
  })
  const taken = new Set(known.map(([, { use }]) => use).filter((use) => !MANY.includes(use)))
  const isKnown = new Set(known.map(([{ column }]) => column))
  const { hiddenRows, parts, counted, statuses, organisations } = kept
  return {
    columns: Object.fromEntries([
      ...known.map(([{ column }, { dayOrder: _, decimal: __, ...answer }]) => [column, answer] as const),
      ...columns
        .filter(({ column, use, on }) => !isKnown.has(column) && on === null && taken.has(use))
        .map(({ column }) => [column, { use: 'leftOut' as const }] as const),
    ]),
    hiddenRows,
    parts,
    counted,
    // Where there is no column of references any more, it is found out anew where they come from.
    ...((kept.references !== 'columns' || known.some(([, { use }]) => use === 'reference')) && {
      references: kept.references,
    }),
    statuses: Object.fromEntries(
      Object.entries(statuses).filter(([, code]) => code === null || statusCodes.includes(code)),
    ),
    organisations,
  }
}

/** Takes a table, what was kept, and the answer about one of its columns; returns it with the order and sign of last time, where its cells leave them open. */
export function settledAsLastTime(
  column: Pick<TableColumn, 'name'>,
  kept: KeptAnswers,
  answer: ColumnAnswer,
): ColumnAnswer {
  const before = kept.columns[keyOf(column)]
  const settled: { dayOrder?: DayOrder; decimal?: DecimalSign } = {
    ...(answer.dayOrder === null && before?.dayOrder && { dayOrder: before.dayOrder }),
    ...(answer.decimal === null && before?.decimal && { decimal: before.decimal }),
  }
  return { ...answer, ...settled }
}

/** Takes a table, what was kept (null: nothing) and the answers that hold; returns which columns, words and names are answered as last time. */
export function findAsLastTime(
  { columns }: Pick<Table, 'columns'>,
  kept: KeptAnswers | null,
  answers: ImportAnswers,
): {
  readonly columns: ReadonlySet<number>
  readonly statuses: ReadonlySet<string>
  readonly organisations: ReadonlySet<string>
} {
  const same = (one: unknown, other: unknown) =>
    one !== undefined && JSON.stringify(one) === JSON.stringify(other)
  const alike = <T>(was: Readonly<Record<string, T>> = {}, is: Readonly<Record<string, T>>) =>
    new Set(Object.keys(is).filter((word) => same(was[word], is[word])))
  return {
    columns: new Set(
      columns
        .filter((one) => same(kept?.columns[keyOf(one)]?.use, answers.columns[one.column]?.use))
        .map(({ column }) => column),
    ),
    statuses: alike(kept?.statuses, answers.statuses),
    organisations: alike(kept?.organisations, answers.organisations),
  }
}
