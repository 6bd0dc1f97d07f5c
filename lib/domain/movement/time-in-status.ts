/** For how long an action has stood where it stands, counted in reports. */

import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { isAdverse, type StatusCode } from '@/lib/domain/status/status'

/** As much of a plan's state as it takes. */
export interface Statuses {
  readonly actions: readonly {
    readonly id: string
    readonly current: { readonly status: StatusCode } | null
  }[]
}

/**
 * Takes the states of a plan that its reports froze, the oldest first; returns in how many of those reports,
 * from the last one back without a gap, an action of a later state had the status that it has in it: by its id, and only
 * actions with a status. 2 for an action of a report says that this is the third report with that status. It is counted for
 * those that are asked about: most pages of a large plan show a few.
 */
export function countTimeInStatus(reports: readonly Statuses[]): TimeInStatus {
  const newestFirst = reports.map(statusesOf).toReversed()
  return ({ id, status }) => {
    if (status === null) return undefined
    const other = newestFirst.findIndex((then) => then.get(id) !== status)
    return other === -1 ? newestFirst.length : other
  }
}

/** Takes an action as it is; returns in how many reports in a row it had its status, or undefined where it has none. */
export type TimeInStatus = (action: {
  readonly id: string
  readonly status: StatusCode | null
}) => number | undefined

type StatusById = ReadonlyMap<string, StatusCode | null>

const madeOf = new WeakMap<Statuses, StatusById>()

/** Made once for each report, which stays what it is. */
function statusesOf(report: Statuses): StatusById {
  const known = madeOf.get(report)
  if (known) return known
  const statuses = new Map<string, StatusCode | null>()
  for (const { id, current } of report.actions) statuses.set(id, current?.status ?? null)
  madeOf.set(report, statuses)
  return statuses
}

/** An adverse action that has long been as it is. */
export interface StalledAction {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly status: StatusCode
  /** In how many reports before, without a gap. */
  readonly earlier: number
}

/** From the third report with the same adverse status on, a board should ask. */
export const LEAST_STALLED = 2

/** Takes a plan and the dwell of its actions; returns its counted adverse actions that have long been so, the longest first. */
export function findStalled(plan: PlanState, timeInStatus: TimeInStatus): StalledAction[] {
  return indexPlan(plan)
    .counted.flatMap(({ id, ref, title, current }) => {
      if (!current || !isAdverse(plan, current.status)) return []
      const earlier = timeInStatus({ id, status: current.status }) ?? 0
      if (earlier < LEAST_STALLED) return []
      return [{ id, ref, title, status: current.status, earlier }]
    })
    .sort((a, b) => b.earlier - a.earlier)
}
