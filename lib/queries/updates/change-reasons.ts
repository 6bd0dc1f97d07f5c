/** What was said when an action's date, its lifecycle or whether it counts changed. */

import 'server-only'
import { db } from '@/lib/db'
import { inForceAt } from '@/lib/domain/plan/as-at'
import type { Side, ChangeReason } from '@/lib/domain/movement/movement'
import type { PlanState } from '@/lib/domain/plan/plan'
import { toDates } from '@/lib/queries/plan-state/action-ledgers'
import { byAction } from '@/lib/queries/group-by'

/**
 * Takes a plan that its reader may see, at its moment, and, for one that was frozen, the instant of freezing; returns what was
 * said by then of each of its actions, the newest first. It comes from ledgers that the database refuses to rewrite.
 */
export async function readChangeReasons(
  plan: PlanState,
  frozenAt: string | null = null,
): Promise<NonNullable<Side['reasonsByAction']>> {
  const where = { planId: plan.id, ...(frozenAt !== null && { recordedAt: { lte: new Date(frozenAt) } }) }
  const query = {
    where,
    orderBy: { entry: 'desc' },
    select: { actionId: true, reason: true, effectiveOn: true, recordedAt: true },
  } as const
  const [due, lifecycle, counted] = await Promise.all([
    db.dueDateMove.findMany(query),
    db.lifecycleChange.findMany(query),
    db.countedChange.findMany(query),
  ])
  const all = Object.entries({ due, lifecycle, counted }).flatMap(([what, rows]) =>
    rows
      .filter((row) => inForceAt(toDates(row), plan))
      .map(({ actionId, reason }) => ({ actionId, told: { what: what as ChangeReason['what'], reason } })),
  )
  const reasonsByAction = byAction(all, ({ told }) => told)
  return (actionId) => reasonsByAction.get(actionId) ?? []
}
