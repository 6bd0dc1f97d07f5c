/** Which plans are there? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canReadPlan } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

/** As much of a plan as a list of plans has, before any of it is shown. */
export interface PlanName {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly language: string
}

/** Returns the names of every plan the actor may read, by title. */
export async function listPlanNames(): Promise<PlanName[]> {
  const actor = await currentActor()
  const rows = await db.plan.findMany({
    select: { id: true, slug: true, title: true, language: true, isPublic: true },
    orderBy: { title: 'asc' },
  })
  return rows.filter((row) => canReadPlan(actor, row))
}

/** Returns every plan the actor may read, by title. */
export async function listPlans(): Promise<PlanState[]> {
  const plans = await Promise.all((await listPlanNames()).map(({ slug }) => readPlan(slug)))
  return plans.filter((plan) => plan !== null)
}
