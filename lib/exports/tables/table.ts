/** A table of a file: one definition, from which every format makes its header, its metadata and its explanations. */

import type { HasRoles } from '@/lib/domain/plan/roles'
import type { HasLevels } from '@/lib/domain/plan/plan'
import type { HasStatuses } from '@/lib/domain/status/status'
import { hasKind } from '@/lib/domain/structure/structure'

export type Cell = string | number | boolean | null

/** Dates are ISO 8601 text ("2025-02-28"), datetimes are instants ("2025-02-28T00:00:00.000Z"). */
export type CellType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime'

export interface Column<Row> {
  /** Stable, in snake_case: the header of CSV files, and what a program asks for. */
  readonly name: string
  /** The header of spreadsheets, for people. */
  readonly title: string
  readonly description: string
  readonly type: CellType
  /** What parts the values of a cell that holds several. */
  readonly separator?: string
  /** In spreadsheets, in characters; without it, what its name and type suggest. */
  readonly width?: number
  /** What it can hold, if that is a fixed list. */
  readonly codes?: readonly string[]
  /** The level of the plan that it is about: left out of plans that do not have it. */
  readonly level?: 'pillar' | 'section'
  /** Why it may be empty; without it, it never is. */
  readonly empty?: keyof typeof SHORTHAND
  readonly value: (row: Row) => Cell
}

/** The plan that a table is of: its statuses and levels are columns. */
export type TablePlan = HasStatuses & HasLevels & HasRoles

/** Takes a plan and columns; returns those that it has. */
export function columnsOf<Row>(plan: HasLevels, columns: readonly Column<Row>[]): Column<Row>[] {
  return columns.filter(({ level }) => level === undefined || hasKind(plan, level))
}

export interface Table<Row> {
  /** Lower-case, with dashes: the file's name in a package. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly columns: readonly Column<Row>[]
  /** Names of the columns that together tell its rows apart. */
  readonly primaryKey: readonly string[]
  readonly foreignKeys?: readonly { readonly column: string; readonly table: string; readonly to: string }[]
}

/** What stands in a spreadsheet in place of nothing, and what it means. */
export const SHORTHAND = { '[x]': 'Not available: nothing is recorded.', '[z]': 'Not applicable.' } as const

export function cellsOf<Row>({ columns }: Table<Row>, row: Row): Cell[] {
  return columns.map(({ value }) => value(row))
}

/** Rows that are at hand, or that come a few at a time. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Iterable<Row>>

const ROWS_AT_ONCE = 100

/**
 * Takes rows and what writes one of them; returns what was written, a few rows at a time: waiting for each alone would cost
 * more than writing it. No row is made before the one before it is written, so that none is held for long.
 */
export async function* writeRows<Row>(rows: Rows<Row>, write: (row: Row) => string): AsyncGenerator<string> {
  if (Symbol.asyncIterator in rows) for await (const batch of rows) yield* writeBatch(batch, write)
  else yield* writeBatch(rows, write)
}

function* writeBatch<Row>(rows: Iterable<Row>, write: (row: Row) => string): Generator<string> {
  let text = ''
  let current = 0
  for (const row of rows) {
    text += write(row)
    current += 1
    if (current < ROWS_AT_ONCE) continue
    yield text
    text = ''
    current = 0
  }
  if (current) yield text
}
