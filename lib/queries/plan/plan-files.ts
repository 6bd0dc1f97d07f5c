/** What a plan's files are made from: the same actions as the page lists, and everything ever said about them. */

import 'server-only'
import { type Part, takeAfter } from '@/lib/domain/plan/action-list'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { recordUpdate, type UpdateRecord } from '@/lib/domain/plan/records'
import { historyOf } from '@/lib/domain/reports/snapshot'
import type { FrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { readFrozen, readPlan } from '@/lib/queries/plan-state/plan-state'
import type { SameWork } from '@/lib/domain/structure/same-work'
import { listSameWork } from '@/lib/queries/structure/same-work'
import { listUpdateIds } from '@/lib/queries/plan-state/progress-updates'
import { readUpdates } from '@/lib/queries/updates/update-lines'
import { findActions, type FoundActions } from './actions'

const UPDATES_AT_ONCE = 1000
/** With the comma after it. */
const ID_LENGTH = 37

/** What a file is asked for. A file must not hold other rows than were asked for, so it is refused where there are notices. */
export interface PlanSelection extends FoundActions {
  /** The report that froze the plan, or null as it lives. */
  readonly frozen: FrozenReport | null
  /** What of other plans that its reader may see is the same work. */
  readonly sameWork: readonly SameWork[]
}

/** Takes a plan's place and the parameters of the address; returns the actions they ask for, or null when there is no such plan. */
export async function selectForFile(planAt: PlanRef, params: URLSearchParams): Promise<PlanSelection | null> {
  const found = await findActions(planAt, params)
  if (!found) return null
  return {
    ...found,
    frozen: await readFrozen(found.plan),
    sameWork: await listSameWork(found.plan, null),
  }
}

export interface UpdateHistory {
  readonly total: number
  readonly rows: AsyncGenerator<Iterable<UpdateRecord>>
}

/**
 * Takes a plan that its reader may see and some of its actions; returns every update about them that readers may see at the
 * plan's moment, in the order of recording. Which ones is settled at once, and no update is ever changed, so what is read
 * of them later belongs together; they are read a few at a time, as fast as they are taken.
 */
export async function openHistory(plan: PlanState, actions: readonly Action[]): Promise<UpdateHistory> {
  const frozen = await readFrozen(plan)
  if (frozen) return frozenHistory(frozen, actions)
  const ids = await listUpdateIds(
    plan,
    actions.map(({ id }) => id),
  )
  return { total: Math.ceil(ids.length / ID_LENGTH), rows: readInTurn(plan, ids) }
}

function frozenHistory({ plan, document }: FrozenReport, actions: readonly Action[]): UpdateHistory {
  const updates = sortHistory({ document }, actions)
  async function* rows() {
    yield updates.map(({ id, update }) => recordUpdate(plan, id, update))
  }
  return { total: updates.length, rows: rows() }
}

function sortHistory({ document }: Pick<FrozenReport, 'document'>, actions: readonly Action[]) {
  return actions
    .flatMap(({ id }) => historyOf(document, id).map((update) => ({ id, update })))
    .toSorted((a, b) => a.update.recordedAt.localeCompare(b.update.recordedAt))
}

async function* readInTurn(plan: PlanState, ids: string): AsyncGenerator<Iterable<UpdateRecord>> {
  const portion = UPDATES_AT_ONCE * ID_LENGTH
  const read = (from: number) => readUpdates(plan, ids.slice(from, from + portion - 1))
  if (!ids) return
  let coming = read(0)
  for (let from = 0; from < ids.length; from += portion) {
    const rows = await coming
    // The database reads on while these are written.
    coming = from + portion < ids.length ? read(from + portion) : coming
    // Whoever takes no more leaves no one to tell of its failure.
    coming.catch(() => undefined)
    yield rows
  }
}

interface HistoryPart extends Part<UpdateRecord> {
  readonly total: number
}

/**
 * Takes a plan that its reader may see, the id of the update to go on after (null: from the start) and how many to return; returns
 * the next updates about its actions that readers may see, in the order of recording, or null when none has that id.
 */
export async function readHistoryPart(
  plan: PlanState,
  after: string | null,
  limit: number,
): Promise<HistoryPart | null> {
  const frozen = await readFrozen(plan)
  if (frozen) {
    const all = sortHistory(frozen, plan.actions)
    const part = takeAfter(all, ({ update }) => update.id, after, limit)
    return (
      part && {
        total: all.length,
        after: part.after,
        rows: part.rows.map(({ id, update }) => recordUpdate(frozen.plan, id, update)),
      }
    )
  }
  const ids = await listUpdateIds(
    plan,
    plan.actions.map(({ id }) => id),
  )
  const place = after === null ? -ID_LENGTH : ids.indexOf(after)
  // No id holds a comma, so one that is found begins where an id does, unless it is only a part of one.
  if (after !== null && (place < 0 || place % ID_LENGTH !== 0)) return null
  const from = place + ID_LENGTH
  const wanted = ids.slice(from, from + limit * ID_LENGTH - 1)
  const rows = wanted ? [...(await readUpdates(plan, wanted))] : []
  const isEnd = from + limit * ID_LENGTH >= ids.length
  return {
    total: Math.ceil(ids.length / ID_LENGTH),
    rows,
    after: isEnd ? null : wanted.slice(-ID_LENGTH + 1),
  }
}

export interface FileCounts {
  readonly plan: PlanState
  readonly updates: number
}

/** Takes a plan's place; returns how many rows its files have, or null when there is no such plan. */
export async function countForFiles(planAt: PlanRef): Promise<FileCounts | null> {
  const plan = await readPlan(planAt)
  if (!plan) return null
  return { plan, updates: (await openHistory(plan, plan.actions)).total }
}
