/** A date typed as day, month and year in three fields: name-day, name-month, name-year. */

import { type DatedTo, type IsoDate, parsePartialDate } from '@/lib/domain/dates'
import type { FormValues } from './form'
import { sharedMessages } from '@/lib/format/messages'

/** Takes what was typed, the field's name and what it is called ("Expected date"); returns the date, null when all three are empty, or what is wrong. */
export function readDate(
  values: FormValues,
  name: string,
  label: string,
): { date: IsoDate | null; error?: undefined } | { date?: undefined; error: string } {
  const [day, month, year] = (['day', 'month', 'year'] as const).map((part) =>
    String(values[`${name}-${part}`] ?? '').trim(),
  ) as [string, string, string]
  if (!day && !month && !year) return { date: null }
  const missing = Object.entries({ day, month, year }).flatMap(([part, value]) => (value ? [] : [part]))
  if (missing.length) return { error: sharedMessages.dateIncomplete(label, missing) }
  if (/^\d{1,3}$/.test(year)) return { error: sharedMessages.dateShortYear(label) }
  if (![day, month].every((part) => /^\d{1,2}$/.test(part)) || !/^\d{4}$/.test(year))
    return { error: sharedMessages.dateNotNumbers(label) }
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${iso}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso || Number(year) < 1900)
    return { error: sharedMessages.dateNotReal(label, Number(day), Number(month), year) }
  return { date: iso }
}

/**
 * As readDate, of a date whose day, or day and month, may not be known: those are left empty. Returns the last day of the month or year
 * with that precision.
 */
export function readPartialDate(
  values: FormValues,
  name: string,
  label: string,
): { date: DatedTo | null; error?: undefined } | { date?: undefined; error: string } {
  const typed = (part: string) => String(values[`${name}-${part}`] ?? '').trim()
  const precision = typed('day') ? 'day' : typed('month') ? 'month' : 'year'
  if (precision !== 'day' && typed('year') === '') {
    return precision === 'year' ? { date: null } : { error: sharedMessages.dateIncomplete(label, ['year']) }
  }
  // The first of January and the first of any month are real days.
  const filled = {
    ...values,
    ...(precision !== 'day' && { [`${name}-day`]: '1' }),
    ...(precision === 'year' && { [`${name}-month`]: '1' }),
  }
  const { date, error } = readDate(filled, name, label)
  if (error !== undefined) return { error }
  if (!date) return { date: null }
  return { date: parsePartialDate(date.slice(0, { day: 10, month: 7, year: 4 }[precision])) }
}

export function fillDate(name: string, date: IsoDate | null): FormValues {
  const [year = '', month = '', day = ''] = date?.split('-') ?? []
  return {
    [`${name}-day`]: day.replace(/^0/, ''),
    [`${name}-month`]: month.replace(/^0/, ''),
    [`${name}-year`]: year,
  }
}

/** Takes the name of such a field and a date or null; returns what stands in it, without what is not known of the day. */
export function fillPartialDate(name: string, dated: DatedTo | null): FormValues {
  return {
    ...fillDate(name, dated && dated.date),
    ...(dated && dated.precision !== 'day' && { [`${name}-day`]: '' }),
    ...(dated && dated.precision === 'year' && { [`${name}-month`]: '' }),
  }
}
