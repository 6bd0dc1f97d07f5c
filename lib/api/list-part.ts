/** A part of a list, as every list of the API is read. */

import { takeAfter } from '@/lib/domain/plan/action-list'
import { type ListMark, makeCursor, readCursor, readPart } from './cursor'
import { ListChangedError } from './problem'

/** What leads to a part of a list, as parameters of its address. */
export type PartQuery = Readonly<Record<'limit' | 'cursor', string>>

interface ListPart<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  /** The address of the next part; null at the end. */
  readonly next: string | null
}

/**
 * Takes the parameters of an address, what the list depends on, its rows, the key of one, what gives the address of a part and how many
 * rows a part has when the address does not say; returns the part that is asked for. Throws BadParameterError, and ListChangedError where the list is another one by now.
 */
export function partOf<Row>(
  params: URLSearchParams,
  mark: ListMark,
  all: readonly Row[],
  keyOf: (row: Row) => string,
  address: (query: PartQuery) => string,
  usual?: number,
): ListPart<Row> {
  const { limit, cursor } = readPart(params, usual)
  const part = takeAfter(all, keyOf, cursor === null ? null : readCursor(cursor, mark), limit)
  if (!part) throw new ListChangedError()
  return { rows: part.rows, total: all.length, next: addressAfter(mark, part.after, limit, address) }
}

/** Takes what a list depends on, the key to go on after (null at its end), the size of its parts and what gives their addresses; returns the address of the next part. */
export function addressAfter(
  mark: ListMark,
  after: string | null,
  limit: number,
  address: (query: PartQuery) => string,
): string | null {
  return after === null ? null : address({ limit: String(limit), cursor: makeCursor(mark, after) })
}
