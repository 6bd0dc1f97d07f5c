'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { nameActions } from '@/lib/format/done-words'
import {
  approveUpdate,
  type Decided,
  returnUpdate,
  rewordUpdate,
} from '@/lib/mutations/updates/decide-update'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { returnSchema } from '@/lib/schemas/updates/progress-report'

/** Approves an update, and goes back to those that wait. */
export const submitApproval = checkedSubmit(RIGHTS.approve, [boundText, boundId], async (slug, id) => {
  const { saved, state } = await save(paths.approval(slug, id), {}, () => approveUpdate(slug, id))
  return saved ? leadOn(slug, saved, 'approved') : state
})

/** Returns an update to its author with a comment, and goes back to those that wait. */
export const submitReturn = checkedSubmit(RIGHTS.approve, [boundText, boundId], async (slug, id, values) => {
  const { data, state } = checkForm(returnSchema, values)
  if (!data) return state
  return leadOn(slug, await returnUpdate(slug, id, data.comment), 'returned')
})

/** Approves an update in the editor's own wording, and goes back to those that wait. */
export const submitRewording = checkedSubmit(
  RIGHTS.approve,
  [boundText, boundId],
  async (slug, id, values) => {
    const submissionKey = String(values['submission-key'] ?? '')
    return leadOn(slug, await rewordUpdate(slug, id, { values, submissionKey }), 'approved as edited')
  },
)

async function leadOn(slug: string, { ref, author }: Decided, done: string): Promise<never> {
  const by = author === null ? '' : ` by ${author}`
  return redirectDone(
    paths.approvals(slug),
    `The update${by} of ${nameActions(await wordsOf(slug), [ref])} was ${done}.`,
  )
}
