/** What does the leadership board see first? */

import 'server-only'
import { today } from '@/lib/clock'
import type { RecentMovement } from '@/lib/domain/movement/recent-movement'
import type { Trend } from '@/lib/domain/movement/trend'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type OverviewView, viewOverview } from '@/lib/domain/plan/views'
import { readRecentMovement } from '@/lib/queries/movement/recent-movement'
import type { TimeInStatus } from '@/lib/domain/movement/time-in-status'
import { readTimeInStatus } from '@/lib/queries/movement/time-in-status'
import { readTrend } from '@/lib/queries/movement/trend'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { type IssuedReport, listReports } from '@/lib/queries/reports/reports'

/** A plan and its figures. */
interface PlanFigures {
  readonly plan: PlanState
  readonly overview: OverviewView
}

/** The same with what moved last. */
interface PlanHead extends PlanFigures {
  readonly movement: RecentMovement | null
}

export interface OverviewPage extends PlanHead {
  readonly timeInStatus: TimeInStatus | null
  readonly trend: Trend
  /** The last report before the plan's moment; null where there is none. */
  readonly lastReport: IssuedReport | null
}

/** Takes a plan's place; returns the plan and its figures, or null when there is no such plan to read. */
export async function getPlanFigures(planAt: PlanRef): Promise<PlanFigures | null> {
  const plan = await readPlan(planAt)
  return plan && { plan, overview: viewOverview(plan, plan.asAt ?? today()) }
}

/** Takes a plan's place; returns the head of its overview, or null when there is no such plan to read. */
export async function getPlanHead(planAt: PlanRef): Promise<PlanHead | null> {
  const found = await getPlanFigures(planAt)
  return found && { ...found, movement: await readRecentMovement(found.plan) }
}

/** Takes a plan's place; returns what its overview shows, or null when there is no such plan to read. */
export async function getOverview(planAt: PlanRef): Promise<OverviewPage | null> {
  const head = await getPlanHead(planAt)
  if (!head) return null
  const { plan } = head
  const reports = await listReports(plan.slug)
  const [timeInStatus, trend] = await Promise.all([readTimeInStatus(plan, reports), readTrend(plan)])
  const lastReport = reports.find(
    ({ correctedBy, asAt }) => correctedBy === null && (plan.asAt === null || asAt < plan.asAt),
  )
  return { ...head, timeInStatus, trend, lastReport: lastReport ?? null }
}
