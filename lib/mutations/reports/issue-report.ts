/** Issuing a report: the plan as at a day is frozen under its name, for ever. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { checkByHand, freezeFigures, type Ticked } from '@/lib/domain/reports/draft-figures'
import { findObstacles } from '@/lib/domain/reports/draft-obstacles'
import { findReferenceProblem, freeCode, REPORT_PAGES } from '@/lib/domain/reference'
import type { DraftName } from '@/lib/domain/reports/report-draft'
import type { WriteVocabulary } from '@/lib/domain/reports/snapshot'
import { InvalidError, NotFoundError, UnseenError } from '@/lib/errors'
import { type DraftRecord } from '@/lib/queries/reports/draft-records'
import { readPlanVersion } from '@/lib/queries/plan-state/plan-state'
import { previewReport, type DraftPreview } from '@/lib/queries/reports/draft-preview'
import { auditChecks, findDraft } from '@/lib/mutations/updates/find-draft'
import { type Correction, freeze, writeDocument } from './freeze'
import { reportMessages } from '@/lib/format/reports/messages'
import { type PlanTransaction, type PlanWrite, writePrepared } from '@/lib/mutations/write-plan'

/**
 * Takes a plan's slug, a draft's id, the version of it that the editor saw, the words and colours that pages show today, and the
 * figures that the editor ticked as checked by hand;
 * freezes the plan as at the draft's day with its texts, removes the draft, and returns the report's code. Throws InvalidError
 * by what keeps it from being issued, NotFoundError, and what writePlan throws.
 */
export async function issueDraft(
  slug: string,
  draftId: string,
  version: number,
  vocabulary: WriteVocabulary,
  ticked: Ticked,
): Promise<string> {
  return writePrepared(
    slug,
    RIGHTS.draftReports,
    async (write) => {
      const { tx, plan, actor, today } = write
      const issued = await findIssued(write, draftId)
      if (issued !== null) return issued
      const draft = await findDraft(write, draftId)
      refuseUnseen(draft, version)
      const correction = await findCorrected(tx, plan.id, draft)
      const code = await giveCode(tx, plan.id, draft)
      // As a rule the editor's page has just read it.
      const state = await readPlanVersion(plan, { asAt: draft.asAt, knownAt: null })
      const preview = await previewReport(state, draft, today, { code, reference: draft.reference })
      const by = { byId: actor.id, at: new Date().toISOString() }
      const checked = checkByHand(preview.typed, ticked, by)
      refuseUnready(draft, { ...preview, typed: checked.figures })
      const { reference, title, meetingOn, content } = draft
      const document = await writeDocument(tx, {
        state,
        vocabulary,
        correction,
        matter: { ...preview.matter, typedFigures: freezeFigures(checked.figures, draft.writerIds) },
        accepted: preview.gaps.map((gap) => ({ ...gap, note: content.notes[gap.kind] ?? '' })),
        report: { code, reference, title, meetingOn },
        frozenById: actor.id,
        changes: preview.changes,
      })
      return { draft, document, added: checked.added }
    },
    // The draft is still the one that was read: it changes with the version of its plan.
    async ({ tx, audit }, prepared) => {
      if (typeof prepared === 'string') return prepared
      const { draft, document, added } = prepared
      const { report, asAt, correction } = document
      const { id, sha256 } = await freeze(tx, document)
      await tx.reportDraft.delete({ where: { id: draft.id } })
      await audit({
        kind: 'report.issued',
        recordType: 'snapshot',
        recordId: id,
        recordName: `Report ${report.reference}`,
        after: {
          ...report,
          asAt,
          sha256,
          corrects: correction?.code ?? null,
          correction: correction?.why ?? null,
          draft: draft.id,
          reviewedById: draft.reviewed?.byId ?? null,
          ...auditChecks(added),
        },
      })
      return report.code
    },
  )
}

/** The code of the report that a draft became, where the form that issues it is sent a second time. */
async function findIssued(
  { tx, plan }: Pick<PlanWrite, 'tx' | 'plan'>,
  draftId: string,
): Promise<string | null> {
  const entry = await tx.auditEntry.findFirst({
    where: { planId: plan.id, kind: 'report.issued', after: { path: ['draft'], equals: draftId } },
    select: { recordId: true },
  })
  const report =
    entry &&
    (await tx.snapshot.findFirst({ where: { planId: plan.id, id: entry.recordId }, select: { code: true } }))
  return report?.code ?? null
}

/** No one issues, sends on or reviews what they have not seen. Takes a draft and the version that someone saw; throws UnseenError when that is not the newest. */
export function refuseUnseen(draft: Pick<DraftRecord, 'version'>, version: number): void {
  if (draft.version !== version)
    throw new UnseenError({
      form: reportMessages.changedMeanwhile,
    })
}

/** Takes a draft and the report that it would be; throws InvalidError, all reasons at once, where that cannot be issued. */
function refuseUnready(draft: DraftRecord, preview: DraftPreview): void {
  const obstacles = findObstacles(draft, preview)
  const reasons = obstacles
    .filter(({ kind }) => kind !== 'gap' && kind !== 'typed')
    .map(reportMessages.obstacle)
  const unchecked = obstacles.find(({ kind }) => kind === 'typed')
  if (draft.state !== 'reviewed') reasons.push(reportMessages.notReviewed)
  const gaps = obstacles.flatMap((one) =>
    one.kind === 'gap' ? [[`note-${one.gap}`, reportMessages.obstacle(one)]] : [],
  )
  const form = reasons.length ? { form: reportMessages.notPublishedBecause(reasons) } : {}
  if (obstacles.length || reasons.length)
    throw new InvalidError({
      ...form,
      ...(unchecked && { ticked: reportMessages.obstacle(unchecked) }),
      ...Object.fromEntries(gaps),
    })
}

/**
 * Takes a transaction, a plan's id, the day of a report's figures and what it corrects; returns the report that it corrects, or null.
 * Throws NotFoundError, and InvalidError where that one cannot be corrected so.
 */
export async function findCorrected(
  tx: PlanTransaction,
  planId: string,
  {
    corrects,
    asAt,
  }: Pick<DraftName, 'asAt'> & { readonly corrects: { readonly code: string; readonly why: string } | null },
): Promise<Correction | null> {
  if (!corrects) return null
  const row = await tx.snapshot.findUnique({
    where: { planId_code: { planId, code: corrects.code } },
    select: { id: true, code: true, sha256: true, asAt: true, correctedBy: { select: { id: true } } },
  })
  if (!row) throw new NotFoundError('report', corrects.code)
  if (row.correctedBy) throw new InvalidError({ form: reportMessages.correctedAlready })
  if (row.asAt.toISOString().slice(0, 10) !== asAt)
    throw new InvalidError({ asAt: reportMessages.correctionOfAnotherDay })
  return { id: row.id, code: row.code, sha256: row.sha256, why: corrects.why }
}

/** A reference is given once, but to corrections. */
async function giveCode(
  tx: PlanTransaction,
  planId: string,
  { reference, corrects }: Pick<DraftRecord, 'reference' | 'corrects'>,
): Promise<string> {
  const problem = findReferenceProblem(reference, REPORT_PAGES)
  if (problem) throw new InvalidError({ reference: reportMessages.wrongReference(problem, reference) })
  const taken = await tx.snapshot.findMany({ where: { planId }, select: { code: true } })
  const code = freeCode(
    reference,
    corrects !== null,
    taken.map((row) => row.code),
  )
  if (code === null) throw new InvalidError({ reference: reportMessages.referenceTaken })
  return code
}
