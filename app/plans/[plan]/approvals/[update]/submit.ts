'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { keepForLater } from '@/app/drafts/keep'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { SignedOutError } from '@/lib/errors'
import { nameActions } from '@/lib/format/done-words'
import { approveUpdate, type Decided, returnUpdate, rewordUpdate } from '@/lib/mutations/decide-update'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'
import { checkForm, type FormState, type FormValues } from '@/lib/schemas/form'
import { returnSchema } from '@/lib/schemas/return-update'

/** Approves an update, and goes back to those that wait. */
export const submitApproval = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  return decide(slug, id, null, values, () => approveUpdate(slug, id), 'approved')
})

/** Returns an update to its author with a comment, and goes back to those that wait. */
export const submitReturn = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  const { data, state } = checkForm(returnSchema, values)
  if (state) return state
  return decide(slug, id, 'return', values, () => returnUpdate(slug, id, data.comment), 'returned')
})

/** Approves an update in the editor's own wording, and goes back to those that wait. */
export const submitRewording = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  const submissionKey = String(values['submission-key'] ?? '')
  const work = () => rewordUpdate(slug, id, { values, submissionKey })
  return decide(slug, id, 'rewording', values, work, 'approved as edited')
})

async function decide(
  slug: string,
  id: string,
  /** The form in which something was typed; null for none. */
  kind: 'return' | 'rewording' | null,
  values: FormValues,
  work: () => Promise<Decided>,
  done: string,
): Promise<FormState> {
  let decided: Decided
  try {
    decided = await work()
  } catch (error) {
    if (kind === null && error instanceof SignedOutError) redirect(paths.signIn(paths.approval(slug, id)))
    if (kind !== null && error instanceof SignedOutError)
      return keepForLater({ kind, plan: slug, update: id }, values)
    throw error
  }
  const { ref, author } = decided
  const by = author === null ? '' : ` by ${author}`
  return redirectDone(
    paths.approvals(slug),
    `The update${by} of ${nameActions(await wordsOf(slug), [ref])} was ${done}.`,
  )
}
