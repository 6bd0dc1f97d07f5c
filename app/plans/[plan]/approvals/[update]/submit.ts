'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { save } from '@/app/save'
import { approveUpdate, returnUpdate, rewordUpdate } from '@/lib/mutations/decide-update'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { returnSchema } from '@/lib/schemas/return-update'

/** Approves an update, and goes back to those that wait. */
export const submitApproval = checkedSubmit([boundText, boundId], async (slug, id) => {
  const { state } = await save(paths.approval(slug, id), {}, () => approveUpdate(slug, id))
  return state ?? redirect(paths.approvals(slug))
})

/** Returns an update to its author with a comment, and goes back to those that wait. */
export const submitReturn = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  const { data, state } = checkForm(returnSchema, values)
  if (!data) return state
  await returnUpdate(slug, id, data.comment)
  redirect(paths.approvals(slug))
})

/** Approves an update in the editor's own wording, and goes back to those that wait. */
export const submitRewording = checkedSubmit([boundText, boundId], async (slug, id, values) => {
  await rewordUpdate(slug, id, { values, submissionKey: String(values['submission-key'] ?? '') })
  redirect(paths.approvals(slug))
})
