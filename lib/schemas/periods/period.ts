/** The forms for reporting periods. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { type PeriodDays, planAhead, RHYTHMS, type RhythmPlan } from '@/lib/domain/periods/periods'
import { readDate } from '@/lib/schemas/date-fields'
import { checkForm, type FormErrors, type FormState, type FormValues, requiredLine } from '@/lib/schemas/form'
import { periodMessages } from '@/lib/format/periods/messages'

export interface PeriodInput extends PeriodDays {
  readonly name: string
}

type Checked<T> = { data: T; state?: undefined } | { data?: undefined; state: FormState }

const nameOnly = z.object({
  name: requiredLine(periodMessages.name, periodMessages.nameMissing, 100),
})

/**
 * Takes what was typed, and the day on which the period opened when that can no longer change (else null); returns the
 * period, or every field's error and what was typed.
 */
export function checkPeriod(values: FormValues, openedOn: IsoDate | null): Checked<PeriodInput> {
  const named = checkForm(nameOnly, values)
  const opens = openedOn === null ? needDate(values, 'opens', periodMessages.opening) : { date: openedOn }
  const due = needDate(values, 'due', periodMessages.due)
  const closes = needDate(values, 'closes', periodMessages.closing)
  const errors: Record<string, string> = { ...named.state?.errors }
  if (opens.error) errors.opens = opens.error
  if (due.error) errors.due = due.error
  else if (opens.date && due.date && due.date < opens.date) errors.due = periodMessages.dueBeforeOpening
  if (closes.error) errors.closes = closes.error
  else if (due.date && closes.date && closes.date < due.date) errors.closes = periodMessages.closingBeforeDue
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
      { error: periodMessages.wholeNumber(missing, least, most) },
    )
    .transform(Number)

const aheadNumbers = z.object({
  rhythm: z.enum(RHYTHMS, { error: periodMessages.rhythmMissing }),
  count: wholeNumber(periodMessages.countMissing, 1, 24),
  dueAfter: wholeNumber(periodMessages.dueAfterMissing, 0, 366),
})
const closingNumber = wholeNumber(periodMessages.closesAfterMissing, 0, 366)
const CLOSES = ['beforeNext', 'afterDays'] as const

/** Takes what was typed; returns the rhythm and its particulars, or every field's error and what was typed. */
export function checkAhead(values: FormValues): Checked<RhythmPlan> {
  const numbers = checkForm(aheadNumbers, values)
  const closes = CLOSES.find((one) => one === (values.closes ?? 'afterDays'))
  const days = closingNumber.safeParse(closes === 'afterDays' ? values.closesAfter : '0')
  const first = needDate(values, 'first', periodMessages.firstOpening)
  const errors: Record<string, string> = {}
  const given: FormErrors = numbers.state?.errors ?? {}
  // In the order of the form.
  if (given.rhythm) errors.rhythm = given.rhythm
  if (first.error) errors.first = first.error
  for (const name of ['count', 'dueAfter']) if (given[name]) errors[name] = given[name]
  if (!closes) errors.closes = periodMessages.closesMissing
  if (days.error) errors.closesAfter = days.error.issues[0]?.message ?? ''
  if (!numbers.data || !first.date || !days.success || Object.keys(errors).length)
    return { state: { values, errors } }
  const data = {
    ...numbers.data,
    firstOpensOn: first.date,
    closesAfter: closes === 'beforeNext' ? null : days.data,
  }
  if (planAhead(data).every(({ dueOn, closesOn }) => dueOn <= closesOn)) return { data }
  if (closes === 'beforeNext') errors.dueAfter = periodMessages.dueAfterNextOpening
  else errors.closesAfter = periodMessages.closesBeforeDue
  return { state: { values, errors } }
}

function needDate(values: FormValues, name: string, label: string): { date?: IsoDate; error?: string } {
  const read = readDate(values, name, label)
  if (read.error !== undefined) return { error: read.error }
  return read.date === null ? { error: periodMessages.dayMissing(label) } : { date: read.date }
}
