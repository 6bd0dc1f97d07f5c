/** What may be said of an action whose date has passed, and whether one button can say that nothing has changed. */

import type { IsoDate } from '@/lib/domain/dates'
import type { Basis } from '@/lib/domain/plan/plan'
import {
  factsOf,
  type HasStatuses,
  isAdverse,
  type Meaning,
  type PlanStatus,
  type StatusCode,
} from '@/lib/domain/status/status'

/** What speaks of a date still to come: once it has passed, other statuses say what became of the promise. */
const BEFORE_THE_DATE: ReadonlySet<Meaning> = new Set(['onTrack', 'notStarted', 'atRisk'])

/** Takes a plan; returns what can be said of an action that is not done by its date. A plan may have no such status. */
export function lateStatuses({ statuses }: HasStatuses): readonly PlanStatus[] {
  return statuses.filter(({ meaning }) => !BEFORE_THE_DATE.has(meaning) && !factsOf(meaning).complete)
}

/** A date that has passed, and the statuses that are refused since. */
export interface PassedDate {
  readonly on: IsoDate
  readonly refused: readonly StatusCode[]
}

/**
 * Takes a plan, the day by which an action was promised (null when there is none) and the day on which a status is said to be true (null
 * when it is not known); returns the first where it has passed by then, with the statuses that do not say that the promise was broken; else null.
 * Null as well in a plan that has no status for a broken promise.
 */
export function findPassedDate(
  plan: HasStatuses,
  promisedBy: IsoDate | null,
  on: IsoDate | null,
): PassedDate | null {
  if (promisedBy === null || on === null || promisedBy >= on || lateStatuses(plan).length === 0) return null
  const refused = plan.statuses.filter(({ meaning }) => BEFORE_THE_DATE.has(meaning))
  return { on: promisedBy, refused: refused.map(({ code }) => code) }
}

/** Takes a plan, one of its statuses and what `findPassedDate` takes; returns whether the status is refused then. */
export function isRefusedPastDate(
  plan: HasStatuses,
  status: StatusCode,
  promisedBy: IsoDate | null,
  on: IsoDate,
): boolean {
  return findPassedDate(plan, promisedBy, on)?.refused.includes(status) ?? false
}

/** How an action stands, as far as it decides whether "no change" can be said of it. */
export interface Confirmable {
  /** What readers see; null when nothing was said. */
  readonly current: {
    readonly status: StatusCode
    readonly basis: Basis
    readonly reason: string | null
    readonly mitigation: string | null
  } | null
  /** The day by which the action was promised; null when there is none. */
  readonly promisedBy: IsoDate | null
  /** Whether something newer waits for approval. */
  readonly waits: boolean
}

/**
 * Why one button cannot say that nothing has changed: there is nothing yet; something newer waits; the status was published,
 * inferred or estimated, and no one here has reported it; it is adverse and does not say why, or what is done about it; or its
 * date has passed.
 */
export type NotConfirmable = 'nothing' | 'waits' | 'notReported' | 'noReason' | 'datePassed'

/** Takes a plan, how one of its actions stands and today's date; returns why "no change" cannot be said of it, or null when it can. */
export function whyNotConfirmable(
  plan: HasStatuses,
  { current, promisedBy, waits }: Confirmable,
  today: IsoDate,
): NotConfirmable | null {
  if (!current) return 'nothing'
  if (waits) return 'waits'
  // To confirm is to report: what no one reported here would become so without a word of anyone's.
  if (current.basis !== 'reported') return 'notReported'
  if (isRefusedPastDate(plan, current.status, promisedBy, today)) return 'datePassed'
  if (isAdverse(plan, current.status) && !(current.reason && current.mitigation)) return 'noReason'
  return null
}
