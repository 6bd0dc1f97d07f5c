/** What was promised for when, and what is past its end? */

import 'server-only'
import { today } from '@/lib/clock'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type TimescalesView, viewTimescales } from '@/lib/domain/plan/timescale-views'
import { type StatusChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

interface TimescalesPage {
  readonly plan: PlanState
  readonly view: TimescalesView
  readonly chart: StatusChart
}

/** Takes a plan's place; returns the plan by timescale with its chart, or null when there is no such plan. */
export async function getTimescales(planAt: PlanRef): Promise<TimescalesPage | null> {
  const plan = await readPlan(planAt)
  if (!plan) return null
  const day = plan.asAt ?? today()
  return { plan, view: viewTimescales(plan, day), chart: viewStatusChart(plan, 'timescales', day) }
}
