/** The moment a plan is shown at, in words. */

import type { Moment } from '@/lib/domain/plan/plan-ref'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { formatDate, formatDay } from './dates'

/**
 * Takes a moment, and what the figures are of where that is known less exactly; returns "As at 1 March 2025, as known on 30 June 2025", or
 * "As at February 2025", or null for now.
 */
export function describeMoment({ asAt, knownAt }: Moment, figuresOf?: DatedTo | null): string | null {
  const day = (date: string) => formatDate({ date, precision: 'day' })
  if (asAt === null) return knownAt === null ? null : `Using information recorded up to ${day(knownAt)}`
  return `As at ${figuresOf ? formatDate(figuresOf) : day(asAt)}${knownAt === null ? '' : `, using information recorded up to ${day(knownAt)}`}`
}

/** Takes today's date; returns what is said of a plan as it stands now where the words outlive the day. */
export function describeToday(day: IsoDate): string {
  return `As at ${formatDay(day)}`
}

/** What of a plan that is shown as at another day is of that day, and what has no day. */
export const WHAT_IS_OF_THAT_DAY =
  'Statuses, dates, names and wording are those of that day. The plan’s own title, wording and notes, and contributors are the latest.'
