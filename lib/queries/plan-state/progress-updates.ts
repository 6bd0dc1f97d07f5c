/** What was said about actions: the newest of each, or all of one. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import type { PastUpdate, PlanState, ProgressUpdate } from '@/lib/domain/plan/plan'
import { type Moment, NOW } from '@/lib/domain/plan/plan-ref'
import { factsOf, MEANINGS } from '@/lib/domain/status/status'
import { isoDate } from '@/lib/queries/iso-date'
import { sameShape } from '@/lib/queries/same-shape'

export type UpdateRow = Omit<ProgressUpdate, 'effective' | 'recordedAt'> & {
  actionId: string
  effectiveOn: Date
  effectivePrecision: ProgressUpdate['effective']['precision']
  recordedAt: Date
}

/** The columns of an update's own row, which the query calls u. */
export const OWN_COLUMNS = Prisma.sql`
  u.id, u.action_id AS "actionId", u.status, u.narrative, u.reason, u.mitigation,
  u.effective_on AS "effectiveOn", u.effective_precision::text AS "effectivePrecision", u.recorded_at AS "recordedAt",
  u.attributed_to AS "attributedTo", u.basis::text, u.basis_note AS "basisNote", u.confidence::text,
  u.source_page AS "sourcePage"`

const SOURCE_IDS = Prisma.sql`
  ARRAY(SELECT s.source_id::text FROM progress_update_source s WHERE s.update_id = u.id ORDER BY s.position) AS "sourceIds"`

const COLUMNS = Prisma.sql`${OWN_COLUMNS}, ${SOURCE_IDS}`

const dayOf = (instant: Prisma.Sql) => Prisma.sql`(${instant} AT TIME ZONE 'Europe/London')::date`

/**
 * What readers may see at a moment: an update that waits for an editor's approval is not among it, and one that waited is
 * known from its approval, unless the editor who approved it replaced its wording. As heldThen of lib/domain/plan/as-at.ts has it.
 */
function visible(moment: Moment): Prisma.Sql {
  const { asAt } = moment
  const isTrue =
    asAt === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`least(u.effective_on, ${dayOf(Prisma.sql`u.recorded_at`)}) <= ${asAt}::date`
  return Prisma.sql`${isTrue} AND ${isSeen(Prisma.sql`u`, moment)} AND NOT EXISTS (
    SELECT 1 FROM progress_update r WHERE r.about_id = u.id AND r.kind = 'revision')`
}

/** What stands at a moment: visible, and no one had corrected or withdrawn it by then. */
function approvalState(moment: Moment): Prisma.Sql {
  return Prisma.sql`${visible(moment)} AND u.kind <> 'withdrawal' AND NOT EXISTS (
    SELECT 1 FROM progress_update c
    WHERE c.about_id = u.id AND c.kind IN ('correction', 'withdrawal') AND ${isSeen(Prisma.sql`c`, moment)})`
}

/** Whether an update was on record by a moment, and approved where that takes an editor. */
function isSeen(update: Prisma.Sql, { knownAt }: Moment): Prisma.Sql {
  const isKnown = (instant: Prisma.Sql) =>
    knownAt === null ? Prisma.sql`TRUE` : Prisma.sql`${dayOf(instant)} <= ${knownAt}::date`
  return Prisma.sql`CASE WHEN ${update}.needs_approval
    THEN EXISTS (SELECT 1 FROM update_decision d
      WHERE d.update_id = ${update}.id AND d.decision = 'approved' AND ${isKnown(Prisma.sql`d.recorded_at`)})
    ELSE ${isKnown(Prisma.sql`${update}.recorded_at`)} END`
}

/**
 * When two updates are true of the same day, the one recorded later stands: by its number in the ledger, since each instance of
 * the app has a clock of its own. A correction has the place of what it corrects:
 * it does not bring back what another update of that day has overtaken.
 */
const NEWEST_FIRST = Prisma.sql`u.effective_on DESC, CASE WHEN u.kind IN ('correction', 'revision') THEN (
    WITH RECURSIVE wrong AS (
      SELECT p.* FROM progress_update p WHERE p.plan_id = u.plan_id AND p.id = u.about_id
      UNION ALL
      SELECT p.* FROM progress_update p JOIN wrong w ON p.plan_id = w.plan_id AND p.id = w.about_id
      WHERE w.kind IN ('correction', 'revision'))
    SELECT w.entry FROM wrong w ORDER BY w.entry LIMIT 1)
  ELSE u.entry END DESC, u.entry DESC`

/**
 * The newest update of each action that stands at a moment, with such columns of u. Action by action, since then an index has
 * the few newest of each: of all of them at once, every one ever sent would be put in order. Of all actions, or of those (a) asked for.
 */
function newestOfEach(
  planId: string,
  moment: Moment,
  columns: Prisma.Sql,
  isAsked = Prisma.sql`TRUE`,
): Prisma.Sql {
  return Prisma.sql`
    SELECT u.* FROM action a CROSS JOIN LATERAL (
      SELECT ${columns} FROM progress_update u
      WHERE u.plan_id = ${planId}::uuid AND u.action_id = a.id AND ${approvalState(moment)}
      ORDER BY ${NEWEST_FIRST} LIMIT 1) u
    WHERE a.plan_id = ${planId}::uuid AND ${isAsked}`
}

