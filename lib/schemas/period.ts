/** The forms for reporting periods. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { type PeriodDays, RHYTHMS, type RhythmPlan } from '@/lib/domain/periods'
import { readDate } from './date-fields'
import { checkForm, type FormErrors, type FormState, type FormValues, requiredLine } from './form'

export interface PeriodInput extends PeriodDays {
  readonly name: string
}

type Checked<T> = { data: T; state?: undefined } | { data?: undefined; state: FormState }

const nameOnly = z.object({
  name: requiredLine('Name', 'Enter a name, such as October to December 2026', 100),
})

/**
 * Takes what was typed, and the day on which the period opened when that can no longer change (else null); returns the
 * period, or every field's error and what was typed.
 */
export function checkPeriod(values: FormValues, openedOn: IsoDate | null): Checked<PeriodInput> {
  const named = checkForm(nameOnly, values)
  const opens = openedOn === null ? needDate(values, 'opens', 'The opening day') : { date: openedOn }
  const due = needDate(values, 'due', 'The due day')
  const closes = needDate(values, 'closes', 'The closing day')
  const errors: Record<string, string> = { ...named.state?.errors }
  if (opens.error) errors.opens = opens.error
  if (due.error) errors.due = due.error
  else if (opens.date && due.date && due.date < opens.date)
    errors.due = 'The due day must be the opening day or later'
  if (closes.error) errors.closes = closes.error
  else if (due.date && closes.date && closes.date < due.date)
    errors.closes = 'The closing day must be the due day or later'
  if (!named.data || !opens.date || !due.date || !closes.date || Object.keys(errors).length)
    return { state: { values, errors } }
  return {
    data: { name: named.data.name, opensOn: opens.date, dueOn: due.date, closesOn: closes.date },
  }
}

const wholeNumber = (missing: string, least: number, most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text !== '', { error: missing })
    .refine(
      (text) => text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most),
      {
        error: `${missing.replace(/^Enter/, 'Enter as a whole number')}, from ${least} to ${most}`,
      },
    )
    .transform(Number)

const aheadNumbers = z.object({
  rhythm: z.enum(RHYTHMS, { error: 'Choose how often a period opens' }),
  count: wholeNumber('Enter how many periods to make', 1, 24),
  dueAfter: wholeNumber('Enter after how many days an update is due', 0, 366),
  closesAfter: wholeNumber('Enter after how many days a period closes', 0, 366),
})

/** Takes what was typed; returns the rhythm and its particulars, or every field's error and what was typed. */
export function checkAhead(values: FormValues): Checked<RhythmPlan> {
  const numbers = checkForm(aheadNumbers, values)
  const first = needDate(values, 'first', 'The first opening day')
  const errors: Record<string, string> = {}
  const given: FormErrors = numbers.state?.errors ?? {}
  // In the order of the form.
  if (given.rhythm) errors.rhythm = given.rhythm
  if (first.error) errors.first = first.error
  for (const name of ['count', 'dueAfter', 'closesAfter']) if (given[name]) errors[name] = given[name]
  if (numbers.data && numbers.data.closesAfter < numbers.data.dueAfter)
    errors.closesAfter = 'A period must close on its due day or later'
  if (!numbers.data || !first.date || Object.keys(errors).length) return { state: { values, errors } }
  return { data: { ...numbers.data, firstOpensOn: first.date } }
}

function needDate(values: FormValues, name: string, label: string): { date?: IsoDate; error?: string } {
  const read = readDate(values, name, label)
  if (read.error !== undefined) return { error: read.error }
  return read.date === null ? { error: `Enter ${label.toLowerCase()}` } : { date: read.date }
}
