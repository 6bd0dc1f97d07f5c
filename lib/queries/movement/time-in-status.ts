/** For how many reports the actions of a plan have had the status that they have. */

import 'server-only'
import { countTimeInStatus } from '@/lib/domain/movement/time-in-status'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readFrozenFigures } from '@/lib/queries/reports/frozen-plan'
import type { IssuedReport } from '@/lib/queries/reports/reports'

/** In how many reports in a row an action had the status that it has, by its id; null where there is no report to tell. */
export type TimeInStatus = ReadonlyMap<string, number> | null

/** Takes a plan that its reader may see, and its reports, the newest first; returns that of the reports before its moment. */
export async function readTimeInStatus(
  plan: PlanState,
  reports: readonly IssuedReport[],
): Promise<TimeInStatus> {
  const figures = new Map((await readFrozenFigures(plan.id)).map((one) => [one.code, one]))
  const earlier = reports
    // A correction takes the place of the report that it corrects, and of none before that.
    .filter(({ correctedBy, asAt }) => correctedBy === null && (plan.asAt === null || asAt < plan.asAt))
    .toReversed()
    .flatMap(({ code }) => figures.get(code) ?? [])
    .filter(({ faults }) => faults.length === 0)
  return earlier.length ? countTimeInStatus(earlier, plan) : null
}
