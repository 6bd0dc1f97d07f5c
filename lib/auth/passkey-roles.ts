/** For which roles someone has to have a passkey. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { PASSKEY_ROLES, type PasskeyRole } from '@/lib/domain/people/permissions'

/** The setting's name. Where no one has chosen, administrators need one as soon as one of them has one. */
export const PASSKEY_ROLES_SETTING = 'passkey-roles'

/** Takes the database or a transaction; returns the roles that need a passkey. */
export async function readPasskeyRoles(
  tx: Pick<Prisma.TransactionClient, 'setting' | 'person'>,
): Promise<ReadonlySet<PasskeyRole>> {
  const chosen = await tx.setting.findUnique({ where: { name: PASSKEY_ROLES_SETTING } })
  if (chosen) return passkeyRoles(chosen.value, false)
  const first = await tx.person.findFirst({
    where: { isAdministrator: true, deactivatedAt: null, passkeys: { some: {} } },
    select: { id: true },
  })
  return passkeyRoles(null, first !== null)
}

/** Takes the roles that were chosen, by name, or null, and whether an administrator has a passkey; returns the roles that need one. */
export function passkeyRoles(chosen: string | null, isUsed: boolean): ReadonlySet<PasskeyRole> {
  if (chosen === null) return new Set(isUsed ? ['administrator'] : [])
  const names = new Set(chosen.split(' '))
  return new Set(PASSKEY_ROLES.filter((role) => names.has(role)))
}
