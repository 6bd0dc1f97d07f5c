/** What was promised for when, and what is past its end? */

import 'server-only'
import { today } from '@/lib/clock'
import type { Place } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type TimescalesView, viewTimescales } from '@/lib/domain/plan/timescale-views'
import { type StatusChart, viewStatusChart } from '@/lib/format/charts/status-chart'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

interface TimescalesPage {
  readonly plan: PlanState
  readonly view: TimescalesView
  readonly chart: StatusChart
}

/** Takes a plan's place; returns the plan by timescale with its chart, or null when there is no such plan. */
export async function getTimescales(place: Place): Promise<TimescalesPage | null> {
  const plan = await readPlan(place)
  if (!plan) return null
  const day = plan.asAt ?? today()
  return { plan, view: viewTimescales(plan, day), chart: viewStatusChart(plan, 'timescales', day) }
}
