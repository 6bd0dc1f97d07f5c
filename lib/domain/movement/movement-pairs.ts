/** The actions of two states of one plan, put side by side by what never changes: their ids. */

import { type Action, currentBucket, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan, type PlanIndex } from '@/lib/domain/plan/plan-index'
import type { Bucket } from '@/lib/domain/status/status'

/** An action in one of the two states. */
export interface LocatedAction {
  readonly action: Action
  readonly index: PlanIndex
  /** Where it lands in roll-ups; null when it is not counted. */
  readonly bucket: Bucket | null
}

/** One action in both states, or in one of them. */
export interface Pair {
  readonly id: string
  readonly before: LocatedAction | null
  readonly after: LocatedAction | null
}

/**
 * Takes two states of one plan; returns each action of either once, in the order of the later one, those that are no longer
 * in it last. Throws RangeError when they are states of two plans.
 */
export function pairActions(before: PlanState, after: PlanState): Pair[] {
  return [...pairSome(before, after, after.actions), ...pairGone(before, after)]
}

/** The same of some actions of the later state. */
export function pairSome(before: PlanState, after: PlanState, actions: readonly Action[]): Pair[] {
  const [then, now] = indexBoth(before, after)
  return actions.map((action) => ({
    id: action.id,
    before: locate(then.actions.get(action.id), then),
    after: locate(action, now),
  }))
}

/** The same of those that are no longer in the later state. */
export function pairGone(before: PlanState, after: PlanState): Pair[] {
  const [then, now] = indexBoth(before, after)
  return before.actions
    .filter(({ id }) => !now.actions.has(id))
    .map((action) => ({ id: action.id, before: locate(action, then), after: null }))
}

function indexBoth(before: PlanState, after: PlanState) {
  if (before.id !== after.id) throw new RangeError('Only two states of the same plan can be compared')
  return [indexPlan(before), indexPlan(after)] as const
}

function locate(action: Action | undefined, index: PlanIndex): LocatedAction | null {
  if (!action) return null
  return { action, index, bucket: currentBucket(action) }
}
