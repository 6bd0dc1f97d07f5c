/** What moved last, in words and as links to the rows behind each count. */

import type { ActionChange, SideName } from '@/lib/domain/movement/movement'
import type { ChangeKind } from '@/lib/domain/movement/movement-kinds'
import {
  LEAVING_KINDS,
  type RecentMovement,
  type SectionDrift,
  TOLD_KINDS,
} from '@/lib/domain/movement/recent-movement'
import { ragLabel } from '@/lib/domain/status/rag'
import { completeLabel, type HasStatuses, type StatusCode } from '@/lib/domain/status/status'
import { formatDate } from '@/lib/format/dates'
import { count } from '@/lib/format/words'
import { linkMovement } from './movement-links'
import { describeState, describeTimeInStatus, describeWhy } from './movement-words'

/** Takes a side of a comparison; returns its name with the day of its figures: "LB(25)03-03, February 2025". */
function nameState({ reference, asAt, figuresOf }: SideName): string {
  const day = formatDate(figuresOf ?? { date: asAt, precision: 'day' })
  return reference === null ? day : `${reference}, ${day}`
}

/** Takes what moved; returns what its heading says, and the sentence below it. */
export function describeSpan({ span, before, after, isNone }: RecentMovement): {
  readonly title: string
  readonly sentence: string
} {
  switch (span) {
    case 'sinceReport':
      return {
        title: 'Since the last report',
        sentence: isNone
          ? `No changes since the last report (${nameState(before)}).`
          : `Changes since ${nameState(before)}.`,
      }
    case 'lastReport':
      return {
        title: 'Changes in the last report',
        sentence: `No changes since the last report (${nameState(after)}). ${isNone ? 'It had none either' : 'These are its changes'} since ${nameState(before)}.`,
      }
    case 'thisReport':
      return {
        title: 'Changes in this report',
        sentence: `${isNone ? 'No changes' : 'Changes'} since the previous report, ${nameState(before)}.`,
      }
    case 'sinceStart':
      return {
        title: 'Since the first update',
        sentence: `${isNone ? 'No changes' : 'Changes'} since ${nameState(before)}. There are no reports yet.`,
      }
  }
}

/** What the figures are compared with. */
const COMPARED: Readonly<Record<RecentMovement['span'], string>> = {
  sinceReport: 'in the last report',
  lastReport: 'in the previous report',
  thisReport: 'in the previous report',
  sinceStart: 'at the first update',
}

/** Takes what moved; returns how the number of actions that need attention changed: "4 fewer than in the last report". */
export function describeAttentionChange({ attention, span }: RecentMovement): string {
  if (attention === 0) return `the same number as ${COMPARED[span]}`
  return `${Math.abs(attention)} ${attention > 0 ? 'more' : 'fewer'} than ${COMPARED[span]}`
}

/** Takes by how much a count changed; returns an arrow with the difference, and the same in words; null for no change. */
export function describeDifference(
  difference: number,
): { readonly mark: string; readonly words: string } | null {
  if (difference === 0) return null
  const much = Math.abs(difference).toLocaleString('en-GB')
  return difference > 0
    ? { mark: `▲ ${much}`, words: `${much} more` }
    : { mark: `▼ ${much}`, words: `${much} fewer` }
}

/** After a count: "3 got worse". */
const DID: Readonly<Record<Exclude<keyof RecentMovement['kinds'], 'delivered'>, string>> = {
  recovered: 'recovered',
  worsened: 'got worse',
  redated: 'due dates changed',
  added: 'new',
  withdrawn: 'withdrawn',
  merged: 'merged',
  superseded: 'superseded',
  removed: 'removed',
}

/** One count of movement. */
interface MovementCount {
  readonly kind: ChangeKind
  readonly count: number
  readonly did: string
  /** Where its rows are; null where there are none, or where no page lists them. */
  readonly href: string | null
}

/** Takes a plan and what moved; returns the counts that are told: how actions moved, and how they left where some did. */
export function movementCounts(
  plan: HasStatuses & { readonly slug: string },
  movement: RecentMovement,
): MovementCount[] {
  const { kinds, span } = movement
  return [...TOLD_KINDS, ...LEAVING_KINDS.filter((kind) => kinds[kind] > 0)].map((kind) => ({
    kind,
    count: kinds[kind],
    did:
      kind === 'delivered'
        ? completeLabel(plan).toLowerCase()
        : kind === 'redated' && kinds[kind] === 1
          ? 'due date changed'
          : DID[kind],
    href: kinds[kind] > 0 && span !== 'sinceStart' ? linkMovement(plan.slug, movement, { kind }) : null,
  }))
}

/** Takes a plan and a change; returns from where to where it went, and the first thing that was said of why. */
export function describeNotable(
  plan: HasStatuses,
  change: ActionChange,
): {
  readonly moved: string
  readonly why: string | null
} {
  const { before, after, redating, kinds } = change
  const [was, is] = [describeState(plan, before), describeState(plan, after)]
  const moved =
    was !== is
      ? before
        ? `${was} → ${is}`
        : `New: ${is}`
      : redating?.to && kinds.includes('redated')
        ? `Due ${formatDate(redating.to)}${redating.from ? `, was ${formatDate(redating.from)}` : ''}`
        : is
  return { moved, why: describeWhy(change)[0]?.text ?? null }
}

/** Takes a plan and which way a section of it went; returns that in words: "Was At Risk", "1 fewer needs attention". */
export function describeDrift(plan: HasStatuses, drift: SectionDrift): string {
  if (drift.by === 'rating') return `Was ${ragLabel(drift.was)}`
  const { direction, by, count: n } = drift
  // Fewer that need attention is better, fewer that are delivered is worse.
  const isMore = (direction === 'better') === (by === 'delivered')
  const what =
    by === 'delivered' ? completeLabel(plan).toLowerCase() : `${n === 1 ? 'needs' : 'need'} attention`
  return `${n} ${isMore ? 'more' : 'fewer'} ${what}`
}

/**
 * Takes a plan, a status of it, in how many earlier reports in a row it was the same, and whether the state it is of is a report, too; returns
 * since when that is: "Third report At Risk", "In the last 2 reports", "New since the last report"; null for what only the last
 * report had as well, which is what a reader takes for granted.
 */
export function describeSince(
  plan: HasStatuses,
  status: StatusCode,
  earlier: number,
  isReport: boolean,
): string | null {
  if (earlier === 0) return isReport ? 'New in this report' : 'New since the last report'
  if (!isReport) return earlier === 1 ? null : `In the last ${count(earlier, 'report')}`
  const words = describeTimeInStatus(plan, status, earlier, true)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
