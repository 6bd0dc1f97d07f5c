'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { approveUpdate, returnUpdate, rewordUpdate } from '@/lib/mutations/decide-update'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'
import { checkForm, type FormState, type FormValues } from '@/lib/schemas/form'
import { returnSchema } from '@/lib/schemas/return-update'

/** Approves an update, and goes back to those that wait. */
export const submitApproval = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  return decide(slug, id, null, values, () => approveUpdate(slug, id))
})

/** Returns an update to its author with a comment, and goes back to those that wait. */
export const submitReturn = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  const { data, state } = checkForm(returnSchema, values)
  return data ? decide(slug, id, 'return', values, () => returnUpdate(slug, id, data.comment)) : state
})

/** Approves an update in the editor's own wording, and goes back to those that wait. */
export const submitRewording = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  const submissionKey = String(values['submission-key'] ?? '')
  return decide(slug, id, 'rewording', values, () => rewordUpdate(slug, id, { values, submissionKey }))
})

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
    throw error
  }
  redirect(paths.approvals(slug))
}
