import { codeOf } from '@/lib/domain/reference'
import { makeSnapshot } from '@/lib/domain/reports/snapshot'
import type { Paper } from '@/lib/format/paper/paper'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import { vocabulary } from '@/lib/format/status/vocabulary'
import type { DraftView } from '@/lib/queries/reports/report-drafts'

/** Takes a draft; returns the report that it would be as a paper. Its figures lead to the plan as at the draft's day. */
export function makeDraftPaper({ draft, preview, previous }: DraftView): Paper {
  const { reference, title, meetingOn, content, corrects } = draft
  const document = makeSnapshot({
    plan: preview.state,
    report: { code: codeOf(reference), reference, title, meetingOn },
    frozenAt: draft.writtenAt,
    corrects: corrects && { code: corrects.code, sha256: '', why: corrects.why },
    accepted: preview.gaps.map((gap) => ({ ...gap, note: content.notes[gap.kind] ?? 'No note yet.' })),
    vocabulary: vocabulary(preview.state),
    stories: {},
    matter: preview.matter,
  })
  return makeReportPaper(
    { document, plan: preview.state, sha256: null },
    {
      corrects,
      correctedBy: null,
      previous,
      printed: [],
      figuresOf: { date: draft.asAt, precision: 'day' },
    },
  )
}
