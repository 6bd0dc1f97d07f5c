/** From which status to which: the counted actions of two states of a plan, each in one cell. */

import type { Pair } from './movement-pairs'
import { countAt, type StatusCounts } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf, type HasStatuses, NO_UPDATE, severityOf } from '@/lib/domain/status/status'

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

/**
 * Takes the plan's statuses, how many actions made each move, and the counts of both states; returns the matrix. Throws when it does not
 * add up to the counts.
 */
export function makeMatrix(
  plan: HasStatuses,
  moves: readonly Readonly<Move>[],
  counts: { readonly before: StatusCounts; readonly after: StatusCounts },
): MovementMatrix {
  const buckets = bucketsOf(plan)
  const none = () => Object.fromEntries(buckets.map((bucket) => [bucket, 0]))
  const cells = Object.fromEntries(buckets.map((bucket) => [bucket, none()]))
  const [entered, left] = [none(), none()]
  let inBoth = 0
  for (const { was, is, count } of moves) {
    if (was && is) {
      const row = (cells[was] ??= none())
      row[is] = countAt(row, is) + count
      inBoth += count
    } else if (was) left[was] = countAt(left, was) + count
    else if (is) entered[is] = countAt(entered, is) + count
  }
  for (const bucket of buckets) {
    const row = cells[bucket] ?? {}
    const stood = buckets.reduce((total, is) => total + countAt(row, is), 0) + countAt(left, bucket)
    const stand =
      buckets.reduce((total, was) => total + countAt(cells[was] ?? {}, bucket), 0) + countAt(entered, bucket)
    if (stood !== countAt(counts.before, bucket) || stand !== countAt(counts.after, bucket))
      throw new Error('A movement matrix lost or doubled an action: it does not add up to the counts')
  }
  return { cells, entered, left, inBoth }
}

/** Where an action that is not counted stands: it has no bucket. */
export const NOT_COUNTED = 'notCounted'
/** A bucket, or NOT_COUNTED. */
export type MatrixCell = Bucket

/** Takes the plan's statuses; returns the rows and columns of the matrix, in their order. */
export function cellPlaces(plan: HasStatuses): readonly MatrixCell[] {
  return [...bucketsOf(plan), NOT_COUNTED]
}

/** Some of the matrix: null stands for any place. Actions that are counted in neither state are in none of it. */
export interface Cell {
  readonly was: MatrixCell | null
  readonly is: MatrixCell | null
}

/** Takes a matrix and some of it; returns how many actions are in that. */
export function countIn(matrix: MovementMatrix, { was, is }: Cell): number {
  const places = [...Object.keys(matrix.cells), NOT_COUNTED]
  let total = 0
  for (const from of was ? [was] : places)
    for (const to of is ? [is] : places) total += countInCell(matrix, from, to)
  return total
}

function countInCell({ cells, entered, left }: MovementMatrix, was: MatrixCell, is: MatrixCell): number {
  if (was !== NOT_COUNTED) return is === NOT_COUNTED ? countAt(left, was) : countAt(cells[was] ?? {}, is)
  return is === NOT_COUNTED ? 0 : countAt(entered, is)
}

/** Takes the plan's statuses and two buckets; returns whether going from the first to the second is worse, better, the same, or neither. */
export function directionOf(
  plan: HasStatuses,
  was: Bucket,
  is: Bucket,
): 'same' | 'better' | 'worse' | 'neither' {
  if (was === is) return 'same'
  // No one had said anything, or no one says anything any more: that is no step on the scale.
  if (was === NO_UPDATE || is === NO_UPDATE) return 'neither'
  const step = severityOf(plan, is) - severityOf(plan, was)
  // Two labels of one meaning.
  if (step === 0) return 'neither'
  return step > 0 ? 'worse' : 'better'
}
