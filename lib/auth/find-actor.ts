/** A person, as domain code sees them. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import { type Actor, ANONYMOUS } from '@/lib/domain/permissions'

/**
 * Takes a person's id, and a transaction to read in, if any; returns them as an actor, anonymous when there is no such person
 * or the account is deactivated.
 */
export async function findActor(
  personId: string,
  tx: Pick<Prisma.TransactionClient, 'person'> = db,
): Promise<Actor> {
  const person = await tx.person.findUnique({
    where: { id: personId, deactivatedAt: null },
    select: {
      id: true,
      name: true,
      isAdministrator: true,
      memberships: { select: { planId: true, role: true } },
    },
  })
  if (!person) return ANONYMOUS
  const { memberships, ...rest } = person
  return { kind: 'person', ...rest, roles: new Map(memberships.map(({ planId, role }) => [planId, role])) }
}
