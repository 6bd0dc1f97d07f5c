/** For how long an action has stood where it stands, counted in reports. */

import type { Status } from './status'

/** As much of a plan's state as it takes. */
export interface Statuses {
  readonly actions: readonly { readonly id: string; readonly current: { readonly status: Status } | null }[]
}

/**
 * Takes the states of a plan that its reports froze, the oldest first, and a later one; returns in how many of those reports,
 * from the last one back without a gap, each action of the later state had the status that it has in it: by its id, and only
 * actions with a status. 2 for an action of a report says that this is the third report with that status.
 */
export function countDwell(reports: readonly Statuses[], latest: Statuses): ReadonlyMap<string, number> {
  const dwell = new Map<string, number>()
  let standing = latest.actions.flatMap(({ id, current }) =>
    current ? [{ id, status: current.status }] : [],
  )
  for (const { id } of standing) dwell.set(id, 0)
  for (const { actions } of reports.toReversed()) {
    const then = new Map(actions.map(({ id, current }) => [id, current?.status ?? null]))
    standing = standing.filter(({ id, status }) => then.get(id) === status)
    for (const { id } of standing) dwell.set(id, (dwell.get(id) ?? 0) + 1)
  }
  return dwell
}
