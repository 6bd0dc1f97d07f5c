/** Dates in words, as British readers write them. */

import { type DatedTo, type IsoDate, parsePartialDate } from '@/lib/domain/dates'

const PARTS = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const FORMATS = {
  day: new Intl.DateTimeFormat('en-GB', PARTS),
  month: new Intl.DateTimeFormat('en-GB', { ...PARTS, day: undefined }),
  year: new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: 'UTC' }),
}

/** Takes a date and how exactly it is known; returns "28 February 2025", "February 2025" or "2025". */
export function formatDate({ date, precision }: DatedTo): string {
  return FORMATS[precision].format(new Date(`${date}T00:00:00Z`))
}

/** Takes a day; returns "28 February 2025". */
export function formatDay(date: IsoDate): string {
  return formatDate({ date, precision: 'day' })
}

const LONDON_DAY = new Intl.DateTimeFormat('en-GB', { ...PARTS, timeZone: 'Europe/London' })

/** Takes an instant; returns the day it fell on in Scotland: "28 February 2025". */
export function formatInstant(instant: string): string {
  return LONDON_DAY.format(new Date(instant))
}

const LONDON_MOMENT = new Intl.DateTimeFormat('en-GB', {
  ...PARTS,
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** Takes an instant; returns when it was in Scotland, to the minute: "28 Feb 2025, 14:03". */
export function formatMoment(instant: string): string {
  return LONDON_MOMENT.format(new Date(instant)).replace(' at ', ', ')
}

const LONDON_TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' })

/** Takes an instant; returns the time of day it was in Scotland: "14:03". */
export function formatTime(instant: string): string {
  return LONDON_TIME.format(new Date(instant))
}

/** Takes a date as papers print it ("2024-09"); returns it in words. Throws RangeError when it is no date. */
export function formatPartialDate(text: string): string {
  return formatDate(parsePartialDate(text))
}

/** Takes an age in whole days, not negative; returns it as people say it: "today", "3 weeks ago", "1 year 8 months ago". */
export function formatAge(days: number): string {
  if (days < 1) return 'today'
  if (days === 1) return 'yesterday'
  if (days < 14) return `${days} days ago`
  if (days < 60) return `${Math.floor(days / 7)} weeks ago`
  // A year of days is a year, although twelve mean months are a quarter of a day longer.
  const months = Math.floor((days + 1) / 30.4375)
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return `${[years && plural(years, 'year'), rest && plural(rest, 'month')].filter(Boolean).join(' ')} ago`
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
