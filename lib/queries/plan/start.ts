/** What did someone who has just signed in come for? */

import 'server-only'
import { db } from '@/lib/db'
import { canEditPlan, type KnownActor } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { countDueUpdates, findWithWaiting } from '@/lib/queries/periods/work-counts'

/**
 * Takes whoever is signed in; returns the address of the page that has what waits for them: updates to approve, updates that are
 * due, an officer’s own list, their plan; and the list of plans where that is none or several.
 */
export async function findStart(actor: KnownActor): Promise<string> {
  const plans = await db.plan.findMany({
    where: { id: { in: [...actor.roles.keys()] } },
    select: { id: true, slug: true, isPublic: true },
    orderBy: { title: 'asc' },
  })
  const toApprove = await findWithWaiting(
    plans.flatMap((plan) => (canEditPlan(actor, plan) ? [plan.id] : [])),
  )
  if (toApprove !== null) return paths.approvals(toApprove)
  const roles = [...actor.roles.values()]
  if (roles.includes('officer') || (await countDueUpdates()) > 0) return paths.myUpdates()
  const [only] = plans
  return only && plans.length === 1 ? paths.plan(only.slug) : paths.plans()
}
