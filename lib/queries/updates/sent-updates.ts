/** What reporting on an action needs to know of it. Names of people are in it: it is for those who may report. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { canBeCorrected, isReplaced, type Sent, approvalStateOf } from '@/lib/domain/updates/corrections'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { holderOn } from '@/lib/domain/periods/updates-due'
import type { Accountable } from '@/lib/domain/people/permissions'
import type { Basis, Confidence, UpdateDecision, UpdateKind } from '@/lib/domain/plan/plan'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import type { StatusCode } from '@/lib/domain/status/status'
import type { Lifecycle } from '@/lib/domain/status/roll-up'
import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import { isoDate } from '@/lib/queries/iso-date'

/** The database, or a transaction of it. */
type Reader = Prisma.TransactionClient

/** How an update is known. */
export interface UpdateOrigin {
  readonly basis: Basis
  readonly basisNote: string | null
  readonly confidence: Confidence | null
  /** The body that stands for it. */
  readonly attributedTo: string
  /** In their order. */
  readonly sourceIds: readonly string[]
  /** Where in them it is. */
  readonly sourcePage: string | null
}

/** An update as it was sent, with what became of it. */
export interface SentUpdate {
  readonly id: string
  readonly actionId: string
  readonly kind: UpdateKind
  readonly aboutId: string | null
  readonly report: ProgressReport
  readonly effectivePrecision: DatedTo['precision']
  readonly origin: UpdateOrigin
  /** Why it asks for another expected date; empty when it does not. */
  readonly dueReason: string
  readonly author: { readonly id: string; readonly name: string } | null
  /** An instant. */
  readonly recordedAt: string
  readonly entry: bigint
  readonly standing: 'shown' | 'waiting' | 'returned' | 'replaced'
  readonly canBeCorrected: boolean
  /** What the editor said who returned it. */
  readonly comment: string | null
  /** The newest decision of an editor on it; null when there is none. */
  readonly decided: (Meanwhile & { readonly decision: UpdateDecision }) | null
}

export interface ReportedAction {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly lifecycle: Lifecycle
  /** The expected date that holds, and the first one. */
  readonly dueOn: IsoDate | null
  readonly originalDueOn: IsoDate | null
  readonly timescaleEndsOn: IsoDate | null
  readonly planStartsOn: IsoDate
  readonly accountable: Accountable
  /** The newest by the order of recording that was not withdrawn, whatever became of it. */
  readonly latest: SentUpdate | null
}

/** What was approved or returned of an update, the newest decision first. */
const decisionsOf = (update: Prisma.Sql) => Prisma.sql`
  SELECT coalesce(jsonb_agg(jsonb_build_object('decision', d.decision, 'comment', d.comment, 'recordedAt', d.recorded_at,
    'author', jsonb_build_object('id', p.id, 'name', p.name)) ORDER BY d.entry DESC), '[]')
  FROM update_decision d JOIN person p ON p.id = d.author_id WHERE d.update_id = ${update}.id`

const approvalStateOfRow = (update: Prisma.Sql) => Prisma.sql`
  jsonb_build_object('kind', ${update}.kind, 'needsApproval', ${update}.needs_approval, 'decisions', (${decisionsOf(update)}))`

/** All there is of an update that the query calls u, in one row: Prisma would ask nine times. */
const SENT = Prisma.sql`
  u.id::text, u.action_id::text AS "actionId", u.kind::text, u.about_id::text AS "aboutId", u.status, u.narrative, u.reason, u.mitigation,
  u.effective_on AS "effectiveOn", u.effective_precision::text AS "effectivePrecision", u.recorded_at AS "recordedAt", u.entry,
  u.attributed_to AS "attributedTo", u.basis::text, u.basis_note AS "basisNote", u.confidence::text, u.source_page AS "sourcePage",
  u.needs_approval AS "needsApproval", u.due_on AS "dueOn", u.due_reason AS "dueReason",
  (SELECT jsonb_build_object('id', id, 'name', name) FROM person WHERE id = u.author_id) AS author,
  ARRAY(SELECT source_id::text FROM progress_update_source WHERE update_id = u.id ORDER BY position) AS "sourceIds",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('title', title, 'url', url) ORDER BY position), '[]')
    FROM progress_update_evidence WHERE update_id = u.id) AS evidence,
  (${decisionsOf(Prisma.sql`u`)}) AS decisions,
  (SELECT ${approvalStateOfRow(Prisma.sql`a`)} FROM progress_update a WHERE a.id = u.about_id) AS about,
  (SELECT coalesce(jsonb_agg(${approvalStateOfRow(Prisma.sql`r`)}), '[]')
    FROM progress_update r WHERE r.about_id = u.id AND r.kind IN ('correction', 'revision', 'withdrawal')) AS answers`

