/** For how many reports the actions of a plan have had the status that they have. */

import 'server-only'
import { countTimeInStatus, type TimeInStatus } from '@/lib/domain/movement/time-in-status'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readFrozenFigures } from '@/lib/queries/reports/frozen-plan'
import type { IssuedReport } from '@/lib/queries/reports/reports'

/**
 * Takes a plan that its reader may see, and its reports, the newest first; returns in how many of those before its moment an action had the status
 * that it has; null where there is no report to tell.
 */
export async function readTimeInStatus(
  plan: PlanState,
  reports: readonly IssuedReport[],
): Promise<TimeInStatus | null> {
  const figures = new Map((await readFrozenFigures(plan.id)).map((one) => [one.code, one]))
  const earlier = reports
    // A correction takes the place of the report that it corrects, and of none before that.
    .filter(({ correctedBy, asAt }) => correctedBy === null && (plan.asAt === null || asAt < plan.asAt))
    .toReversed()
    .flatMap(({ code }) => figures.get(code) ?? [])
    .filter(({ faults }) => faults.length === 0)
  return earlier.length ? countTimeInStatus(earlier) : null
}
