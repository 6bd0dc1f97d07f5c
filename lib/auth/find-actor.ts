/** A person, as domain code sees them. */

import 'server-only'
import { db } from '@/lib/db'
import { type Actor, ANONYMOUS } from '@/lib/domain/permissions'

/** Takes a person's id; returns them as an actor, anonymous when there is no such person or the account is deactivated. */
export async function findActor(personId: string): Promise<Actor> {
  const person = await db.person.findUnique({
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
