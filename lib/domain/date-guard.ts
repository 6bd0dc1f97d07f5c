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
