'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { revokeInvitation } from '@/lib/mutations/people/invitations'
import { paths } from '@/lib/paths'
import { boundId } from '@/lib/schemas/bound'

/** Takes an invitation back. */
export const submitRevoke = checkedSubmit(RIGHTS.manageAccounts, [boundId], async (id) => {
  const { saved, state } = await save(paths.accounts(), {}, () => revokeInvitation(id))
  if (state) return state
  const done = saved.length
    ? `The invitation to ${saved.join(', ')} was revoked.`
    : 'The invitation had already been used or revoked.'
  return redirectDone(paths.accounts(), done)
})
