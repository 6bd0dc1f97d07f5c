/** The forms about what a board asks. */

import { z } from 'zod'
import { ASK_KINDS } from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import { DISPUTE_OUTCOMES } from '@/lib/domain/board/disputes'
import { readDate } from '@/lib/schemas/date-fields'
import { checkForm, type FormState, type FormValues, requiredText, showAgain } from '@/lib/schemas/form'

const LONGEST = 4000
const nothing = z.literal('').transform(() => null)
const orNone = <T extends z.ZodType>(schema: T) => z.union([nothing, schema]).default(null)

/** "action 26", "section 1.1". */
const subject = z
  .string()
  .default('')
  .transform((text, context) => {
    const [, level, code] = /^(action|section) (.{1,100})$/.exec(text) ?? []
    if (level !== undefined && code !== undefined) return { level: level as 'action' | 'section', code }
    context.addIssue({ code: 'custom', message: 'Choose what it is about' })
    return z.NEVER
  })

const responsibleForm = z.object({
  partner: orNone(z.string().max(100)),
  person: orNone(z.uuid({ error: 'Choose somebody of the list, or nobody' })),
})

const requestForm = responsibleForm.extend({
  kind: z.enum(ASK_KINDS, { error: 'Choose whether it is a question or a decision' }),
  about: subject,
  text: requiredText('What the board asks', 'Say what the board asks', LONGEST),
  report: orNone(z.string().max(100)),
  'submission-key': z.string().default(''),
})

/** What was typed, checked, or every field's error. */
type Checked<T> = { data: T; state?: undefined } | { data?: undefined; state: FormState }

/** Takes what was typed in the form of a new ask, and today's date; returns the ask, or every field's error and what was typed. */
export function checkRequest(values: FormValues, today: IsoDate) {
  const form = checkForm(requestForm, values)
  const raised = readDate(values, 'raised', 'The day of the meeting')
  const responsible = checkResponsible(values)
  const errors: Record<string, string> = { ...form.state?.errors, ...responsible.errors }
  if (raised.error !== undefined) errors.raised = raised.error
  else if (raised.date === null) errors.raised = 'Enter the day of the meeting'
  else if (raised.date > today) errors.raised = 'The day of the meeting must be today or earlier'
  if (!form.data || !responsible.data || !raised.date || Object.keys(errors).length)
    return { state: showAgain(values, inOrder(errors)) } satisfies Checked<never>
  const { kind, about, text, report, 'submission-key': submissionKey } = form.data
  return { data: { kind, about, text, report, submissionKey, raisedOn: raised.date, ...responsible.data } }
}

const reasonForm = z.object({
  why: requiredText('Why', 'Say why this changes', LONGEST),
  fingerprint: z.string().optional(),
})

/** Takes what was typed in the form that says who owes an answer from now on; returns it with the reason, or every field's error and what was typed. */
export function checkResponsibleChange(values: FormValues) {
  const responsible = checkResponsible(values)
  const reason = checkForm(reasonForm, values)
  if (!responsible.data || !reason.data)
    return {
      state: showAgain(values, { ...responsible.errors, ...reason.state?.errors }),
    } satisfies Checked<never>
  return { data: { owed: responsible.data, ...reason.data } }
}

/** Both may be left open until they are decided. */
function checkResponsible(values: FormValues) {
  const form = checkForm(responsibleForm, values)
  const due = readDate(values, 'due', 'The day by which it is due')
  const errors: Record<string, string> = { ...form.state?.errors }
  if (due.error !== undefined) errors.due = due.error
  if (!form.data || due.date === undefined || Object.keys(errors).length) return { errors }
  return { errors, data: { partner: form.data.partner, personId: form.data.person, dueOn: due.date } }
}

/** In the order of the fields. */
function inOrder(errors: Readonly<Record<string, string>>) {
  const order = ['kind', 'about', 'text', 'report', 'raised', 'partner', 'person', 'due']
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)))
}

export const answerForm = z.object({ answer: requiredText('The answer', 'Write the answer', LONGEST) })

export const withdrawalForm = z.object({
  reason: requiredText('The reason', 'Say why it is withdrawn', LONGEST),
})

export const reopeningForm = z.object({
  reopen: requiredText('The reason', 'Say why it is opened again', LONGEST),
})

export const disputeForm = z.object({
  reason: requiredText('The reason', 'Say why you think the rating is wrong', LONGEST),
  seen: z.string().default(''),
  'submission-key': z.string().default(''),
})

export const disputeAnswerForm = z.object({
  outcome: z.enum(DISPUTE_OUTCOMES, { error: 'Choose whether the rating was kept or changed' }),
  text: requiredText('The answer', 'Say why', LONGEST),
})
