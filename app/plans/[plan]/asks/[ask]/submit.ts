'use server'

import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { keepForLater } from '@/app/drafts/keep'
import type { TypedForm } from '@/lib/domain/draft'
import { SignedOutError } from '@/lib/errors'
import { answerAsk, changeOwed, reopenAsk, withdrawAsk } from '@/lib/mutations/board-asks'
import { paths } from '@/lib/paths'
import { readAskContext } from '@/lib/queries/asks-pages'
import { answerForm, checkOwedChange, reopeningForm, withdrawalForm } from '@/lib/schemas/board-ask'
import { checkForm, type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Answers an ask, and shows it again. */
export async function submitAnswer(slug: string, number: number, _: FormState, form: FormData) {
  const typed = { kind: 'askAnswer', plan: slug, ask: String(number) } as const
  return send(slug, number, form, answerForm, ({ answer }) => answerAsk(slug, number, answer), typed)
}

/** Withdraws an ask, and shows it again. */
export async function submitWithdrawal(slug: string, number: number, _: FormState, form: FormData) {
  return send(slug, number, form, withdrawalForm, ({ reason }) => withdrawAsk(slug, number, reason))
}

/** Opens an ask again, and shows it. */
export async function submitReopening(slug: string, number: number, _: FormState, form: FormData) {
  return send(slug, number, form, reopeningForm, ({ reopen }) => reopenAsk(slug, number, reopen))
}

/** Says who owes the answer from now on and by when, and shows the ask again. */
export async function submitOwed(
  slug: string,
  number: number,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkOwedChange(values, await readAskContext(slug))
  if (state) return state
  try {
    await changeOwed(slug, number, data.owed, data.why)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.ask(slug, number))
}

async function send<S extends z.ZodType>(
  slug: string,
  number: number,
  form: FormData,
  schema: S,
  work: (data: z.output<S>) => Promise<void>,
  typed: TypedForm | null = null,
): Promise<FormState> {
  const values = readValues(form)
  const checked = checkForm(schema, values)
  if (checked.state) return checked.state
  try {
    await work(checked.data)
  } catch (error) {
    if (typed && error instanceof SignedOutError) return keepForLater(typed, values)
    return showRefusal(error, values)
  }
  redirect(paths.ask(slug, number))
}
