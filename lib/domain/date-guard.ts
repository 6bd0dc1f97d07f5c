/** What may be said of an action whose date has passed. */

import type { IsoDate } from './dates'
import { STATUSES, type Status, statusMeaning } from './status'

/** What can be said of an action that is not delivered by its date: the statuses that say so. */
export const LATE_STATUSES: readonly Status[] = STATUSES.filter(({ late }) => late).map(({ code }) => code)

/**
 * Takes a status, the day by which the action was promised (null when there is none) and the day on which the status is
 * said to be true; returns whether it is refused, because the promise was broken by then and the status does not say so.
 */
export function isRefusedPastDate(status: Status, promisedBy: IsoDate | null, on: IsoDate): boolean {
  const { late, complete } = statusMeaning(status)
  return promisedBy !== null && promisedBy < on && !late && !complete
}

interface Standing {
  /** The last status that readers see; null when nothing was said. */
  readonly status: Status | null
  /** The day by which the action was promised; null when there is none. */
  readonly promisedBy: IsoDate | null
  /** Whether something newer waits for approval. */
  readonly waits: boolean
}

/** Takes how an action stands and today's date; returns whether "no change" can be said: that its last status is still true. */
export function canStillBeTrue({ status, promisedBy, waits }: Standing, today: IsoDate): boolean {
  return status !== null && !waits && !isRefusedPastDate(status, promisedBy, today)
}
