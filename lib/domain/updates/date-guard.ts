/** What may be said of an action whose date has passed, and whether one button can say that nothing has changed. */

import type { IsoDate } from '@/lib/domain/dates'
import type { Basis } from '@/lib/domain/plan/plan'
import { isAdverse, STATUS_CODES, type Status, statusMeaning } from '@/lib/domain/status/status'

/** The statuses that speak of a date still to come: once it has passed, others say what became of the promise. */
const BEFORE_THE_DATE: ReadonlySet<Status> = new Set(['onTrack', 'atRisk'])

/** What can be said of an action that is not delivered by its date. */
export const LATE_STATUSES: readonly Status[] = STATUS_CODES.filter(
  (code) => !BEFORE_THE_DATE.has(code) && !statusMeaning(code).complete,
)

/** A date that has passed, and the statuses that are refused since. */
export interface PassedDate {
  readonly on: IsoDate
  readonly refused: readonly Status[]
}

/**
 * Takes the day by which an action was promised (null when there is none) and the day on which a status is said to be true (null
 * when it is not known); returns the first where it has passed by then, with the statuses that do not say that the promise was broken; else null.
 */
export function findPassedDate(promisedBy: IsoDate | null, on: IsoDate | null): PassedDate | null {
  if (promisedBy === null || on === null || promisedBy >= on) return null
  return { on: promisedBy, refused: STATUS_CODES.filter((code) => BEFORE_THE_DATE.has(code)) }
}

/** Takes a status and what `findPassedDate` takes; returns whether the status is refused then. */
export function isRefusedPastDate(status: Status, promisedBy: IsoDate | null, on: IsoDate): boolean {
  return findPassedDate(promisedBy, on)?.refused.includes(status) ?? false
}

/** How an action stands, as far as it decides whether "no change" can be said of it. */
export interface Confirmable {
  /** What readers see; null when nothing was said. */
  readonly current: {
    readonly status: Status
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

/** Takes how an action stands and today's date; returns why "no change" cannot be said of it, or null when it can. */
export function whyNotConfirmable(
  { current, promisedBy, waits }: Confirmable,
  today: IsoDate,
): NotConfirmable | null {
  if (!current) return 'nothing'
  if (waits) return 'waits'
  // To confirm is to report: what no one reported here would become so without a word of anyone's.
  if (current.basis !== 'reported') return 'notReported'
  if (isRefusedPastDate(current.status, promisedBy, today)) return 'datePassed'
  if (isAdverse(current.status) && !(current.reason && current.mitigation)) return 'noReason'
  return null
}
