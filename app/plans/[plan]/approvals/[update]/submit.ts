'use server'

import { redirect } from 'next/navigation'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { approveUpdate, returnUpdate, rewordUpdate } from '@/lib/mutations/decide-update'
import { paths } from '@/lib/paths'
import { checkForm, type FormState, type FormValues, readValues } from '@/lib/schemas/form'
import { returnSchema } from '@/lib/schemas/return-update'
import { showRefusal } from '@/lib/schemas/refusal'

/** Approves an update, and goes back to those that wait. */
export async function submitApproval(
  slug: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  return decide(slug, id, null, readValues(form), () => approveUpdate(slug, id))
}

/** Returns an update to its author with a comment, and goes back to those that wait. */
export async function submitReturn(
  slug: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkForm(returnSchema, values)
  return data ? decide(slug, id, 'return', values, () => returnUpdate(slug, id, data.comment)) : state
}

/** Approves an update in the editor's own wording, and goes back to those that wait. */
export async function submitRewording(
  slug: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const submissionKey = String(values['submission-key'] ?? '')
  return decide(slug, id, 'rewording', values, () => rewordUpdate(slug, id, { values, submissionKey }))
}

async function decide(
  slug: string,
  id: string,
  /** The form in which something was typed; null for none. */
  kind: 'return' | 'rewording' | null,
  values: FormValues,
  work: () => Promise<void>,
): Promise<FormState> {
  try {
    await work()
  } catch (error) {
    if (kind === null && error instanceof SignedOutError) redirect(paths.signIn(paths.approval(slug, id)))
    if (kind !== null && error instanceof SignedOutError)
      return keepForLater({ kind, plan: slug, update: id }, values)
    return showRefusal(error, values)
  }
  redirect(paths.approvals(slug))
}
