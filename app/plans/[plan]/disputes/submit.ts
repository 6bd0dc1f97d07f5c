'use server'

import { redirect } from 'next/navigation'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { answerDispute, disputeRating } from '@/lib/mutations/disputes'
import { paths } from '@/lib/paths'
import { disputeAnswerForm, disputeForm } from '@/lib/schemas/board-ask'
import { checkForm, type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Takes a plan's slug, the action or section, and the form; puts the dispute on record and goes to the page of what it is about. */
export async function submitDispute(
  slug: string,
  about: { readonly level: 'action' | 'section'; readonly code: string },
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkForm(disputeForm, values)
  if (state) return state
  const { reason, seen, 'submission-key': submissionKey } = data
  try {
    await disputeRating(slug, { about, reason, seen, submissionKey })
  } catch (error) {
    if (error instanceof SignedOutError)
      return keepForLater({ kind: 'dispute', plan: slug, ...about }, values)
    return showRefusal(error, values)
  }
  const page = about.level === 'action' ? paths.action(slug, about.code) : paths.section(slug, about.code)
  redirect(`${page}#board`)
}

/** Takes a plan's slug, a dispute's number and the form; puts the answer on record and goes to the list of disputes. */
export async function submitDisputeAnswer(
  slug: string,
  number: number,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkForm(disputeAnswerForm, values)
  if (state) return state
  try {
    await answerDispute(slug, number, data)
  } catch (error) {
    if (error instanceof SignedOutError)
      return keepForLater({ kind: 'disputeAnswer', plan: slug, dispute: String(number) }, values)
    return showRefusal(error, values)
  }
  redirect(paths.disputes(slug))
}
