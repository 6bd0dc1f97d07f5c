/** What the forms about an action's standing in its plan send: whether it is still in it, and whether it counts. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import { readDate } from '@/lib/schemas/date-fields'
import { checkForm, type FormState, type FormValues, optionalText, requiredText } from '@/lib/schemas/form'
import { structureMessages } from '@/lib/format/structure/messages'

const lifecycleFields = z.object({
  lifecycle: z.enum(LIFECYCLES, { error: structureMessages.lifecycleMissing }),
  heir: optionalText(structureMessages.replacement, 100),
  parts: z.enum(['', 'with', 'stay'], { error: structureMessages.partsMissing }).default(''),
  /** Where it stood when the form was opened. */
  fingerprint: z.string().optional(),
  reason: requiredText(structureMessages.reason, structureMessages.reasonMissing),
})

const countedFields = z.object({
  counted: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((sent) => [...new Set([sent].flat())]),
  /** Those that the form asked about. */
  shown: optionalText(structureMessages.actionList).transform((refs) => refs.split(' ')),
  reason: requiredText(structureMessages.reason, structureMessages.reasonMissing),
})

type Checked<T> = { data: T & { on: IsoDate }; state?: undefined } | { data?: undefined; state: FormState }

export type LifecycleData = z.output<typeof lifecycleFields> & { readonly on: IsoDate }
export type CountedData = z.output<typeof countedFields> & { readonly on: IsoDate }

/** Takes what was typed; returns what is to happen to the action, or every error. */
export function checkLifecycle(values: FormValues): Checked<z.output<typeof lifecycleFields>> {
  return checkDated(lifecycleFields, values)
}

/** Takes what was typed; returns which actions are to count, or every error. */
export function checkCounted(values: FormValues): Checked<z.output<typeof countedFields>> {
  return checkDated(countedFields, values)
}

function checkDated<S extends z.ZodType>(schema: S, values: FormValues): Checked<z.output<S>> {
  const checked = checkForm(schema, values)
  const read = readDate(values, 'on', structureMessages.date)
  const wrong = read.error ?? (read.date ? undefined : structureMessages.dateMissing)
  if (checked.data && read.date) return { data: { ...checked.data, on: read.date } }
  return { state: { values, errors: { ...checked.state?.errors, ...(wrong ? { on: wrong } : {}) } } }
}
