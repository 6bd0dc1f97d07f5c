/** Who can help somebody who may not do something in a plan? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canSeeInside } from '@/lib/domain/permissions'

/** Takes a plan's slug; returns the names of its editors, none when the actor may not know them. */
export async function listHelpers(slug: string): Promise<string[]> {
  const plan = await db.plan.findUnique({ where: { slug }, select: { id: true, isPublic: true } })
  if (!plan || !canSeeInside(await currentActor(), plan)) return []
  const editors = await db.membership.findMany({
    where: { planId: plan.id, role: 'editor', person: { deactivatedAt: null } },
    select: { person: { select: { name: true } } },
    orderBy: { person: { name: 'asc' } },
  })
  return editors.map(({ person }) => person.name)
}