interface Decision {
  readonly decision: UpdateDecision
  readonly comment: string | null
  readonly recordedAt: string
  readonly author: { readonly id: string; readonly name: string }
}

interface ApprovalRow {
  readonly kind: UpdateKind
  readonly needsApproval: boolean
  readonly decisions: readonly Decision[]
}

interface SentRow extends ApprovalRow, UpdateOrigin {
  readonly id: string
  readonly actionId: string
  readonly aboutId: string | null
  readonly status: StatusCode
  readonly narrative: string | null
  readonly reason: string | null
  readonly mitigation: string | null
  readonly effectiveOn: Date
  readonly effectivePrecision: DatedTo['precision']
  readonly recordedAt: Date
  readonly entry: bigint
  readonly dueOn: Date | null
  readonly dueReason: string | null
  readonly author: { readonly id: string; readonly name: string } | null
  readonly evidence: ProgressReport['evidence']
  readonly about: ApprovalRow | null
  readonly answers: readonly ApprovalRow[]
}

interface ActionRow {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly lifecycle: Lifecycle
  readonly dueOn: Date | null
  readonly originalDueOn: Date | null
  readonly timescaleEndsOn: Date | null
  readonly planStartsOn: Date
  readonly contributorIds: readonly string[]
  /** In the order of recording. */
  readonly holders: readonly { readonly personId: string | null; readonly from: IsoDate }[]
}

/** Takes a plan's id and an action's reference; returns the action, or null when the plan has none. */
export async function readReportedAction(
  planId: string,
  ref: string,
  reader: Reader = db,
): Promise<ReportedAction | null> {
  const [action = null] = await readActions(planId, Prisma.sql`a.ref = ${ref}`, reader)
  return action
}