/** Takes a plan's id and a moment; returns the query for the newest update of each of its actions then. */
export function currentUpdates(planId: string, moment: Moment) {
  return db.$queryRaw<UpdateRow[]>(newestOfEach(planId, moment, COLUMNS))
}

/** Takes a transaction, a plan's id, ids of its actions and a moment; returns the newest update of each of them that readers may see then. */
export function currentUpdatesOf(
  tx: Prisma.TransactionClient,
  planId: string,
  actionIds: readonly string[],
  moment: Moment,
) {
  const isAsked = Prisma.sql`a.id = ANY(${actionIds}::uuid[])`
  return tx.$queryRaw<UpdateRow[]>(newestOfEach(planId, moment, COLUMNS, isAsked))
}

/** Takes a transaction and a plan's id; returns the newest status of each of its actions that readers may see. */
export function currentStatuses(tx: Prisma.TransactionClient, planId: string) {
  const columns = Prisma.sql`u.action_id AS "actionId", u.status`
  return tx.$queryRaw<{ actionId: string; status: ProgressUpdate['status'] }[]>(
    newestOfEach(planId, NOW, columns),
  )
}

/** Takes a plan that its reader may see and an action of it; returns everything said about the action by the plan's moment, what was
 * corrected since included, newest first. */
export async function readHistory(plan: PlanState, actionId: string): Promise<PastUpdate[]> {
  const rows = await db.$queryRaw<(UpdateRow & Pick<PastUpdate, 'kind' | 'aboutId' | 'evidence'>)[]>`
    SELECT ${COLUMNS}, u.kind::text, u.about_id AS "aboutId", (
        SELECT coalesce(jsonb_agg(jsonb_build_object('title', e.title, 'url', e.url) ORDER BY e.position), '[]')
        FROM progress_update_evidence e WHERE e.update_id = u.id) AS evidence
    FROM progress_update u
    WHERE u.plan_id = ${plan.id}::uuid AND u.action_id = ${actionId}::uuid AND ${visible(plan)} ORDER BY ${NEWEST_FIRST}`
  const ids = new Set(rows.map(({ id }) => id))
  return rows.map(({ kind, aboutId, evidence, ...row }) => ({
    ...toProgressUpdate(row),
    kind,
    aboutId: aboutId !== null && ids.has(aboutId) ? aboutId : null,
    evidence,
  }))
}

/**
 * Takes a plan that its reader may see and ids of actions of it; returns the ids of all that was said about them by the
 * plan's moment, in the order of recording. There may be very many: they come as one text, parted by commas.
 */
export async function listUpdateIds(plan: PlanState, actionIds: readonly string[]): Promise<string> {
  const [found] = await db.$queryRaw<{ ids: string | null }[]>`
    SELECT string_agg(u.id::text, ',' ORDER BY u.entry) AS ids FROM progress_update u
    WHERE u.plan_id = ${plan.id}::uuid AND u.action_id = ANY(${actionIds}::uuid[]) AND ${visible(plan)}`
  return found?.ids ?? ''
}

/** Takes ids of actions, of whatever plans; returns whether the newest update of each that readers may see now leaves nothing to do. */
export async function readWhetherDone(actionIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const complete = MEANINGS.filter((meaning) => factsOf(meaning).complete)
  const rows = await db.$queryRaw<{ id: string; isDone: boolean }[]>`
    SELECT a.id, s.meaning::text = ANY(${complete}::text[]) AS "isDone" FROM action a CROSS JOIN LATERAL (
      SELECT u.status FROM progress_update u
      WHERE u.plan_id = a.plan_id AND u.action_id = a.id AND ${approvalState(NOW)} ORDER BY ${NEWEST_FIRST} LIMIT 1) u
    JOIN plan_status s ON s.plan_id = a.plan_id AND s.code = u.status
    WHERE a.id = ANY(${actionIds}::uuid[])`
  return new Map(rows.map(({ id, isDone }) => [id, isDone]))
}

/** Takes the ids of a plan and of an action, and the transaction to read in; returns its newest update that readers may see. */
export async function readCurrentUpdate(
  planId: string,
  actionId: string,
  reader: Prisma.TransactionClient = db,
): Promise<ProgressUpdate | null> {
  const [row] = await reader.$queryRaw<UpdateRow[]>`
    SELECT ${COLUMNS} FROM progress_update u
    WHERE u.plan_id = ${planId}::uuid AND u.action_id = ${actionId}::uuid AND ${approvalState(NOW)} ORDER BY ${NEWEST_FIRST} LIMIT 1`
  return row ? toProgressUpdate(row) : null
}

/** Takes a row of these queries; returns the update as the domain sees it. */
export function toProgressUpdate(row: UpdateRow): ProgressUpdate {
  const { effectiveOn, effectivePrecision, recordedAt, actionId: _, ...rest } = row
  return sameShape({
    ...rest,
    effective: { date: isoDate(effectiveOn), precision: effectivePrecision },
    recordedAt: recordedAt.toISOString(),
  })
}
