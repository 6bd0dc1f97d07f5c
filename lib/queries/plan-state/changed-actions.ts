/**
 * Brings a plan that is held up to date by reading only the actions that changed since. Covered is what is written about actions as
 * a plan goes on: updates with their sources, evidence and decisions, due dates, lifecycles, what is counted. Everything else
 * (structure, partners, ratings, rules, the plan itself) leaves no list of actions, and has the whole plan read again.
 */

import 'server-only'
import { readingAtOnce } from '@/lib/db'
import type { PlanState } from '@/lib/domain/plan/plan'
import { ACTION, toAction } from './load-plan'
import { currentUpdatesOf, toProgressUpdate } from './progress-updates'

/** Of more, reading all at once costs less. */
const MOST_ACTIONS = 500

/**
 * Takes a plan as it was read, as it is now and not at an earlier moment; returns it as it stands, its other actions the same
 * objects; null where that cannot be told from what changed.
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

    const rows = await tx.action.findMany({ where: { planId, id: { in: ids } }, select: ACTION })
    const updates = await currentUpdatesOf(tx, planId, ids)
    const currentOf = new Map(updates.map((row) => [row.actionId, toProgressUpdate(row)]))
    const changed = new Map(rows.map((row) => [row.id, toAction(row, currentOf.get(row.id))]))
    const actions = held.actions.map((action) => {
      const row = changed.get(action.id)
      // What it was called before is in the ledger of the structure, which did not change.
      return row ? { ...row, ...(action.formerRefs && { formerRefs: action.formerRefs }) } : action
    })
    return {
      ...held,
      ...now,
      isBlank: !actions.some(({ current }) => current) && !held.sections.some(({ assessment }) => assessment),
      actions,
    }
  })
}
