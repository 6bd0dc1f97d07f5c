/** How did the due dates of a plan move? */

import 'server-only'
import { db } from '@/lib/db'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { type MovedDue, tellMoves } from '@/lib/domain/updates/timeline'
import { toDates } from '@/lib/queries/plan-state/action-ledgers'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'
import { readFrozen } from '@/lib/queries/plan-state/plan-state'

/** A move of the due date of an action. It names no person. */
export interface ActionMove extends Omit<MovedDue, 'what' | 'by'> {
  readonly action: Pick<Action, 'id' | 'ref' | 'title'>
}

/** Takes a plan that its reader may see; returns all moves of due dates by its moment, in the order of recording. */
export async function readMoves(plan: PlanState): Promise<ActionMove[]> {
  const frozen = await readFrozen(plan)
  if (frozen)
    return plan.actions
      .flatMap((action) =>
        (frozen.document.stories[action.id] ?? []).flatMap((entry) =>
          entry.what === 'due' ? [toMove(action, entry)] : [],
        ),
      )
      .toSorted((a, b) => a.recordedAt.localeCompare(b.recordedAt))
  const rows = await db.dueDateMove.findMany({ where: { planId: plan.id }, orderBy: { entry: 'asc' } })
  const recorded = byAction(rows, (row) => ({
    ...toDates(row),
    id: row.id,
    authorId: null,
    recordedAt: row.recordedAt.toISOString(),
    due: { date: isoDate(row.dueOn), precision: row.precision },
    reason: row.reason,
  }))
  const moves = plan.actions.flatMap((action) =>
    tellMoves(
      { originalDue: action.originalDue, moves: recorded.get(action.id) ?? [] },
      { names: null, body: '' },
      plan,
    ).map((move) => toMove(action, move)),
  )
  const order = new Map(rows.map(({ id }, at) => [id, at]))
  return moves.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
}

function toMove({ id, ref, title }: Action, { what: _, by: __, ...move }: MovedDue): ActionMove {
  return { ...move, action: { id, ref, title } }
}
