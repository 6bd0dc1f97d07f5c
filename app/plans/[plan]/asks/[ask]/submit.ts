'use server'

import type { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { answerAsk, changeOwed, reopenAsk, withdrawAsk } from '@/lib/mutations/board-asks'
import { paths } from '@/lib/paths'
import { answerForm, checkOwedChange, reopeningForm, withdrawalForm } from '@/lib/schemas/board-ask'
import { boundNumber, boundText } from '@/lib/schemas/bound'
import { checkForm, type FormState, type FormValues } from '@/lib/schemas/form'

/** Answers an ask, and shows it again. */
export const submitAnswer = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  return send(slug, number, values, answerForm, ({ answer }) => answerAsk(slug, number, answer), 'answered')
})

/** Withdraws an ask, and shows it again. */
export const submitWithdrawal = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  return send(
    slug,
    number,
    values,
    withdrawalForm,
    ({ reason }) => withdrawAsk(slug, number, reason),
    'withdrawn',
  )
})

/** Opens an ask again, and shows it. */
export const submitReopening = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  return send(
    slug,
    number,
    values,
    reopeningForm,
    ({ reopen }) => reopenAsk(slug, number, reopen),
    'opened again',
  )
})

/** Says who owes the answer from now on and by when, and shows the ask again. */
export const submitOwed = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  const { data, state } = checkOwedChange(values)
  if (state) return state
  await changeOwed(slug, number, data.owed, data.why, data.fingerprint)
  return redirectDone(paths.ask(slug, number), `Who answers ask ${number}, and by when, was changed.`)
})

async function send<S extends z.ZodType>(
  slug: string,
  number: number,
  values: FormValues,
  schema: S,
  work: (data: z.output<S>) => Promise<void>,
  done: string,
): Promise<FormState> {
  const checked = checkForm(schema, values)
  if (checked.state) return checked.state
  await work(checked.data)
  return redirectDone(paths.ask(slug, number), `Ask ${number} was ${done}.`)
}
