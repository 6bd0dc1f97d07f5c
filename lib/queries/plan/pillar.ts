/** How does one pillar stand? */

import 'server-only'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { Outcome, PlanState } from '@/lib/domain/plan/plan'
import { type PillarRow, viewPillar } from '@/lib/domain/plan/views'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

interface PillarPage {
  readonly plan: PlanState
  readonly pillar: PillarRow
  readonly outcomes: readonly Pick<Outcome, 'code' | 'text'>[]
}

/** Takes a plan's place and a pillar's code; returns the pillar with its outcomes, or null when there is no such plan or pillar. */
export async function getPillar(planAt: PlanRef, code: string): Promise<PillarPage | null> {
  const plan = await readPlan(planAt)
  const pillar = plan?.pillars.find((one) => one.code === code)
  if (!plan || !pillar) return null
  return {
    plan,
    pillar: viewPillar(plan, pillar),
    outcomes: plan.outcomes.filter((o) => o.pillarId === pillar.id),
  }
}
