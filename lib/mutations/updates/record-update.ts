/** Putting an update on record, and the expected date it brings. */

import 'server-only'
import type { DatedTo } from '@/lib/domain/dates'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import type { UpdateKind } from '@/lib/domain/plan/plan'
import type { StatusCode } from '@/lib/domain/status/status'
import { readCurrentUpdate } from '@/lib/queries/plan-state/progress-updates'
import type { ReportedAction, UpdateOrigin } from '@/lib/queries/updates/sent-updates'
import { dropDraft } from './draft'
import type { PlanWrite } from '@/lib/mutations/write-plan'

interface NewUpdate {
  readonly kind: UpdateKind
  readonly aboutId: string | null
  /** Checked. Its expected date is the one that holds unless it asks for another. */
  readonly report: ProgressReport
  readonly dueReason: string
  readonly submissionKey: string
  readonly needsApproval: boolean
  /** How exactly its date is known; to the day when left out. */
  readonly effectivePrecision?: DatedTo['precision']
  /** How it is known; reported here when left out. */
  readonly origin?: UpdateOrigin
  /** Of a correction: what was wrong. */
  readonly correction?: string
  /** What readers saw before this write changed it; read by itself when left out. */
  readonly seenBefore?: SeenByReaders
}

/** Takes a plan; returns where an update of it comes from that someone reports in Cairn. */
export const reportedHere = ({ publishers, title }: PlanWrite['plan']): UpdateOrigin => ({
  basis: 'reported',
  basisNote: null,
  confidence: null,
  attributedTo: publishers[0] ?? title,
  sourceIds: [],
  sourcePage: null,
})

/** Takes a write, an action and a new update of it; puts it on record, deletes its author's draft, and returns what was made. */
export async function recordUpdate(write: PlanWrite, action: ReportedAction, update: NewUpdate) {
  const { tx, plan, actor, audit } = write
  const { report, kind, aboutId, submissionKey, needsApproval } = update
  if (!report.status || !report.effectiveOn) throw new Error('An update was recorded before it was checked')
  const { sourceIds, ...origin } = update.origin ?? reportedHere(plan)
  const seenBefore = update.seenBefore ?? (await readSeenByReaders(write, action.id))
  const asksFor = report.dueOn === action.dueOn ? null : report.dueOn
  const { id } = await tx.progressUpdate.create({
    data: {
      planId: plan.id,
      actionId: action.id,
      kind,
      aboutId,
      correction: update.correction ?? null,
      status: report.status,
      narrative: report.narrative || null,
      reason: report.reason || null,
      mitigation: report.mitigation || null,
      effectiveOn: midnight(report.effectiveOn),
      effectivePrecision: update.effectivePrecision ?? 'day',
      ...origin,
      authorId: actor.id,
      submissionKey,
      needsApproval,
      dueOn: asksFor && midnight(asksFor),
      dueReason: asksFor && update.dueReason,
    },
    select: { id: true },
  })
  if (sourceIds.length > 0)
    await tx.progressUpdateSource.createMany({
      data: sourceIds.map((sourceId, position) => ({ planId: plan.id, updateId: id, position, sourceId })),
    })
  if (report.evidence.length > 0)
    await tx.progressUpdateEvidence.createMany({
      data: report.evidence.map((link, position) => ({ planId: plan.id, updateId: id, position, ...link })),
    })
  // What waits, or is of a day before the newest, changes nothing that readers see: then the entry has no "before".
  const isSeen = (await readSeenByReaders(write, action.id))?.id === id
  const { dueOn: _, ...entered } = report
  await audit({
    kind: `progress-update.${RECORDED_AS[kind]}`,
    recordType: 'progress_update',
    recordId: id,
    recordName: nameOf(write, action),
    before: isSeen ? seenBefore : null,
    after: {
      ...entered,
      evidence: entered.evidence.map(({ title, url }) => ({ title, url })),
      aboutId,
      needsApproval,
      isSeenByReaders: isSeen,
      ...(update.correction !== undefined && { correction: update.correction }),
      ...(asksFor && { asksForDueOn: asksFor }),
    },
  })
  if (asksFor && !needsApproval)
    await moveDueDate(write, action, {
      updateId: id,
      authorId: actor.id,
      dueOn: asksFor,
      reason: update.dueReason,
      effectiveOn: report.effectiveOn,
    })
  if (kind === 'correction' && aboutId !== null) await dropDraft(tx, actor.id, 'correction', aboutId)
  else await dropDraft(tx, actor.id, 'update', action.id)
  return { kind: 'saved', id, waits: needsApproval } as const
}

/** What readers see of an action, as an audit entry names it. */
type SeenByReaders = {
  id: string
  status: StatusCode
  narrative: string
  reason: string
  mitigation: string
  effectiveOn: string
} | null

/** Takes a write and an action's id; returns what readers see of it by now, null when there is nothing. */
export async function readSeenByReaders({ tx, plan }: PlanWrite, actionId: string): Promise<SeenByReaders> {
  const current = await readCurrentUpdate(plan.id, actionId, tx)
  return (
    current && {
      id: current.id,
      status: current.status,
      narrative: current.narrative ?? '',
      reason: current.reason ?? '',
      mitigation: current.mitigation ?? '',
      effectiveOn: current.effective.date,
    }
  )
}

const RECORDED_AS: Readonly<Record<UpdateKind, string>> = {
  update: 'recorded',
  nilReturn: 'confirmed',
  correction: 'corrected',
  revision: 'reworded',
  withdrawal: 'withdrawn',
}

interface Move {
  /** Null where an editor moves it, without an update. */
  readonly updateId: string | null
  readonly authorId: string | null
  readonly dueOn: string
  readonly reason: string
  readonly effectiveOn: string
}

/** Takes a write, an action and its new expected date; moves the date, and writes it to the ledger. */
export async function moveDueDate(write: PlanWrite, action: ReportedAction, move: Move): Promise<void> {
  const { tx, plan, audit } = write
  const { dueOn, effectiveOn, ...rest } = move
  await tx.dueDateMove.create({
    data: {
      ...rest,
      planId: plan.id,
      actionId: action.id,
      dueOn: midnight(dueOn),
      effectiveOn: midnight(effectiveOn),
    },
  })
  const date = { dueOn: midnight(dueOn), duePrecision: 'day' } as const
  // What had no date of its own was promised by the end of its timescale: slippage counts from there.
  const promisedBy = action.timescaleEndsOn ? midnight(action.timescaleEndsOn) : date.dueOn
  await tx.action.update({
    where: { id: action.id },
    data:
      action.originalDueOn === null
        ? { ...date, originalDueOn: promisedBy, originalDuePrecision: 'day' }
        : { ...date, dueNote: null },
  })
  await audit({
    kind: 'due-date.moved',
    recordType: 'action',
    recordId: action.id,
    recordName: nameOf(write, action),
    before: { dueOn: action.dueOn },
    after: { dueOn, reason: move.reason, updateId: move.updateId },
  })
}

/** What people call an action: "Action 18". */
export function nameOf({ plan }: PlanWrite, { ref }: Pick<ReportedAction, 'ref'>): string {
  const words = plan.words as { action?: { one?: string } } | null
  return `${words?.action?.one ?? 'Action'} ${ref}`
}

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}
