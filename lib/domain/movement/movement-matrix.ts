/** From which status to which: the counted actions of two states of a plan, each in one cell. */

import { currentBucket, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
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

/** Takes two states of one plan and the counts of both; returns the matrix. Throws when it does not add up to the counts. */
export function makeMatrix(
  before: PlanState,
  after: PlanState,
  counts: { readonly before: StatusCounts; readonly after: StatusCounts },
): MovementMatrix {
  const cells = Object.fromEntries(BUCKETS.map((bucket) => [bucket, none()])) as Record<
    Bucket,
    Record<Bucket, number>
  >
  const [entered, left] = [none(), none()]
  let inBoth = 0
  const add = (was: Bucket | null, is: Bucket | null) => {
    if (was && is) {
      cells[was][is] += 1
      inBoth += 1
    } else if (was) left[was] += 1
    else if (is) entered[is] += 1
  }
  const [then, now] = [indexPlan(before).actions, indexPlan(after).actions]
  for (const action of after.actions) {
    const was = then.get(action.id)
    add(was ? currentBucket(was) : null, currentBucket(action))
  }
  for (const action of before.actions) if (!now.has(action.id)) add(currentBucket(action), null)
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
