'use server'

import { redirect } from 'next/navigation'
import { save } from '@/app/save'
import { revokeInvitation } from '@/lib/mutations/invitations'
import { paths } from '@/lib/paths'
import type { FormState } from '@/lib/schemas/form'

/** Takes an invitation back. */
export async function submitRevoke(id: string, _state: FormState): Promise<FormState> {
  const { state } = await save(paths.accounts(), {}, () => revokeInvitation(id))
  return state ?? redirect(paths.accounts())
}
