/** For which roles does someone need a passkey, and who has none yet? For administrators. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { readPasskeyRoles } from '@/lib/auth/passkey-roles'
import { db } from '@/lib/db'
import { canManageAccounts, PASSKEY_ROLES, type PasskeyRole, idOf } from '@/lib/domain/people/permissions'
import { ForbiddenError } from '@/lib/errors'
import { peopleMessages } from '@/lib/format/people/messages'

export interface PasskeyRoleView {
  readonly role: PasskeyRole
  readonly isRequired: boolean
  /** How many people with an active account have the role, and how many of them have no passkey. */
  readonly people: number
  readonly without: number
}

/** Returns every role that can need a passkey. Throws ForbiddenError. */
export async function listPasskeyRoles(): Promise<PasskeyRoleView[]> {
  const actor = await currentActor()
  if (!canManageAccounts(actor)) throw new ForbiddenError(peopleMessages.cannotManageAccounts, idOf(actor))
  const required = await readPasskeyRoles(db)
  return Promise.all(
    PASSKEY_ROLES.map(async (role) => {
      const has = role === 'administrator' ? { isAdministrator: true } : { memberships: { some: { role } } }
      const [people, without] = await Promise.all([
        db.person.count({ where: { deactivatedAt: null, ...has } }),
        db.person.count({ where: { deactivatedAt: null, passkeys: { none: {} }, ...has } }),
      ])
      return { role, isRequired: required.has(role), people, without }
    }),
  )
}
