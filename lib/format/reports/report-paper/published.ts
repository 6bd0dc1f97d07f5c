/** What a published report says that was not written here: as far as it could be read, and what in it is not published. */

import type { PublishedContents } from '@/lib/domain/reports/report-contents'
import { paths } from '@/lib/paths'
import type { Block, Span } from '@/lib/format/paper/paper'
import { type TableBlock, textCell } from '@/lib/format/plan/plan-blocks'
import { countLevel, joinNames, describeMetric } from '@/lib/format/words'
import { heading, sentence, type PaperSource } from './parts'

type Published = PaperSource & { readonly matter: { readonly published: PublishedContents } }

/** Takes a report; returns it as one that was published elsewhere, or null when it was written here. */
export function asPublished(reasons: PaperSource): Published | null {
  const { published } = reasons.matter
  return published && { ...reasons, matter: { ...reasons.matter, published } }
}

const CUT_OFF = 'The rest of the text could not be read.'

/** Takes a published report; returns what a reader has to know before its parts. */
export function aboutPublished({ plan, document, matter: { published, freshness } }: Published): Block[] {
  const { section, action } = plan.words
  const { published: known, inferred, illustrative } = freshness.basisCounts
  return [
    {
      kind: 'note',
      spans: [
        {
          text: `This is ${document.report.reference}, rebuilt from the published report as far as it could be read. `,
        },
        {
          text: `The ${section.one.toLowerCase()} ratings and percentages are published. The risks and entries are our summaries. `,
        },
        {
          text: `It does not give the status of each ${action.one.toLowerCase()}. Of ${countLevel(known + inferred + illustrative, action)}, ${known} have a published status, ${inferred} an inferred status and ${illustrative} a status that is our estimate. `,
        },
        { text: 'About these figures', href: `${paths.ratings(plan)}#basis` },
        { text: '. ' },
        {
          text: 'Where its printed figures do not match',
          href: paths.printedReport(plan.slug, published.printed),
        },
        { text: '.' },
      ],
    },
  ]
}

/** Takes a published report; returns what could not be read of its risks. */
export function risksNote({ matter: { published } }: Published): Block[] {
  return published.notes.risks === null ? [] : [sentence(`Incomplete. ${published.notes.risks}`)]
}

/** Takes a published report; returns what it lists as delivered, which is about another plan. */
export function deliveredElsewhere({ plan, matter: { published } }: Published): Block[] {
  const { otherPlan, elsewhere, notes } = published
  const { many } = plan.words.action
  return [
    heading('delivered-since', 'Delivered since the last report'),
    sentence(
      `The entries that could be read are about the ${otherPlan}, not this plan. We do not know whether the report covers ${many.toLowerCase()} of this plan.${notes.delivered ? ` ${notes.delivered}` : ''}`,
    ),
    ...elsewhere.delivered.flatMap(({ code, summary, metrics, isCutOff }): Block[] => [
      { kind: 'heading', level: 3, id: `elsewhere-${code}`, text: `Other plan, ${code}` },
      sentence(`${summary}${isCutOff ? ` ${CUT_OFF}` : ''}`),
      {
        kind: 'list',
        items: metrics.map((metric) => [{ text: `${describeMetric(metric)} (${metric.asOf})` }]),
      },
    ]),
  ]
}

/** Takes a published report; returns what it lists as off track or missed with risk, which is about another plan. */
export function offTrackElsewhere({ plan, matter: { published } }: Published): Block[] {
  const { otherPlan, elsewhere, notes } = published
  return [
    heading('off-track-elsewhere', 'Off track or date missed with risk, as published'),
    sentence(
      `The entries that could be read are about the ${otherPlan}, not this plan.${notes.offTrack ? ` ${notes.offTrack}` : ''} Those for this plan are worked out from its percentages, and marked as such.`,
    ),
    offTrackTable(plan.words.action.one, elsewhere.offTrack),
  ]
}

function offTrackTable(word: string, rows: PublishedContents['elsewhere']['offTrack']): TableBlock {
  const message = (text: string | null): Span => (text ? { text } : { text: 'Not recorded', quiet: true })
  return {
    kind: 'table',
    id: 'table-elsewhere',
    caption: `${word}s of the other plan`,
    columns: [
      { header: word, width: 27 },
      { header: 'Status', width: 17 },
      { header: 'Lead', width: 14 },
      { header: 'Reason', width: 21 },
      { header: 'What is being done about it', width: 21 },
    ],
    rows: rows.map(({ code, summary, leads, status, evidence, reason, mitigation, isCutOff }) => [
      textCell(
        { text: `Other plan, ${code} `, strong: true },
        { text: `${summary}${isCutOff ? ` ${CUT_OFF}` : ''}` },
      ),
      status
        ? { kind: 'status', bucket: status, note: `Inferred. ${evidence ?? ''}`.trim() }
        : textCell({ text: 'Not stated in the report', quiet: true }),
      textCell(message(joinNames(leads))),
      textCell(message(reason)),
      textCell(message(mitigation)),
    ]),
  }
}
