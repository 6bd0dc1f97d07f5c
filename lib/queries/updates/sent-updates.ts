/** What reporting on an action needs to know of it. Names of people are in it: it is for those who may report. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { canBeCorrected, isReplaced, type Sent, approvalStateOf } from '@/lib/domain/updates/corrections'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { holderOn } from '@/lib/domain/periods/updates-due'
import type { Accountable } from '@/lib/domain/people/permissions'
import type { Basis, Confidence, UpdateDecision, UpdateKind } from '@/lib/domain/plan/plan'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
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
  /** The newest by the order of recording, whatever became of it. */
  readonly latest: SentUpdate | null
}

const STANDING = {
  kind: true,
  needsApproval: true,
  decisions: { select: { decision: true }, orderBy: { entry: 'desc' }, take: 1 },
} as const satisfies Prisma.ProgressUpdateSelect

const SENT = {
  include: {
    author: { select: { id: true, name: true } },
    sources: { select: { sourceId: true }, orderBy: { position: 'asc' } },
    evidence: { select: { title: true, url: true }, orderBy: { position: 'asc' } },
    decisions: {
      select: {
        decision: true,
        comment: true,
        recordedAt: true,
        author: { select: { id: true, name: true } },
      },
      orderBy: { entry: 'desc' },
    },
    about: { select: STANDING },
    answers: { where: { kind: { in: ['correction', 'revision'] } }, select: STANDING },
  },
} as const satisfies Prisma.ProgressUpdateDefaultArgs

/** Takes a plan's id and an action's reference; returns the action, or null when the plan has none. */
export async function readReportedAction(
  planId: string,
  ref: string,
  reader: Reader = db,
): Promise<ReportedAction | null> {
  const action = await reader.action.findUnique({
    where: { planId_ref: { planId, ref } },
    include: {
      plan: { select: { startsOn: true } },
      timescale: { select: { endsOn: true } },
      contributors: { select: { personId: true } },
      accountabilities: { orderBy: { entry: 'asc' }, select: { personId: true, effectiveOn: true } },
      updates: { orderBy: { entry: 'desc' }, take: 1, ...SENT },
    },
  })
  if (!action) return null
  const { plan, timescale, contributors, accountabilities, updates } = action
  const holders = accountabilities.map(({ personId, effectiveOn }) => ({
    personId,
    from: isoDate(effectiveOn),
  }))
  return {
    id: action.id,
    ref: action.ref,
    title: action.title,
    lifecycle: action.lifecycle,
    dueOn: action.dueOn && isoDate(action.dueOn),
    originalDueOn: action.originalDueOn && isoDate(action.originalDueOn),
    timescaleEndsOn: timescale?.endsOn ? isoDate(timescale.endsOn) : null,
    planStartsOn: isoDate(plan.startsOn),
    accountable: {
      accountableId: holderOn(holders, today())?.personId ?? null,
      contributorIds: contributors.map(({ personId }) => personId),
    },
    latest: updates[0] ? toSent(updates[0]) : null,
  }
}

/** Takes the ids of a plan and of an update; returns the update, or null when the plan has none. */
export async function readSentUpdate(
  planId: string,
  id: string,
  reader: Reader = db,
): Promise<(SentUpdate & { readonly ref: string }) | null> {
  if (!isUuid(id)) return null
  const row = await reader.progressUpdate.findUnique({
    where: { planId_id: { planId, id } },
    include: { ...SENT.include, action: { select: { ref: true } } },
  })
  return row && { ...toSent(row), ref: row.action.ref }
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
  const rows = await db.progressUpdate.findMany({
    where: {
      planId,
      needsApproval: true,
      decisions: { none: {} },
      answers: { none: { kind: { in: ['correction', 'revision'] } } },
    },
    include: { ...SENT.include, action: { select: { ref: true } } },
    orderBy: { entry: 'asc' },
    take: most,
  })
  return rows.map((row) => ({ ...toSent(row), ref: row.action.ref }))
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

type SentRow = Prisma.ProgressUpdateGetPayload<typeof SENT>

function toSent(row: SentRow): SentUpdate {
  const { id, actionId, kind, aboutId, author, entry, decisions } = row
  const { basis, basisNote, confidence, attributedTo, sourcePage } = row
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
      sourceIds: row.sources.map(({ sourceId }) => sourceId),
      sourcePage,
    },
    dueReason: row.dueReason ?? '',
    recordedAt: row.recordedAt.toISOString(),
    standing: isReplaced(sent, answers) ? 'replaced' : approvalStateOf(sent),
    canBeCorrected: canBeCorrected(sent, row.about && toApprovalState(row.about), answers),
    comment: decisions.find(({ decision }) => decision === 'returned')?.comment ?? null,
    decided: newest
      ? { decision: newest.decision, by: newest.author, recordedAt: newest.recordedAt.toISOString() }
      : null,
  }
}

function toApprovalState({
  kind,
  needsApproval,
  decisions: [newest],
}: Pick<SentRow['answers'][number], 'kind' | 'needsApproval' | 'decisions'>): Sent {
  return { kind, needsApproval, decision: newest?.decision ?? null }
}
