/** The published report that the first plan comes with, as the first of the plan's reports. */

import 'server-only'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import type { PublishedContents, ReportContents } from '@/lib/domain/reports/report-contents'
import type { WriteVocabulary } from '@/lib/domain/reports/snapshot'
import { viewFreshness } from '@/lib/domain/plan/views'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readGaps } from '@/lib/queries/reports/readiness'
import { recordAudit } from '@/lib/audit/append'
import { freeze, writeDocument } from './freeze'
import { inTransaction } from '@/lib/mutations/write-plan'
import { reportMessages } from '@/lib/format/reports/messages'

/** The last day of the month that its figures are of: LB(25)03-03 says "February 2025" and names no day. */
const AS_AT = '2025-02-28'
/** What the report says besides figures. */
interface Content {
  readonly risks: string
  /** Null where it has nothing of another plan. */
  readonly published: PublishedContents | null
}

/**
 * Takes the id of the first plan, just loaded, the words and colours that pages show today, and what the report says besides
 * figures; freezes it as LB(25)03-03 reported it. Does nothing where the plan has a report: what another start began, and was
 * then killed, may have been finished meanwhile.
 */
export async function issuePublished(
  planId: string,
  vocabulary: WriteVocabulary,
  { risks, published }: Content,
): Promise<void> {
  await inTransaction(async (tx) => {
    // Longer than anyone takes to issue it.
    await tx.$queryRaw`SELECT set_config(name, '60s', true) FROM unnest(ARRAY['lock_timeout', 'statement_timeout']) AS name`
    await tx.$queryRaw`SELECT 1 FROM plan WHERE id = ${planId}::uuid FOR NO KEY UPDATE`
    if (await tx.snapshot.count({ where: { planId } })) return
    const composed = await composeReport(planId, vocabulary, { risks, published })
    const { id, sha256 } = await freeze(tx, await writeDocument(tx, composed))
    const { report } = composed
    await recordAudit(tx, planId, null, {
      kind: 'report.issued',
      recordType: 'snapshot',
      recordId: id,
      recordName: `Report ${report.reference}`,
      after: { ...report, asAt: AS_AT, sha256 },
    })
  })
}

async function composeReport(
  planId: string,
  vocabulary: WriteVocabulary,
  { risks, published }: Content,
): Promise<Parameters<typeof writeDocument>[1]> {
  const state = await loadPlan(planId, { asAt: AS_AT, knownAt: null })
  const source = state.sources.find(({ code }) => code === 'lb-25-03-03')
  if (!source?.reference) throw new Error('The plan does not name the published report among its sources')
  const { code, reference } = source
  // Lists of sources carry the reference in the title.
  const title = source.title.replace(` (${reference})`, '')
  const accepted = (await readGaps(state, AS_AT)).map((gap) => ({
    ...gap,
    note: reportMessages.publishedNote,
  }))
  const report = { code, reference, title, meetingOn: null }
  const figures = readFigures(state, AS_AT)
  const textOf = (text: string) => resolveText(text, figures).text
  const contents: ReportContents = {
    texts: { summary: textOf(''), risks: textOf(risks) },
    delivered: null,
    since: null,
    unanswered: null,
    asks: [],
    disputes: [],
    published,
    freshness: viewFreshness(state, AS_AT),
  }
  return { state, report, accepted, vocabulary, matter: contents, frozenById: null }
}
