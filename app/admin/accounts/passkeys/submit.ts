'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { save } from '@/app/save'
import { requirePasskeys } from '@/lib/mutations/passkey-roles'
import { paths } from '@/lib/paths'
import { passkeyRolesSchema } from '@/lib/schemas/account'
import { checkForm } from '@/lib/schemas/form'

/** Changes for which roles a passkey is needed. */
export const submitPasskeyRoles = checkedSubmit([], async (values) => {
  const { data, state } = checkForm(passkeyRolesSchema, values)
  if (!data) return state
  const { state: refused } = await save(paths.passkeyRoles(), values, () => requirePasskeys(data.roles))
  return refused ?? redirect(paths.accounts())
})
