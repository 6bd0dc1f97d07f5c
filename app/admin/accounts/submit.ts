'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { save } from '@/app/save'
import { revokeInvitation } from '@/lib/mutations/invitations'
import { paths } from '@/lib/paths'
import { boundId } from '@/lib/schemas/bound'

/** Takes an invitation back. */
export const submitRevoke = checkedSubmit([boundId], async (id) => {
  const { state } = await save(paths.accounts(), {}, () => revokeInvitation(id))
  return state ?? redirect(paths.accounts())
})
