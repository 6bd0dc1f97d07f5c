/** From which status to which: the counted actions of two states of a plan, each in one cell. */

import type { Pair } from './movement-pairs'
import type { StatusCounts } from '@/lib/domain/status/roll-up'
import { type Bucket, BUCKETS } from '@/lib/domain/status/status'

export interface MovementMatrix {
  /** How many actions that are counted in both states stood in the first bucket and stand in the second. */
  readonly cells: Readonly<Record<Bucket, StatusCounts>>
  /** How many are counted only now, by where they stand; and only then, by where they stood. */
  readonly entered: StatusCounts
  readonly left: StatusCounts
  /** How many are counted in both. */
  readonly inBoth: number
}

/** How many actions went from one bucket to another; null where they were, or are, not counted. */
export interface Move {
  readonly was: Bucket | null
  readonly is: Bucket | null
  count: number
}

/** Takes paired actions; returns how many made each move. */
export function countMoves(pairs: readonly Pair[]): readonly Readonly<Move>[] {
  const moves: Move[] = []
  for (const { before, after } of pairs) {
    const [was, is] = [before?.bucket ?? null, after?.bucket ?? null]
    const known = moves.find((move) => move.was === was && move.is === is)
    if (known) known.count += 1
    else moves.push({ was, is, count: 1 })
  }
  return moves
}

/** Takes how many actions made each move, and the counts of both states; returns the matrix. Throws when it does not add up to the counts. */
export function makeMatrix(
  moves: readonly Readonly<Move>[],
  counts: { readonly before: StatusCounts; readonly after: StatusCounts },
): MovementMatrix {
  const cells = Object.fromEntries(BUCKETS.map((bucket) => [bucket, none()])) as Record<
    Bucket,
    Record<Bucket, number>
  >
  const [entered, left] = [none(), none()]
  let inBoth = 0
  for (const { was, is, count } of moves) {
    if (was && is) {
      cells[was][is] += count
      inBoth += count
    } else if (was) left[was] += count
    else if (is) entered[is] += count
  }
  for (const bucket of BUCKETS) {
    const stood = sum(cells[bucket]) + left[bucket]
    const stand = BUCKETS.reduce((total, was) => total + cells[was][bucket], 0) + entered[bucket]
    if (stood !== counts.before[bucket] || stand !== counts.after[bucket])
      throw new Error('A movement matrix lost or doubled an action: it does not add up to the counts')
  }
  return { cells, entered, left, inBoth }
}

const none = () => Object.fromEntries(BUCKETS.map((bucket) => [bucket, 0])) as Record<Bucket, number>

const sum = (counts: StatusCounts) => BUCKETS.reduce((total, bucket) => total + counts[bucket], 0)

/** Where an action that is not counted stands: it has no bucket. */
export const NOT_COUNTED = 'notCounted'
export type MatrixCell = Bucket | typeof NOT_COUNTED

/** Rows and columns of the matrix, in their order. */
export const CELL_PLACES: readonly MatrixCell[] = [...BUCKETS, NOT_COUNTED]

/** Some of the matrix: null stands for any place. Actions that are counted in neither state are in none of it. */
export interface Cell {
  readonly was: MatrixCell | null
  readonly is: MatrixCell | null
}

/** Takes a matrix and some of it; returns how many actions are in that. */
export function countIn(matrix: MovementMatrix, { was, is }: Cell): number {
  let total = 0
  for (const from of was ? [was] : CELL_PLACES)
    for (const to of is ? [is] : CELL_PLACES) total += countAt(matrix, from, to)
  return total
}

function countAt({ cells, entered, left }: MovementMatrix, was: MatrixCell, is: MatrixCell): number {
  if (was !== NOT_COUNTED) return is === NOT_COUNTED ? left[was] : cells[was][is]
  return is === NOT_COUNTED ? 0 : entered[is]
}

/** Takes two buckets; returns whether going from the first to the second is worse, better, the same, or neither. */
export function directionOf(was: Bucket, is: Bucket): 'same' | 'better' | 'worse' | 'neither' {
  if (was === is) return 'same'
  // No one had said anything, or no one says anything any more: that is no step on the scale.
  if (was === 'noUpdate' || is === 'noUpdate') return 'neither'
  return BUCKETS.indexOf(is) > BUCKETS.indexOf(was) ? 'worse' : 'better'
}
