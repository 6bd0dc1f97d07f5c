/** The one place that reads the clock. Everything else is told what day it is. */

import type { IsoDate } from '@/lib/domain/dates'

const LONDON_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })

/** Returns today's date where the plan's readers are, in Scotland. */
export function today(): IsoDate {
  return dayOf(new Date())
}

/** Takes an instant; returns its date in Scotland. */
export function dayOf(instant: Date): IsoDate {
  return LONDON_DAY.format(instant)
}