/** Takes the ids of a plan and of actions; returns those of them that the plan has, by their ids. */
export async function readReportedActions(
  planId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReportedAction>> {
  const actions = await readActions(planId, Prisma.sql`a.id = ANY (${ids}::uuid[])`, db)
  return new Map(actions.map((action) => [action.id, action]))
}

async function readActions(planId: string, which: Prisma.Sql, reader: Reader): Promise<ReportedAction[]> {
  const actions = await reader.$queryRaw<ActionRow[]>`
    SELECT a.id::text, a.ref, a.title, a.lifecycle::text, a.due_on AS "dueOn", a.original_due_on AS "originalDueOn",
      t.ends_on AS "timescaleEndsOn", p.starts_on AS "planStartsOn",
      ARRAY(SELECT person_id::text FROM contributor WHERE action_id = a.id) AS "contributorIds",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'from', effective_on) ORDER BY entry), '[]')
        FROM accountability WHERE action_id = a.id) AS holders
    FROM action a JOIN plan p ON p.id = a.plan_id LEFT JOIN timescale t ON t.id = a.timescale_id
    WHERE a.plan_id = ${planId}::uuid AND ${which}`
  if (actions.length === 0) return []
  const rows = await reader.$queryRaw<SentRow[]>`
    SELECT ${SENT} FROM progress_update u WHERE u.id IN (
      SELECT DISTINCT ON (n.action_id) n.id FROM progress_update n
      WHERE n.plan_id = ${planId}::uuid AND n.action_id = ANY (${actions.map(({ id }) => id)}::uuid[])
        AND n.kind <> 'withdrawal'
        AND NOT EXISTS (SELECT 1 FROM progress_update w WHERE w.about_id = n.id AND w.kind = 'withdrawal')
      ORDER BY n.action_id, n.entry DESC)`
  const latest = new Map(rows.map((row) => [row.actionId, toSent(row)]))
  return actions.map((action) => ({
    id: action.id,
    ref: action.ref,
    title: action.title,
    lifecycle: action.lifecycle,
    dueOn: action.dueOn && isoDate(action.dueOn),
    originalDueOn: action.originalDueOn && isoDate(action.originalDueOn),
    timescaleEndsOn: action.timescaleEndsOn && isoDate(action.timescaleEndsOn),
    planStartsOn: isoDate(action.planStartsOn),
    accountable: {
      accountableId: holderOn(action.holders, today())?.personId ?? null,
      contributorIds: action.contributorIds,
    },
    latest: latest.get(action.id) ?? null,
  }))
}

/** Takes the ids of a plan and of updates; returns those of them that the plan has. */
export async function readSentUpdates(planId: string, ids: readonly string[]): Promise<SentUpdate[]> {
  const rows = await db.$queryRaw<SentRow[]>`
    SELECT ${SENT} FROM progress_update u
    WHERE u.plan_id = ${planId}::uuid AND u.id = ANY (${ids.filter(isUuid)}::uuid[])`
  return rows.map(toSent)
}

/** Takes the ids of a plan and of an update; returns the update, or null when the plan has none. */
export async function readSentUpdate(
  planId: string,
  id: string,
  reader: Reader = db,
): Promise<(SentUpdate & { readonly ref: string }) | null> {
  if (!isUuid(id)) return null
  const [row] = await reader.$queryRaw<(SentRow & { ref: string })[]>`
    SELECT ${SENT}, o.ref FROM progress_update u JOIN action o ON o.id = u.action_id
    WHERE u.plan_id = ${planId}::uuid AND u.id = ${id}::uuid`
  return row ? { ...toSent(row), ref: row.ref } : null
}

/** Takes any text, such as a part of an address; returns whether it can be an id or a form's key. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** Takes a plan's id and a number; returns the updates that wait for approval, the oldest first and no more than so many. */
export async function readWaiting(
  planId: string,
  most: number,
): Promise<(SentUpdate & { readonly ref: string })[]> {
  const rows = await db.$queryRaw<(SentRow & { ref: string })[]>`
    SELECT ${SENT}, o.ref FROM progress_update u JOIN action o ON o.id = u.action_id
    WHERE u.plan_id = ${planId}::uuid AND u.needs_approval
      AND NOT EXISTS (SELECT 1 FROM update_decision d WHERE d.update_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM progress_update r WHERE r.about_id = u.id AND r.kind IN ('correction', 'revision'))
    ORDER BY u.entry LIMIT ${most}`
  return rows.map((row) => ({ ...toSent(row), ref: row.ref }))
}

/** Takes the ids of a plan and of an action; returns whether an update of it waits for approval. */
export async function hasWaiting(planId: string, actionId: string): Promise<boolean> {
  const waiting = await db.progressUpdate.findFirst({
    where: {
      planId,
      actionId,
      needsApproval: true,
      decisions: { none: {} },
      answers: { none: { kind: 'correction' } },
    },
    select: { id: true },
  })
  return waiting !== null
}

function toSent(row: SentRow): SentUpdate {
  const { id, actionId, kind, aboutId, author, entry, decisions } = row
  const { basis, basisNote, confidence, attributedTo, sourceIds, sourcePage } = row
  const [newest] = decisions
  const sent = toApprovalState(row)
  const answers = row.answers.map(toApprovalState)
  return {
    id,
    actionId,
    kind,
    aboutId,
    author,
    entry,
    report: {
      status: row.status,
      narrative: row.narrative ?? '',
      reason: row.reason ?? '',
      mitigation: row.mitigation ?? '',
      effectiveOn: isoDate(row.effectiveOn),
      dueOn: row.dueOn && isoDate(row.dueOn),
      evidence: row.evidence,
    },
    effectivePrecision: row.effectivePrecision,
    origin: {
      basis,
      basisNote,
      confidence,
      attributedTo,
      sourceIds,
      sourcePage,
    },
    dueReason: row.dueReason ?? '',
    recordedAt: row.recordedAt.toISOString(),
    standing: isReplaced(sent, answers) ? 'replaced' : approvalStateOf(sent),
    canBeCorrected: canBeCorrected(sent, row.about && toApprovalState(row.about), answers),
    comment: decisions.find(({ decision }) => decision === 'returned')?.comment ?? null,
    decided: newest
      ? {
          decision: newest.decision,
          by: newest.author,
          recordedAt: new Date(newest.recordedAt).toISOString(),
        }
      : null,
  }
}

function toApprovalState({ kind, needsApproval, decisions: [newest] }: ApprovalRow): Sent {
  return { kind, needsApproval, decision: newest?.decision ?? null }
}
