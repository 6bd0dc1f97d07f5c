/** The forms that say who answers for actions. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { readDate } from '@/lib/schemas/date-fields'
import { checkForm, type FormState, type FormValues, optionalText } from '@/lib/schemas/form'
import { periodMessages } from '@/lib/format/periods/messages'

/** What the form sends for no one. */
export const NOBODY = 'nobody'

/** What the form sends for every action that it shows. */
export const ALL = 'all'

export interface ReassignInput {
  readonly refs: readonly string[]
  readonly personId: string | null
  readonly from: IsoDate
  readonly reason: string | null
}

const person = z
  .string({ error: periodMessages.officerMissing })
  .refine((value) => value === NOBODY || z.uuid().safeParse(value).success, {
    error: periodMessages.officerMissing,
  })
  .transform((value) => (value === NOBODY ? null : value))

const fields = z.object({
  refs: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => (typeof value === 'string' ? [value] : value)),
  person,
  reason: optionalText(periodMessages.reason, 2000).transform((text) => text || null),
})

/**
 * Takes what was typed, and the references of the actions that the form showed; returns the hand-over, of those that were
 * ticked or of all, or every field's error and what was typed.
 */
export function checkReassignment(
  values: FormValues,
  shown: readonly string[],
): { data: ReassignInput; state?: undefined } | { data?: undefined; state: FormState } {
  const checked = checkForm(fields, values)
  const from = readDate(values, 'from', periodMessages.from)
  const errors: Record<string, string> = { ...checked.state?.errors }
  if (from.error !== undefined) errors.from = from.error
  else if (from.date === null) errors.from = periodMessages.fromMissing
  const isAll = values.which === ALL
  if (!isAll && !values.refs?.length) {
    if (values.which) errors.refs = periodMessages.actionsMissing
    else errors.which = periodMessages.whichMissing
  }
  if (!checked.data || !from.date || Object.keys(errors).length) return { state: { values, errors } }
  const { refs, person: personId, reason } = checked.data
  return { data: { refs: isAll ? shown : refs, personId, from: from.date, reason } }
}

const contributor = z.object({
  contributor: z.uuid({ error: periodMessages.contributorMissing }),
})

/** Takes what was typed; returns the id of whoever is to contribute, or the error and what was typed. */
export function checkContributor(values: FormValues) {
  return checkForm(contributor, values)
}
