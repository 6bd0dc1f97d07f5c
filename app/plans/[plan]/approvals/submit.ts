'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { SignedOutError } from '@/lib/errors'
import { describeTogether } from '@/lib/format/done-words'
import { approveUpdates } from '@/lib/mutations/updates/decide-update'
import { paths } from '@/lib/paths'
import { MOST_APPROVALS } from '@/lib/queries/updates/update-form'
import { boundId, boundText } from '@/lib/schemas/bound'

/** Approves the updates that were ticked. What cannot be approved any more is named, and the others are approved. */
export const submitApprovals = checkedSubmit(RIGHTS.approve, [boundText], async (slug, values) => {
  const ids = [values.updates ?? []].flat()
  if (ids.length === 0) return { values, errors: { form: 'Select the updates you want to approve' } }
  if (ids.length > MOST_APPROVALS || !ids.every((id) => boundId.safeParse(id).success))
    return { values, errors: { form: 'The list of updates has changed. Reload the page and select again' } }
  try {
    const decided = await approveUpdates(slug, ids)
    return await redirectDone(
      paths.approvals(slug),
      describeTogether(await wordsOf(slug), decided, 'approved'),
    )
  } catch (error) {
    if (error instanceof SignedOutError) redirect(paths.signIn(paths.approvals(slug)))
    throw error
  }
})
