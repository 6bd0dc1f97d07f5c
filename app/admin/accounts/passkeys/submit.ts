'use server'

import { redirect } from 'next/navigation'
import { save } from '@/app/save'
import { requirePasskeys } from '@/lib/mutations/passkey-roles'
import { paths } from '@/lib/paths'
import { passkeyRolesSchema } from '@/lib/schemas/account'
import { checkForm, type FormState, readValues } from '@/lib/schemas/form'

/** Changes for which roles a passkey is needed. */
export async function submitPasskeyRoles(_state: FormState, form: FormData): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkForm(passkeyRolesSchema, values)
  if (!data) return state
  const { state: refused } = await save(paths.passkeyRoles(), values, () => requirePasskeys(data.roles))
  return refused ?? redirect(paths.accounts())
}
