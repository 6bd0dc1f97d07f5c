/** Issuing a report that closes an invented period: drafted by rule, checked and frozen as any other. No one reviews what no one believes. */

import 'server-only'
import { today } from '@/lib/clock'
import type { DemoPeriod, DemoReport } from '@/demo/history'
import { findObstacles } from '@/lib/domain/reports/draft-obstacles'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import type { DraftContent } from '@/lib/domain/reports/report-draft'
import { type PlanFigures, readFigures } from '@/lib/domain/reports/report-figures'
import { codeOf } from '@/lib/domain/reference'
import type { WriteVocabulary } from '@/lib/domain/reports/snapshot'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { previewReport } from '@/lib/queries/reports/draft-preview'
import { recordAudit } from '@/lib/audit/append'
import { freeze, writeDocument } from '@/lib/mutations/reports/freeze'
import { inTransaction } from '@/lib/mutations/write-plan'
import { reportMessages } from '@/lib/format/reports/messages'

/** What writes the text that a report's draft begins with: lib/format/reports/draft-text.ts. */
export type WriteDraft = (ground: { readonly figures: PlanFigures; readonly risks: null }) => DraftContent

/**
 * Takes a plan's id, an invented period, its report, the words and colours that pages show today, and what writes a draft's
 * text; freezes the plan as at the period's day under the report's name. Returns false, and issues nothing, where it was issued
 * before. Throws where a person could not issue it either.
 */
export async function issueDemonstration(
  planId: string,
  { asAt }: DemoPeriod,
  { reference, title, meetingOn, note, head, risks }: DemoReport,
  vocabulary: WriteVocabulary,
  write: WriteDraft,
): Promise<boolean> {
  const code = codeOf(reference)
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, note]))
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM plan WHERE id = ${planId}::uuid FOR NO KEY UPDATE`
    if (await tx.snapshot.findUnique({ where: { planId_code: { planId, code } } })) return false
    // No one else writes to this plan meanwhile, so what is read here is what the transaction would read.
    const state = await loadPlan(planId, { asAt, knownAt: null })
    const drafted = write({ figures: readFigures(state, asAt), risks: null })
    // No one must take it for a fact, wherever its text is read.
    const content = { ...drafted, notes, risks, summary: `${head}\n\n${drafted.summary}` }
    const written = { title, content, corrects: null, handChecks: [], writerIds: [] }
    const preview = await previewReport(state, written, today(), { code, reference })
    const obstacles = findObstacles({ content, corrects: null }, preview).map(reportMessages.obstacle)
    if (obstacles.length) throw new Error(`${reference} cannot be issued: ${obstacles.join('; ')}`)
    const document = await writeDocument(tx, {
      state,
      vocabulary,
      matter: preview.matter,
      frozenById: null,
      changes: preview.changes,
      accepted: preview.gaps.map((gap) => ({ ...gap, note })),
      report: { code, reference, title, meetingOn },
    })
    const { id, sha256 } = await freeze(tx, document)
    await recordAudit(tx, planId, null, {
      kind: 'report.issued',
      recordType: 'snapshot',
      recordId: id,
      recordName: `Report ${reference}`,
      after: { code, reference, title, meetingOn, asAt, sha256 },
    })
    return true
  })
}
