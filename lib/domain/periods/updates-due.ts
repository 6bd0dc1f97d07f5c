/**
 * What is owed in a reporting period, and by whom. Computed from who answers for an action and what was recorded about it;
 * no one ticks anything.
 */

import { type IsoDate, daysBetween } from '@/lib/domain/dates'
import { type Period, stageOf } from './periods'
import type { UpdateKind } from '@/lib/domain/plan/plan'
import type { Lifecycle } from '@/lib/domain/status/roll-up'

/** Someone, or no one, who answers for an action from a day on. */
export interface Holder {
  readonly personId: string | null
  readonly from: IsoDate
}

/** What someone who answers for actions no longer has, so that they cannot report: an account, or a role in the plan that reports. */
export type LostOfficer = 'account' | 'role'

/** What became of an update: readers see it, it waits for an editor, or an editor sent it back. */
export type ApprovalState = 'shown' | 'waiting' | 'returned'

/** Something that a person said about an action, as far as it counts for what is owed. What came from a paper is none. */
export interface Entry {
  readonly kind: UpdateKind
  /** The day on which it was put on record, where the plan's readers are. */
  readonly recordedOn: IsoDate
  readonly effectiveOn: IsoDate
  readonly standing: ApprovalState
}

/** An action, as far as it matters to what is owed for it. */
export interface ActionDue {
  readonly lifecycle: Lifecycle
  /** Whether its last status that readers see leaves nothing to do, and the day it was true of. */
  readonly last: { readonly isDone: boolean; readonly effectiveOn: IsoDate } | null
  /** Who answers for it, the oldest entry first. */
  readonly holders: readonly Holder[]
  /** What was said about it in the order of recording, at least since the period opened, and all that is not shown. */
  readonly words: readonly Entry[]
}

/**
 * What is owed for an action in a period: nothing; an update, which was given; one that is due; one that is late, though
 * the period is still open; or one that never came.
 */
export type UpdateDue = 'none' | 'reported' | 'due' | 'late' | 'missed'

/** Takes who answered for an action, the oldest entry first, and a day; returns the entry that holds on it, or null. */
export function holderOn<H extends Holder>(holders: readonly H[], day: IsoDate): H | null {
  // Of two entries from the same day, the later one holds.
  return holders.reduce<H | null>(
    (found, one) => (one.from <= day && (!found || one.from >= found.from) ? one : found),
    null,
  )
}

/**
 * Takes an action, a period and today's date; returns who owes an update for the action in that period (a person's id), or
 * null. That is whoever answers for it today, or did on the period's last day, once that has passed. No one owes anything
 * - before the period opens;
 * - for an action that no one answers for, or that was withdrawn, merged or superseded;
 * - for one that is done, unless that was reported in this very period: then it stays among those reported.
 * Whether it is counted does not matter: someone was made to answer for it.
 */
export function responsibleFor(action: ActionDue, period: Period, today: IsoDate): string | null {
  const stage = stageOf(period, today)
  if (stage === 'toCome' || action.lifecycle !== 'active') return null
  const { last } = action
  if (last?.isDone && !isReported(action, period)) return null
  return holderOn(action.holders, stage === 'open' ? today : period.closesOn)?.personId ?? null
}

/**
 * Takes an action and a period; returns whether it was reported on in it: someone, whoever it was, recorded an update or
 * a nil return while the period was open. One that waits for approval counts, for the officer has spoken; one that was
 * returned does not. Corrections and an editor's wording are about what was said before, and do not count.
 */
export function isReported({ words }: Pick<ActionDue, 'words'>, { opensOn, closesOn }: Period): boolean {
  return words.some(
    ({ kind, recordedOn, standing }) =>
      (kind === 'update' || kind === 'nilReturn') &&
      standing !== 'returned' &&
      recordedOn >= opensOn &&
      recordedOn <= closesOn,
  )
}

/** Takes an action, a period (null when there is none) and today's date; returns what is owed for the action in it. */
export function updateDueOf(action: ActionDue, period: Period | null, today: IsoDate): UpdateDue {
  if (!period || responsibleFor(action, period, today) === null) return 'none'
  if (isReported(action, period)) return 'reported'
  if (today > period.closesOn) return 'missed'
  return today > period.dueOn ? 'late' : 'due'
}

/** How much of what is owed was reported. */
export interface Progress {
  readonly reported: number
  /** How many actions an update is owed for, those reported included. */
  readonly due: number
  /** How many are past their due day, those that never came included. */
  readonly late: number
}

/** Takes duties; returns how many of them were met. */
export function progressOf(updatesDue: readonly UpdateDue[]): Progress {
  const count = (...those: UpdateDue[]) => updatesDue.filter((updateDue) => those.includes(updateDue)).length
  return {
    reported: count('reported'),
    due: count('reported', 'due', 'late', 'missed'),
    late: count('late', 'missed'),
  }
}

/** The last thing said about an action, shown or not: the day it was true of, and how many days ago that was. */
export interface LastReported {
  readonly on: IsoDate
  readonly days: number
}

/** Takes an action and today's date; returns its last word, or null when nothing was ever said. */
export function lastReportedBy({ last, words }: ActionDue, today: IsoDate): LastReported | null {
  const days = [...(last ? [last.effectiveOn] : []), ...words.map(({ effectiveOn }) => effectiveOn)]
  const on = days.reduce<IsoDate | null>((newest, day) => (!newest || day > newest ? day : newest), null)
  return on === null ? null : { on, days: Math.max(0, daysBetween(on, today)) }
}

/**
 * Takes what was said about an action; returns what became of the newest update that readers do not see yet: it waits, or
 * was returned and nothing was sent since. Null when there is none.
 */
export function pendingOf(words: readonly Entry[]): 'waiting' | 'returned' | null {
  const newest = words.reduce<Entry | null>(
    (found, one) => (!found || one.recordedOn >= found.recordedOn ? one : found),
    null,
  )
  return newest === null || newest.standing === 'shown' ? null : newest.standing
}

const URGENCY: Readonly<Record<UpdateDue, number>> = { late: 0, due: 1, missed: 2, none: 3, reported: 4 }

/** Takes two rows; returns their order in a list of what is owed: late before due, an earlier due day before a later one. */
export function byUrgency(
  a: { readonly updateDue: UpdateDue; readonly dueOn: IsoDate | null },
  b: { readonly updateDue: UpdateDue; readonly dueOn: IsoDate | null },
): number {
  return URGENCY[a.updateDue] - URGENCY[b.updateDue] || (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')
}
