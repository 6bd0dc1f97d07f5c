/** One action of a plan, with everything ever said about it. */

import 'server-only'
import { today } from '@/lib/clock'
import { type ActionView, viewAction } from '@/lib/domain/plan/action-views'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import { historyOf } from '@/lib/domain/reports/snapshot'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { readFrozen } from '@/lib/queries/plan-state/plan-state'
import { readHistory } from '@/lib/queries/plan-state/progress-updates'

/** Takes a plan's place and an action's reference; returns the action, or null when there is no such plan or action. */
export async function getAction(planAt: PlanRef, ref: string): Promise<ActionView | null> {
  const plan = await readPlanInside(planAt)
  const action = plan?.actions.find((one) => one.ref === ref)
  if (!plan || !action) return null
  const frozen = await readFrozen(plan)
  const history = frozen ? historyOf(frozen.document, action.id) : await readHistory(plan, action.id)
  return viewAction(plan, action, history, plan.asAt ?? today())
}
