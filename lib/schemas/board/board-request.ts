/** The forms about what a board asks. */

import { z } from 'zod'
import { ASK_KINDS } from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import { DISPUTE_OUTCOMES } from '@/lib/domain/board/disputes'
import { readDate } from '@/lib/schemas/date-fields'
import { checkForm, type FormState, type FormValues, requiredText, showAgain } from '@/lib/schemas/form'
import { boardMessages } from '@/lib/format/board/messages'

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
    context.addIssue({ code: 'custom', message: boardMessages.subjectMissing })
    return z.NEVER
  })

const responsibleForm = z.object({
  partner: orNone(z.string().max(100)),
  person: orNone(z.uuid({ error: boardMessages.personUnknown })),
})

const requestForm = responsibleForm.extend({
  kind: z.enum(ASK_KINDS, { error: boardMessages.kindMissing }),
  about: subject,
  text: requiredText(boardMessages.text, boardMessages.textMissing, LONGEST),
  report: orNone(z.string().max(100)),
  'submission-key': z.string().default(''),
})

/** What was typed, checked, or every field's error. */
type Checked<T> = { data: T; state?: undefined } | { data?: undefined; state: FormState }

/** Takes what was typed in the form of a new board request, and today's date; returns the request, or every field's error and what was typed. */
export function checkRequest(values: FormValues, today: IsoDate) {
  const form = checkForm(requestForm, values)
  const raised = readDate(values, 'raised', boardMessages.meeting)
  const responsible = checkResponsible(values)
  const errors: Record<string, string> = { ...form.state?.errors, ...responsible.errors }
  if (raised.error !== undefined) errors.raised = raised.error
  else if (raised.date === null) errors.raised = boardMessages.meetingMissing
  else if (raised.date > today) errors.raised = boardMessages.meetingInFuture
  if (!form.data || !responsible.data || !raised.date || Object.keys(errors).length)
    return { state: showAgain(values, inOrder(errors)) } satisfies Checked<never>
  const { kind, about, text, report, 'submission-key': submissionKey } = form.data
  return { data: { kind, about, text, report, submissionKey, raisedOn: raised.date, ...responsible.data } }
}

const reasonForm = z.object({
  why: requiredText(boardMessages.reason, boardMessages.changeReasonMissing, LONGEST),
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
  const due = readDate(values, 'due', boardMessages.due)
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

export const answerForm = z.object({
  answer: requiredText(boardMessages.answer, boardMessages.answerMissing, LONGEST),
})

export const withdrawalForm = z.object({
  reason: requiredText(boardMessages.reason, boardMessages.withdrawalReasonMissing, LONGEST),
})

export const reopeningForm = z.object({
  reopen: requiredText(boardMessages.reason, boardMessages.reopeningReasonMissing, LONGEST),
})

export const disputeForm = z.object({
  reason: requiredText(boardMessages.reason, boardMessages.disputeReasonMissing, LONGEST),
  seen: z.string().default(''),
  'submission-key': z.string().default(''),
})

export const disputeAnswerForm = z.object({
  outcome: z.enum(DISPUTE_OUTCOMES, { error: boardMessages.outcomeMissing }),
  text: requiredText(boardMessages.answer, boardMessages.outcomeReasonMissing, LONGEST),
})
