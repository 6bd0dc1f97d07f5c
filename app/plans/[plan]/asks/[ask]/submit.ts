'use server'

import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { keepForLater } from '@/app/drafts/keep'
import type { TypedForm } from '@/lib/domain/draft'
import { SignedOutError } from '@/lib/errors'
import { answerAsk, changeOwed, reopenAsk, withdrawAsk } from '@/lib/mutations/board-asks'
import { paths } from '@/lib/paths'
import { answerForm, checkOwedChange, reopeningForm, withdrawalForm } from '@/lib/schemas/board-ask'
import { boundNumber, boundText } from '@/lib/schemas/bound'
import { checkForm, type FormState, type FormValues } from '@/lib/schemas/form'

/** Answers an ask, and shows it again. */
export const submitAnswer = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  const typed = { kind: 'askAnswer', plan: slug, ask: String(number) } as const
  return send(slug, number, values, answerForm, ({ answer }) => answerAsk(slug, number, answer), typed)
})

/** Withdraws an ask, and shows it again. */
export const submitWithdrawal = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  return send(slug, number, values, withdrawalForm, ({ reason }) => withdrawAsk(slug, number, reason))
})

/** Opens an ask again, and shows it. */
export const submitReopening = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  return send(slug, number, values, reopeningForm, ({ reopen }) => reopenAsk(slug, number, reopen))
})

/** Says who owes the answer from now on and by when, and shows the ask again. */
export const submitOwed = checkedSubmit([boundText, boundNumber], async (slug, number, values) => {
  const { data, state } = checkOwedChange(values)
  if (state) return state
  await changeOwed(slug, number, data.owed, data.why)
  redirect(paths.ask(slug, number))
})

async function send<S extends z.ZodType>(
  slug: string,
  number: number,
  values: FormValues,
  schema: S,
  work: (data: z.output<S>) => Promise<void>,
  typed: TypedForm | null = null,
): Promise<FormState> {
  const checked = checkForm(schema, values)
  if (checked.state) return checked.state
  try {
    await work(checked.data)
  } catch (error) {
    if (typed && error instanceof SignedOutError) return keepForLater(typed, values)
    throw error
  }
  redirect(paths.ask(slug, number))
}
