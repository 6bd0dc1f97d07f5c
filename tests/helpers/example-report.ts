/** A small report as it was frozen, for tests of the papers and files made of it. */

import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { makeSnapshot, planOf } from '@/lib/domain/reports/snapshot'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import type { ReportRef } from '@/lib/format/reports/report-paper/parts'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { buildAction, buildAssessment, buildPlan, buildSection } from './plan-builder'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const PLAN = {
  ...buildPlan({
    sections: [buildSection('1.1', { assessment: buildAssessment('onTrack') }), buildSection('1.2')],
    actions: [
      buildAction('1', { status: 'delivered' }),
      buildAction('2', { status: 'atRisk' }),
      buildAction('3', { status: 'onTrack', sectionId: '1.2' }),
    ],
  }),
  asAt: '2025-03-31',
}

/** Takes what matters of the document and of its place among reports; returns the report, the text that was frozen, and its paper. */
export function exampleReport(
  given: Partial<Parameters<typeof makeSnapshot>[0]> = {},
  place: Partial<ReportRef> = {},
) {
  const document = makeSnapshot({
    plan: PLAN,
    frozenAt: '2025-04-01T09:00:00.000Z',
    corrects: null,
    accepted: [],
    stories: {},
    report: { code: 'lb-1', reference: 'LB(1)', title: 'A report', meetingOn: '2025-04-20' },
    vocabulary: vocabulary(PUBLISHED_SIX),
    matter: null,
    ...given,
  })
  const text = canonicalJson(document)
  const frozen = {
    document,
    plan: planOf(document),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
  const paper = makeReportPaper(frozen, {
    corrects: null,
    correctedBy: null,
    previous: null,
    printed: [],
    figuresOf: { date: '2025-03-31', precision: 'day' },
    ...place,
  })
  return { ...frozen, text, paper }
}
