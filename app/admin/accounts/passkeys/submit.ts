'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { type PasskeyRole } from '@/lib/domain/people/permissions'
import { roleLabel } from '@/lib/format/people/roles'
import { joinNames } from '@/lib/format/words'
import { requirePasskeys } from '@/lib/mutations/people/passkey-roles'
import { paths } from '@/lib/paths'
import { passkeyRolesSchema } from '@/lib/schemas/people/account'
import { checkForm } from '@/lib/schemas/form'

/** Changes for which roles a passkey is needed. */
export const submitPasskeyRoles = checkedSubmit(RIGHTS.manageAccounts, [], async (values) => {
  const { data, state } = checkForm(passkeyRolesSchema, values)
  if (!data) return state
  const { state: refused } = await save(paths.passkeyRoles(), values, () => requirePasskeys(data.roles))
  return refused ?? redirectDone(paths.accounts(), `Saved: ${describeNeeds(data.roles)}.`)
})

function describeNeeds(roles: readonly PasskeyRole[]): string {
  if (roles.length === 0) return 'no role needs a passkey'
  return `${joinNames(roles.map((role) => roleLabel(role).toLowerCase()))} need a passkey`
}
