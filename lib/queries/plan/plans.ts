/** Which plans are there? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canReadPlan } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

/** Returns every plan the actor may read, by title. */
export async function listPlans(): Promise<PlanState[]> {
  const actor = await currentActor()
  const rows = await db.plan.findMany({
    select: { id: true, slug: true, isPublic: true },
    orderBy: { title: 'asc' },
  })
  const plans = await Promise.all(
    rows.filter((row) => canReadPlan(actor, row)).map((row) => readPlan(row.slug)),
  )
  return plans.filter((plan) => plan !== null)
}
