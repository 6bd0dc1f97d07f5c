/** Who can help someone who may not do something in a plan? */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canSeeInside } from '@/lib/domain/people/permissions'

/** Takes a plan's slug; returns the names of its editors, none when the actor may not know them. */
export async function listPlanEditors(slug: string): Promise<string[]> {
  const plan = await db.plan.findUnique({ where: { slug }, select: { id: true, isPublic: true } })
  if (!plan || !canSeeInside(await currentActor(), plan)) return []
  const editors = await db.membership.findMany({
    where: { planId: plan.id, role: 'editor', person: { deactivatedAt: null } },
    select: { person: { select: { name: true } } },
    orderBy: { person: { name: 'asc' } },
  })
  return editors.map(({ person }) => person.name)
}

/** Takes the id of a plan, and what reads it; returns the ids of its editors who can still sign in. */
export async function readEditorIds(
  planId: string,
  reader: Prisma.TransactionClient = db,
): Promise<string[]> {
  const editors = await reader.membership.findMany({
    where: { planId, role: 'editor', person: { deactivatedAt: null } },
    select: { personId: true },
  })
  return editors.map(({ personId }) => personId)
}
