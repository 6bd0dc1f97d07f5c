/**
 * Brings a plan that is held up to date by reading only the actions that changed since. Covered is what is written about actions as
 * a plan goes on: updates with their sources, evidence and decisions, due dates, lifecycles, what is counted. Everything else
 * (structure, partners, ratings, rules, the plan itself) leaves no list of actions, and has the whole plan read again.
 */

import 'server-only'
import { readingAtOnce } from '@/lib/db'
import type { PlanState } from '@/lib/domain/plan/plan'
import { withFieldsOf } from '@/lib/domain/own-fields'
import { indexPlan, replaceActions } from '@/lib/domain/plan/plan-index'
import { actionThen, wasAdded } from '@/lib/domain/plan/as-at'
import { LEDGER, toLedgers } from './action-ledgers'
import { ACTION, toAction } from './load-plan'
import { ACTION_PARTNERS, partnersByAction } from './structure-ledger'
import { currentUpdatesOf, toProgressUpdate } from './progress-updates'

/** Of more, reading all at once costs less. */
const MOST_ACTIONS = 500

/**
 * Takes a plan as it was read, as it is now or was at a moment; returns it as it stands, or stood then, by what is on record by now, its other
 * actions the same objects; null where that cannot be told from what changed.
 */
export function readChanged(held: PlanState): Promise<PlanState | null> {
  const planId = held.id
  // One snapshot: the list of changes and what they made of the actions are of the same version.
  return readingAtOnce(async (tx) => {
    const now = await tx.plan.findUnique({
      where: { id: planId },
      select: { revision: true, version: true },
    })
    if (!now || now.version === held.version) return now && held
    const changes = await tx.planChange.findMany({
      where: { planId, revision: { gt: held.revision } },
      orderBy: { revision: 'asc' },
      select: { version: true, previousVersion: true, actionIds: true },
    })
    // From the held version to this one without a gap: a revision is missing that changed something else, or too long ago.
    let version = held.version
    for (const change of changes) {
      if (change.previousVersion !== version) return null
      version = change.version
    }
    if (version !== now.version) return null
    const ids = [...new Set(changes.flatMap(({ actionIds }) => actionIds))]
    if (ids.length > MOST_ACTIONS) return null

    const moment = { asAt: held.asAt, knownAt: held.knownAt }
    const isNow = moment.asAt === null && moment.knownAt === null
    const where = { planId, id: { in: ids } }
    const rows = await tx.action.findMany({ where, select: ACTION })
    const partnersOf = partnersByAction(
      await tx.actionPartner.findMany({
        where: { actionId: { in: ids } },
        orderBy: { position: 'asc' },
        select: ACTION_PARTNERS,
      }),
    )
    const updates = await currentUpdatesOf(tx, planId, ids, moment)
    const linesOf = { where: { actionId: { in: ids } }, orderBy: { entry: 'asc' } } as const
    const ledgers = isNow
      ? null
      : toLedgers([
          await tx.action.findMany({ where, select: LEDGER.action }),
          await tx.lifecycleChange.findMany({ ...linesOf, select: LEDGER.lifecycle }),
          await tx.countedChange.findMany({ ...linesOf, select: LEDGER.counted }),
          await tx.dueDateMove.findMany({ ...linesOf, select: LEDGER.due }),
        ])
    // Since when they are in the plan can be corrected.
    const { actions: known } = indexPlan(held)
    if (ledgers && ids.some((id) => known.has(id) !== wasAdded(ledgers.get(id), moment))) return null
    const currentOf = new Map(updates.map((row) => [row.actionId, toProgressUpdate(row)]))
    const rowOf = new Map(
      rows.map((row) => [row.id, toAction(row, partnersOf.get(row.id), currentOf.get(row.id))]),
    )
    const changed = withFieldsOf([...rowOf.values()], held.fields).flatMap((row) => {
      const action = known.get(row.id)
      if (!action) return []
      // What it was called before is in the ledger of the structure, which did not change.
      if (!ledgers) return { ...row, ...(action.formerRefs && { formerRefs: action.formerRefs }) }
      const { counted, lifecycle, heirId, originalDue, due, current } = row
      const then = { ...action, counted, lifecycle, heirId, originalDue, due, current }
      const ledger = ledgers.get(action.id)
      return ledger ? actionThen(then, ledger, moment) : then
    })
    const actions = replaceActions(held.actions, changed)
    return {
      ...held,
      ...now,
      isBlank: !actions.some(({ current }) => current) && !held.sections.some(({ assessment }) => assessment),
      actions,
    }
  })
}
