/** A person, as domain code sees them. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import {
  type Actor,
  ANONYMOUS,
  type KnownActor,
  type Role,
  withholdRoles,
} from '@/lib/domain/people/permissions'
import { PASSKEY_ROLES_SETTING, passkeyRoles } from './passkey-roles'

/**
 * Takes a person's id, and a transaction to read in, if any; returns them as an actor, anonymous when there is no such person
 * or the account is deactivated. Roles that need a passkey are withheld from someone who has none.
 */
export async function findActor(
  personId: string,
  tx: Pick<Prisma.TransactionClient, '$queryRaw'> = db,
): Promise<Actor> {
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT name, is_administrator AS "isAdministrator",
      ARRAY(SELECT concat_ws(' ', plan_id, role) FROM membership WHERE person_id = p.id) AS memberships,
      EXISTS (SELECT 1 FROM passkey WHERE person_id = p.id) AS "hasPasskey",
      (SELECT value FROM setting WHERE name = ${PASSKEY_ROLES_SETTING}) AS chosen,
      EXISTS (SELECT 1 FROM passkey k JOIN person a ON a.id = k.person_id WHERE a.is_administrator AND a.deactivated_at IS NULL) AS "isUsed"
    FROM person p WHERE id = ${personId}::uuid AND deactivated_at IS NULL`
  if (!found) return ANONYMOUS
  const { name, isAdministrator, memberships, hasPasskey, chosen, isUsed } = found
  const actor: KnownActor = {
    kind: 'person',
    id: personId,
    name,
    isAdministrator,
    roles: new Map(memberships.map((one) => one.split(' ') as [string, Role])),
  }
  return hasPasskey ? actor : withholdRoles(actor, passkeyRoles(chosen, isUsed))
}

interface Found {
  readonly name: string
  readonly isAdministrator: boolean
  /** Of each, the plan's id and the role. */
  readonly memberships: readonly string[]
  readonly hasPasskey: boolean
  readonly chosen: string | null
  /** Whether an administrator has a passkey. */
  readonly isUsed: boolean
}
