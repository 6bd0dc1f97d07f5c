/** What kinds of movement an action made between two states of its plan. */

import { type DatedTo, daysBetween } from '@/lib/domain/dates'
import type { FieldChange } from './movement-fields'
import { directionOf } from './movement-matrix'
import type { Pair, LocatedAction } from './movement-pairs'
import { currentStatus } from '@/lib/domain/plan/plan'
import { type HasStatuses, isAdverse, isComplete, NO_UPDATE } from '@/lib/domain/status/status'

/**
 * In the order in which they are told. Those of status are about actions that are counted in both states, so that they agree
 * with the matrix; `delivered` also about those that came to be counted since.
 *
 * recovered: adverse then, not adverse now. worsened, improved: later, earlier in the order of meanings. delivered: not delivered
 * then. reopened: no longer delivered. firstReported: no one had said anything. silent: no one says anything any more. redated:
 * another due date; slipped: a later one. added, removed: in the plan of one state only. withdrawn, merged, superseded, restored:
 * lifecycle. counted, notCounted: marked otherwise. moved: to another section. uncountedStatus: another status of what is not
 * counted in both. retold: other words about the same status. otherwise: none of these.
 */
export const CHANGE_KINDS = [
  ...(['recovered', 'worsened', 'delivered', 'improved', 'reopened', 'firstReported', 'silent'] as const),
  ...(['redated', 'slipped', 'added', 'withdrawn', 'merged', 'superseded', 'restored', 'removed'] as const),
  ...(['renumbered', 'reworded', 'moved', 'counted', 'notCounted', 'uncountedStatus', 'retold'] as const),
  'otherwise',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** A due date that is another one now. */
export interface Redating {
  readonly from: DatedTo | null
  readonly to: DatedTo | null
  /** The one first promised. */
  readonly original: DatedTo | null
  /** Whole days later than before, negative when sooner; null when there was no date, or is none. */
  readonly days: number | null
}

/** Takes an action in both states; returns what became of its due date, or null when that is the same. */
export function redatingOf({ before, after }: Pair): Redating | null {
  if (!before || !after) return null
  const [from, to] = [before.action.due, after.action.due]
  if (from?.date === to?.date && from?.precision === to?.precision) return null
  const original = after.action.originalDue ?? before.action.originalDue
  return { from, to, original, days: from && to && daysBetween(from.date, to.date) }
}

/** Takes the plan's statuses, an action in both states and the fields that differ; returns the kinds of its movement; none when nothing differs. */
export function kindsOf(plan: HasStatuses, pair: Pair, fields: readonly FieldChange[]): ChangeKind[] {
  const { before, after } = pair
  const found = new Set<ChangeKind>()
  if (!before) found.add('added')
  if (!after) found.add('removed')
  if (isNewlyDelivered(plan, before, after)) found.add('delivered')
  if (before && after) addKinds(plan, found, before, after, new Set(fields.map(({ field }) => field)))
  const redating = redatingOf(pair)
  if (redating) found.add('redated')
  if ((redating?.days ?? 0) > 0) found.add('slipped')
  if (found.size === 0 && fields.length > 0) found.add('otherwise')
  return CHANGE_KINDS.filter((kind) => found.has(kind))
}

const WORDS = ['narrative', 'reason', 'mitigation', 'basis', 'confidence'] as const

const LIFECYCLE_KINDS = {
  active: 'restored',
  withdrawn: 'withdrawn',
  merged: 'merged',
  superseded: 'superseded',
} as const

function addKinds(
  plan: HasStatuses,
  found: Set<ChangeKind>,
  before: LocatedAction,
  after: LocatedAction,
  changed: ReadonlySet<FieldChange['field']>,
) {
  const [was, is] = [before.bucket, after.bucket]
  if (was && is && was !== is) {
    const direction = directionOf(plan, was, is)
    if (direction === 'worse') found.add('worsened')
    if (direction === 'better') found.add('improved')
    if (was === NO_UPDATE) found.add('firstReported')
    if (is === NO_UPDATE) found.add('silent')
    if (was !== NO_UPDATE && isComplete(plan, was) && direction === 'worse') found.add('reopened')
    if (
      isAdverse(plan, currentStatus(before.action)) &&
      direction === 'better' &&
      !isAdverse(plan, currentStatus(after.action))
    )
      found.add('recovered')
  }
  if (changed.has('status') && !(was && is)) found.add('uncountedStatus')
  if (changed.has('lifecycle')) found.add(LIFECYCLE_KINDS[after.action.lifecycle])
  if (changed.has('counted')) found.add(after.action.counted ? 'counted' : 'notCounted')
  if (changed.has('ref')) found.add('renumbered')
  if (changed.has('title')) found.add('reworded')
  // A section that was renamed is still the same one.
  if (before.action.sectionId !== after.action.sectionId) found.add('moved')
  const hasOtherReason = WORDS.some((field) => changed.has(field))
  if (hasOtherReason && !changed.has('status')) found.add('retold')
}

function isNewlyDelivered(
  plan: HasStatuses,
  before: LocatedAction | null,
  after: LocatedAction | null,
): boolean {
  const isDone = (located: LocatedAction) => isComplete(plan, currentStatus(located.action))
  return after !== null && after.bucket !== null && isDone(after) && !(before && isDone(before))
}
