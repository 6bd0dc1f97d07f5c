/** A person, as domain code sees them. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import { type Actor, ANONYMOUS, type KnownActor, withholdRoles } from '@/lib/domain/people/permissions'
import { readPasskeyRoles } from './passkey-roles'

/**
 * Takes a person's id, and a transaction to read in, if any; returns them as an actor, anonymous when there is no such person
 * or the account is deactivated. Roles that need a passkey are withheld from someone who has none.
 */
export async function findActor(
  personId: string,
  tx: Pick<Prisma.TransactionClient, 'person' | 'setting'> = db,
): Promise<Actor> {
  const person = await tx.person.findUnique({
    where: { id: personId, deactivatedAt: null },
    select: {
      id: true,
      name: true,
      isAdministrator: true,
      memberships: { select: { planId: true, role: true } },
      _count: { select: { passkeys: true } },
    },
  })
  if (!person) return ANONYMOUS
  const { memberships, _count: has, ...rest } = person
  const actor: KnownActor = {
    kind: 'person',
    ...rest,
    roles: new Map(memberships.map(({ planId, role }) => [planId, role])),
  }
  return has.passkeys > 0 ? actor : withholdRoles(actor, await readPasskeyRoles(tx))
}
