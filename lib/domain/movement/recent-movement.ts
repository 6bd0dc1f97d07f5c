/** What moved last, for the head of a plan: the counts, and the few changes that a board should hear of first. */

import {
  type ActionChange,
  changesOf,
  type Comparison,
  hasMoved,
  type SideName,
  worstMovesFirst,
} from './movement'
import type { ChangeKind } from './movement-kinds'
import type { SectionMovement } from './movement-sections'
import { OVERALL_RAGS, type OverallRag } from '@/lib/domain/status/rag'
import { type Bucket, completeCodes, type HasStatuses, isAdverse } from '@/lib/domain/status/status'
import { countAt, type RollUp } from '@/lib/domain/status/roll-up'

/**
 * `sinceReport`: from the last report to now. `lastReport`: from the report before to the last one, since nothing was recorded after
 * that. `thisReport`: the same of a report that is read. `sinceStart`: there is no report yet.
 */
export type MovementSpan = 'sinceReport' | 'lastReport' | 'thisReport' | 'sinceStart'

/** The kinds that are counted, in the order in which they are told. */
export const TOLD_KINDS = [
  'delivered',
  'recovered',
  'worsened',
  'redated',
  'added',
] as const satisfies ChangeKind[]
/** Each is a way to leave a plan; told where it happened. */
export const LEAVING_KINDS = ['withdrawn', 'merged', 'superseded', 'removed'] as const satisfies ChangeKind[]

export interface RecentMovement {
  readonly span: MovementSpan
  readonly before: SideName
  readonly after: SideName
  /** How many more actions need attention than before; negative for fewer. */
  readonly attention: number
  /** How many more actions stand in each bucket; negative for fewer. */
  readonly buckets: Readonly<Record<Bucket, number>>
  /** How many actions moved in each way. */
  readonly kinds: Readonly<Record<(typeof TOLD_KINDS)[number] | (typeof LEAVING_KINDS)[number], number>>
  /** The most important changes, at most MOST_NOTABLE. */
  readonly notable: readonly ActionChange[]
  /** Actions that are newly delivered, in the plan's order. */
  readonly delivered: readonly ActionChange[]
  /** By the ids of sections that are in the later state. */
  readonly sections: ReadonlyMap<string, SectionMovement>
  /** Whether no action moved and no rating changed. */
  readonly isNone: boolean
}

/** A board hears of so many by name. */
const MOST_NOTABLE = 3

/** Takes the plan's statuses, a comparison and what span it is of; returns what moved. */
export function viewRecentMovement(
  plan: HasStatuses,
  comparison: Comparison,
  span: MovementSpan,
): RecentMovement {
  const { before, after, totals, changes, sections } = comparison
  const moved = changes.filter(hasMoved)
  return {
    span,
    before,
    after,
    attention: totals.after.adverse - totals.before.adverse,
    buckets: Object.fromEntries(
      Object.keys(totals.after.counts).map((bucket) => [
        bucket,
        countAt(totals.after.counts, bucket) - countAt(totals.before.counts, bucket),
      ]),
    ),
    kinds: Object.fromEntries(
      [...TOLD_KINDS, ...LEAVING_KINDS].map((kind) => [kind, changesOf(comparison, kind).length]),
    ) as RecentMovement['kinds'],
    notable: mostNotable(plan, moved),
    delivered: changesOf(comparison, 'delivered'),
    sections: new Map(sections.map((section) => [section.id, section])),
    isNone: moved.length === 0 && sections.every(({ changes }) => !changes.includes('rerated')),
  }
}

/** What got worse and is adverse now, then what recovered, what was delivered and what slipped: of each the worst first. */
function mostNotable(plan: HasStatuses, moved: readonly ActionChange[]): ActionChange[] {
  const has = (kind: ChangeKind) => (change: ActionChange) => change.kinds.includes(kind)
  const gotWorse = moved.filter(has('worsened'))
  const groups = [
    gotWorse.filter(({ after }) => isAdverse(plan, after?.status ?? null)),
    moved.filter(has('recovered')),
    gotWorse,
    moved.filter(has('delivered')),
    moved.filter(has('slipped')),
    moved.filter(has('added')),
  ]
  return [...new Set(groups.flatMap((group) => worstMovesFirst(plan, group)))].slice(0, MOST_NOTABLE)
}

/** Which way a section went: its rating, or where that is the same, how many of its actions need attention or are delivered. */
export type SectionDrift = { readonly direction: 'better' | 'worse' } & (
  | { readonly by: 'rating'; readonly was: OverallRag }
  /** How many actions more or fewer. */
  | { readonly by: 'attention' | 'delivered'; readonly count: number }
)

/** Takes the plan's statuses and what became of a section; returns which way it went, or null when neither. */
export function driftOf(
  plan: HasStatuses,
  { before, after }: Pick<SectionMovement, 'before' | 'after'>,
): SectionDrift | null {
  if (!before || !after) return null
  if (before.rag && after.rag && before.rag !== after.rag) {
    const isWorse = OVERALL_RAGS.indexOf(after.rag) > OVERALL_RAGS.indexOf(before.rag)
    return { direction: isWorse ? 'worse' : 'better', by: 'rating', was: before.rag }
  }
  const attention = after.rollUp.adverse - before.rollUp.adverse
  if (attention !== 0)
    return { direction: attention > 0 ? 'worse' : 'better', by: 'attention', count: Math.abs(attention) }
  const done = ({ counts }: RollUp) =>
    completeCodes(plan).reduce((total, code) => total + countAt(counts, code), 0)
  const delivered = done(after.rollUp) - done(before.rollUp)
  if (delivered !== 0)
    return { direction: delivered > 0 ? 'better' : 'worse', by: 'delivered', count: Math.abs(delivered) }
  return null
}
