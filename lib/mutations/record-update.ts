/** Putting an update on record, and the expected date it brings. */

import 'server-only'
import type { DatedTo } from '@/lib/domain/dates'
import type { ProgressReport } from '@/lib/domain/progress-report'
import type { UpdateKind } from '@/lib/domain/plan'
import type { ReportedAction } from '@/lib/queries/sent-updates'
import { dropDraft } from './draft'
import type { PlanWrite } from './write-plan'

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
}

/** Takes a write, an action and a new update of it; puts it on record, deletes its author's draft, and returns what was made. */
export async function recordUpdate(write: PlanWrite, action: ReportedAction, update: NewUpdate) {
  const { tx, plan, actor, audit } = write
  const { report, kind, aboutId, submissionKey, needsApproval } = update
  if (!report.status || !report.effectiveOn) throw new Error('An update was recorded before it was checked')
  const asksFor = report.dueOn === action.dueOn ? null : report.dueOn
  const { id } = await tx.progressUpdate.create({
    data: {
      planId: plan.id,
      actionId: action.id,
      kind,
      aboutId,
      status: report.status,
      narrative: report.narrative || null,
      reason: report.reason || null,
      mitigation: report.mitigation || null,
      effectiveOn: midnight(report.effectiveOn),
      effectivePrecision: update.effectivePrecision ?? 'day',
      attributedTo: plan.publishers[0] ?? plan.title,
      basis: 'reported',
      authorId: actor.id,
      submissionKey,
      needsApproval,
      dueOn: asksFor && midnight(asksFor),
      dueReason: asksFor && update.dueReason,
    },
    select: { id: true },
  })
  if (report.evidence.length > 0)
    await tx.progressUpdateEvidence.createMany({
      data: report.evidence.map((link, position) => ({ planId: plan.id, updateId: id, position, ...link })),
    })
  await audit({
    kind: `progress-update.${RECORDED_AS[kind]}`,
    recordType: 'progress_update',
    recordId: id,
    recordName: nameOf(write, action),
    before: action.latest && { ...plain(action.latest.report), id: action.latest.id },
    after: { ...plain(report), aboutId, needsApproval, dueOn: asksFor },
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

const RECORDED_AS: Readonly<Record<UpdateKind, string>> = {
  update: 'recorded',
  nilReturn: 'confirmed',
  correction: 'corrected',
  revision: 'reworded',
}

interface Move {
  readonly updateId: string
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

function plain({ evidence, ...rest }: ProgressReport) {
  return { ...rest, evidence: evidence.map(({ title, url }) => ({ title, url })) }
}

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}
