/**
 * A plan as those who belong to it see it: with the fields of its own that are not public. Anyone who wants these asks here; every other
 * reading of a plan is without them. They have no history but the audit's, so an earlier day and a report do not show them.
 */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { db } from '@/lib/db'
import { canSeeInside } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import { type KeptField, withFieldsOf } from '@/lib/domain/own-fields'
import { toOwnValues } from '@/lib/schemas/plan/stored-plan'
import { FIELD } from './plan-fields'
import { processWide } from '@/lib/process-wide'
import { readPlan } from './plan-state'

/** Takes a plan's place; returns the plan as the actor may see all of it, or null when there is none that the actor may read. */
export async function readPlanInside(planAt: PlanRef): Promise<PlanState | null> {
  const plan = await readPlan(planAt)
  if (!plan || !canSeeInside(await currentActor(), plan)) return plan
  return withInsideFields(plan)
}

/** A plan with fields that are not public is held once more, for those who belong to it. */
const MOST_PLANS_HELD = 20
const MOST_ACTIONS_HELD = 6_000

const plansInside = processWide('plans with all fields', () =>
  memoizeAsync<PlanState>(MOST_PLANS_HELD, { most: MOST_ACTIONS_HELD, of: ({ actions }) => actions.length }),
)

/** Takes a plan that its reader belongs to; returns it with all of its fields. Whatever is written to an action or a field makes another version of it. */
export function withInsideFields(plan: PlanState): Promise<PlanState> {
  if (plan.report !== null || plan.asAt !== null || plan.knownAt !== null) return Promise.resolve(plan)
  return plansInside(plan.id, () => addInside(plan), plan.version)
}

async function addInside(plan: PlanState): Promise<PlanState> {
  const fields = (await readFields(db, plan.id)).filter(({ isRetired }) => !isRetired)
  if (fields.every(({ isPublic }) => isPublic)) return plan
  const rows = await db.action.findMany({
    where: { planId: plan.id, NOT: { insideFields: { equals: {} } } },
    select: { id: true, insideFields: true },
  })
  const inside = new Map(rows.map(({ id, insideFields }) => [id, toOwnValues(insideFields)]))
  const actions = plan.actions.map((action) => {
    const values = inside.get(action.id)
    return values ? { ...action, ownFields: { ...action.ownFields, ...values } } : action
  })
  // What is made of one is never taken for what is made of the other.
  const version = `${plan.version}-inside`
  return { ...plan, version, fields, actions: withFieldsOf(actions, fields) }
}

/** Takes a client and a plan's id; returns all fields that it ever had, in their order. */
export async function readFields(
  client: Pick<Prisma.TransactionClient, 'planField'>,
  planId: string,
): Promise<KeptField[]> {
  return client.planField.findMany({
    where: { planId },
    orderBy: { position: 'asc' },
    select: { ...FIELD, isRetired: true },
  })
}
