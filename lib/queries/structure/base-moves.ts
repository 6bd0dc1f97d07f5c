/** Why does a section's base hold other actions than before? */

import 'server-only'
import { db } from '@/lib/db'
import { inForceAt } from '@/lib/domain/plan/as-at'
import { type BaseMove, viewBaseMoves } from '@/lib/domain/structure/base-moves'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import { baseMovesOf } from '@/lib/domain/reports/snapshot'
import { toDates } from '@/lib/queries/plan-state/action-ledgers'
import { isoDate } from '@/lib/queries/iso-date'
import { readFrozen, readPlan } from '@/lib/queries/plan-state/plan-state'

/** Takes a plan at a moment and a section's code; returns how its base moved until then, the newest first. */
export async function getBaseMoves(planAt: PlanRef, sectionCode: string): Promise<BaseMove[]> {
  const plan = await readPlan(planAt)
  const section = plan?.sections.find(({ code }) => code === sectionCode)
  if (!plan || !section) return []
  const frozen = await readFrozen(plan)
  if (frozen) return baseMovesOf(frozen.document, sectionCode)
  // As they stood then: an action may have another section and another number now.
  const refOf = new Map(
    plan.actions.flatMap(({ id, ref, sectionId }) => (sectionId === section.id ? [[id, ref] as const] : [])),
  )
  const rows = await db.countedChange.findMany({
    where: { planId: plan.id, actionId: { in: [...refOf.keys()] } },
    orderBy: { entry: 'asc' },
    select: { actionId: true, counted: true, reason: true, effectiveOn: true, recordedAt: true },
  })
  return viewBaseMoves(
    rows
      .filter((row) => inForceAt(toDates(row), plan))
      .map(({ actionId, effectiveOn, recordedAt, ...row }) => ({
        ...row,
        ref: refOf.get(actionId) ?? '',
        effectiveOn: isoDate(effectiveOn),
        recordedAt: recordedAt.toISOString(),
      })),
  )
}
