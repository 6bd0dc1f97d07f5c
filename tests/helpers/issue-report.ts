/** Issuing a report where the way there is not what the test is about. */

import { randomUUID } from 'node:crypto'
import type { DraftName, DraftContent } from '@/lib/domain/reports/report-draft'
import type { WriteVocabulary } from '@/lib/domain/reports/snapshot'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { startDraft } from '@/lib/mutations/reports/report-drafts'
import { connect } from './plan-rows'

export interface ReportRequest extends DraftName {
  readonly notes: DraftContent['notes']
  readonly corrects: { readonly code: string; readonly why: string } | null
  readonly summary?: string
}

/** Takes a draft's id; writes past the review that it was reviewed. */
export async function markReviewed(draftId: string): Promise<void> {
  const db = await connect()
  await db.query(
    `UPDATE report_draft SET state = 'reviewed', reviewed_by_id = last_writer_id, reviewed_at = now() WHERE id = $1`,
    [draftId],
  )
  await db.end()
}

/** Takes a plan's slug, a report and the vocabulary; drafts and issues it as the actor, without a review. Returns its code. */
export async function issueReport(
  slug: string,
  { notes, summary = '', ...request }: ReportRequest,
  vocabulary: WriteVocabulary,
): Promise<string> {
  const content = { summary, risks: '', delivered: {}, notes, risksFrom: null }
  const id = await startDraft(slug, { ...request, content, submissionKey: randomUUID() })
  await markReviewed(id)
  return issueDraft(slug, id, 1, vocabulary, { figures: [], note: '' })
}
