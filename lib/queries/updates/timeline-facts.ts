/** Reads what is on record of actions: the ledgers that their stories are told from. */

import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { Prisma } from '@/generated/prisma/client'
import { db, queryPlainly } from '@/lib/db'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { RecordedDecision, RecordedUpdate, TimelineFacts } from '@/lib/domain/updates/timeline'
import { toDates } from '@/lib/queries/plan-state/action-ledgers'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'
import { readOwnFieldChanges } from './own-field-changes'
import { linesOf, toInstant, toUpdate, type UpdateLine } from './update-lines'

const ACTIONS_AT_ONCE = 50

/** Takes a plan and one of its actions; returns what is on record of the action. */
export async function readFacts(plan: PlanState, action: Action): Promise<TimelineFacts> {
  const [updates, rest] = await Promise.all([readUpdates(plan.id, [action]), readRest(plan, { action })])
  return factsOf(action, updates, rest)
}

/**
 * Takes a plan and, where they have been read, its changes; returns what is on record of each of its actions, by the order of their
 * ids, as it is taken: of a large plan all of it at once would take much more time than the parts, since it would all be there for
 * the garbage collector to look at.
 */
export async function* readAllFacts(
  plan: PlanState,
  changes?: Changes,
): AsyncGenerator<{ id: string; facts: TimelineFacts }> {
  const actions = plan.actions.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rest = await readRest(plan, { changes })
  const part = (from: number) => readUpdates(plan.id, actions.slice(from, from + ACTIONS_AT_ONCE))
  let coming = part(0)
  for (let from = 0; from < actions.length; from += ACTIONS_AT_ONCE) {
    const updates = await coming
    // The database reads on meanwhile.
    coming = part(from + ACTIONS_AT_ONCE)
    // Whoever takes no more leaves no one to tell of its failure.
    coming.catch(() => undefined)
    // What follows never waits for anything else, and the question would be sent only after it.
    await setImmediate()
    for (const action of actions.slice(from, from + ACTIONS_AT_ONCE))
      yield { id: action.id, facts: factsOf(action, updates, rest) }
  }
}

/** The updates of actions by the actions' ids, in the order of recording, as JSON. */
type Written = ReadonlyMap<string, string>
type Rest = Awaited<ReturnType<typeof readRest>>

function factsOf({ id, originalDue }: Action, updates: Written, rest: Rest): TimelineFacts {
  return {
    originalDue,
    updates: (JSON.parse(updates.get(id) ?? '[]') as Line[]).map(toRecordedUpdate),
    moves: rest.moves.get(id) ?? [],
    lifecycle: rest.lifecycle.get(id) ?? [],
    counted: rest.counted.get(id) ?? [],
    fields: rest.fields.get(id) ?? [],
    accountable: rest.accountable.get(id) ?? [],
  }
}

/** All but the updates, which are the most by far; of one action or of all. */
async function readRest(plan: PlanState, given: { action?: Action; changes?: Changes | undefined }) {
  const which = given.action && { actionId: given.action.id }
  const [changes, accountable] = await Promise.all([
    given.changes ?? readChanges(plan, which),
    db.accountability.findMany({ where: { planId: plan.id, ...which }, orderBy: { entry: 'asc' } }),
  ])
  return {
    ...changes,
    accountable: byAction(accountable, (row) => ({
      ...toRecorded(row),
      personId: row.personId,
      reason: row.reason,
    })),
  }
}

/** How the dates of actions moved, what became of them and whether they were counted, by action in the order of recording. */
export type Changes = Awaited<ReturnType<typeof readChanges>>

/** Takes a plan that its reader may see, and which of its changes (all when left out); returns them. */
export async function readChanges(
  plan: PlanState,
  which: { readonly actionId?: string; readonly recordedAt?: { readonly lte: Date } } = {},
) {
  const where = { planId: plan.id, ...which }
  const orderBy = { entry: 'asc' } as const
  const [fields, moves, lifecycle, counted] = await Promise.all([
    readOwnFieldChanges(plan, which),
    db.dueDateMove.findMany({ where, orderBy }),
    db.lifecycleChange.findMany({ where, orderBy }),
    db.countedChange.findMany({ where, orderBy }),
  ])
  return {
    fields,
    moves: byAction(moves, (row) => ({
      ...toRecorded(row),
      due: { date: isoDate(row.dueOn), precision: row.precision },
      reason: row.reason,
    })),
    lifecycle: byAction(lifecycle, (row) => ({
      ...toRecorded(row),
      // By the number that it had at the plan's moment.
      heirRef: indexPlan(plan).actions.get(row.heirId ?? '')?.ref ?? null,
      lifecycle: row.lifecycle,
      reason: row.reason,
    })),
    counted: byAction(counted, (row) => ({
      ...toRecorded(row),
      counted: row.counted,
      reason: row.reason,
    })),
  }
}

function toRecorded(row: {
  readonly id: string
  readonly authorId: string | null
  readonly effectiveOn: Date
  readonly recordedAt: Date
}) {
  return { ...toDates(row), id: row.id, authorId: row.authorId, recordedAt: row.recordedAt.toISOString() }
}

type Line = UpdateLine &
  Pick<RecordedUpdate, 'authorId' | 'recordedOn' | 'needsApproval' | 'correction'> & {
    readonly decisions: readonly Omit<RecordedDecision, 'effectiveOn'>[]
  }

/** The day in Scotland of a row's recording. */
const dayOf = (row: 'u' | 'd') =>
  Prisma.sql`to_char(${Prisma.raw(row)}.recorded_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`

const TOLD = {
  columns: Prisma.sql`,
    u.author_id AS "authorId", u.needs_approval AS "needsApproval", u.correction, ${dayOf('u')} AS "recordedOn"`,
  lists: Prisma.sql`, coalesce(d.list, '[]') AS decisions`,
  joins: Prisma.sql`
    LEFT JOIN (SELECT d.update_id, json_agg(json_build_object('id', d.id, 'authorId', d.author_id, 'decision', d.decision,
        'comment', d.comment, 'recordedAt', d.recorded_at, 'recordedOn', ${dayOf('d')}) ORDER BY d.entry) AS list
      FROM update_decision d
      WHERE d.update_id IN (SELECT id FROM chosen) GROUP BY d.update_id) d ON d.update_id = chosen.id`,
}

/** Their updates, to be parsed only when an action is told of: all at once would outlive the collector of what is new. */
async function readUpdates(planId: string, actions: readonly Action[]): Promise<Written> {
  if (!actions.length) return new Map()
  const ids = actions.map(({ id }) => id)
  const which = Prisma.sql`u.plan_id = ${planId}::uuid AND u.action_id = ANY(${ids}::uuid[])`
  const rows = await queryPlainly<{ actionId: string; lines: string }>(Prisma.sql`
    SELECT "actionId", json_agg(t ORDER BY entry)::text AS lines FROM (${linesOf(which, TOLD)}) t GROUP BY "actionId"`)
  return new Map(rows.map(({ actionId, lines }) => [actionId, lines]))
}

function toRecordedUpdate(row: Line): RecordedUpdate {
  const update = toUpdate(row)
  return {
    id: row.id,
    authorId: row.authorId,
    effectiveOn: row.effectiveOn,
    recordedOn: row.recordedOn,
    recordedAt: update.recordedAt,
    kind: row.kind,
    aboutId: row.aboutId,
    correction: row.correction,
    evidence: row.evidence,
    needsApproval: row.needsApproval,
    update,
    decisions: row.decisions.map((one) => ({
      ...one,
      recordedAt: toInstant(one.recordedAt),
      effectiveOn: one.recordedOn,
    })),
  }
}
