/** What does the leadership board see first? */

import 'server-only'
import { today } from '@/lib/clock'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type StatusChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import { type OverviewView, viewOverview } from '@/lib/domain/plan/views'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

interface OverviewPage {
  readonly plan: PlanState
  readonly overview: OverviewView
  readonly chart: StatusChart
}

/** Takes a plan's place; returns the plan, its overview and its chart by pillar, or null when there is no such plan to read. */
export async function getOverview(planAt: PlanRef): Promise<OverviewPage | null> {
  const plan = await readPlan(planAt)
  if (!plan) return null
  const day = plan.asAt ?? today()
  return { plan, overview: viewOverview(plan, day), chart: viewStatusChart(plan, 'pillars', day) }
}
