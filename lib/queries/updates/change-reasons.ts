/** What was said when an action's date, its lifecycle or whether it counts changed. */

import 'server-only'
import { inForceAt } from '@/lib/domain/plan/as-at'
import type { Side } from '@/lib/domain/movement/movement'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type Changes, readChanges } from './timeline-facts'

type ReasonsByAction = NonNullable<Side['reasonsByAction']>

/**
 * Takes a plan that its reader may see, at its moment, and, for one that was frozen, the instant of freezing; returns what was
 * said by then of each of its actions, the newest first. It comes from ledgers that the database refuses to rewrite.
 */
export async function readChangeReasons(
  plan: PlanState,
  frozenAt: string | null = null,
): Promise<ReasonsByAction> {
  const which = frozenAt === null ? {} : { recordedAt: { lte: new Date(frozenAt) } }
  return reasonsAmong(await readChanges(plan, which), plan)
}

/** Takes the changes of a plan and the plan at its moment; returns what readChangeReasons does. */
export function reasonsAmong({ moves, lifecycle, counted }: Changes, plan: PlanState): ReasonsByAction {
  const ledgers = [
    ['due', moves],
    ['lifecycle', lifecycle],
    ['counted', counted],
  ] as const
  return (actionId) =>
    ledgers.flatMap(([what, changes]) =>
      (changes.get(actionId) ?? [])
        .filter((change) => inForceAt(change, plan))
        .map(({ reason }) => ({ what, reason }))
        .toReversed(),
    )
}
