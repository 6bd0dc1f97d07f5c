'use server'

import type { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import {
  answerRequest,
  changeResponsible,
  reopenRequest,
  withdrawRequest,
} from '@/lib/mutations/board/board-requests'
import { findTypedPerson } from '@/lib/queries/periods/accountable'
import { paths } from '@/lib/paths'
import {
  answerForm,
  checkResponsibleChange,
  reopeningForm,
  withdrawalForm,
} from '@/lib/schemas/board/board-request'
import { boundNumber, boundText } from '@/lib/schemas/bound'
import { checkForm, type FormState, type FormValues } from '@/lib/schemas/form'

/** Answers an ask, and shows it again. */
export const submitAnswer = checkedSubmit(
  RIGHTS.answerRequest,
  [boundText, boundNumber],
  async (slug, number, values) => {
    return send(
      slug,
      number,
      values,
      answerForm,
      ({ answer }) => answerRequest(slug, number, answer),
      'answered',
    )
  },
)

/** Withdraws an ask, and shows it again. */
export const submitWithdrawal = checkedSubmit(
  RIGHTS.changeRequest,
  [boundText, boundNumber],
  async (slug, number, values) => {
    return send(
      slug,
      number,
      values,
      withdrawalForm,
      ({ reason }) => withdrawRequest(slug, number, reason),
      'withdrawn',
    )
  },
)

/** Opens an ask again, and shows it. */
export const submitReopening = checkedSubmit(
  RIGHTS.changeRequest,
  [boundText, boundNumber],
  async (slug, number, values) => {
    return send(
      slug,
      number,
      values,
      reopeningForm,
      ({ reopen }) => reopenRequest(slug, number, reopen),
      'reopened',
    )
  },
)

/** Says who owes the answer from now on and by when, and shows the ask again. */
export const submitResponsible = checkedSubmit(
  RIGHTS.changeRequest,
  [boundText, boundNumber],
  async (slug, number, values) => {
    const { data, state } = checkResponsibleChange(await findTypedPerson(slug, values, 'person'))
    if (state) return { ...state, values }
    await changeResponsible(slug, number, data.owed, data.why, data.fingerprint)
    return redirectDone(paths.request(slug, number), `Board request ${number} was changed.`)
  },
)

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
  return redirectDone(paths.request(slug, number), `Board request ${number} was ${done}.`)
}
