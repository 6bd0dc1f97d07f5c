/** The moment a plan is shown at, in words. */

import type { Moment } from '@/lib/domain/place'
import type { IsoDate } from '@/lib/domain/dates'
import { formatDate, formatDay } from './dates'

/** Takes a moment; returns "As at 1 March 2025, as known on 30 June 2025", or null for now. */
export function sayMoment({ asAt, knownAt }: Moment): string | null {
  const day = (date: string) => formatDate({ date, precision: 'day' })
  if (asAt === null) return knownAt === null ? null : `As known on ${day(knownAt)}`
  return `As at ${day(asAt)}${knownAt === null ? '' : `, as known on ${day(knownAt)}`}`
}

/** Takes today's date; returns what is said of a plan as it stands now where the words outlive the day. */
export function sayToday(day: IsoDate): string {
  return `As it stood on ${formatDay(day)}`
}
