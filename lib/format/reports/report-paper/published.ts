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

const CUT_OFF = 'The text that could be read breaks off here.'

/** Takes a published report; returns what a reader has to know before its parts. */
export function aboutPublished({ plan, document, matter: { published, freshness } }: Published): Block[] {
  const { section, action } = plan.words
  const { published: known, inferred, illustrative } = freshness.basisCounts
  return [
    {
      kind: 'note',
      spans: [
        {
          text: `This is ${document.report.reference} rebuilt from what was published, as far as it could be read. `,
        },
        {
          text: `Published are the ratings of ${section.many.toLowerCase()} and the shares below them, and the entries that say so; risks and entries are our own summaries. `,
        },
        {
          text: `It does not say where single ${action.many.toLowerCase()} stand: of ${countLevel(known + inferred + illustrative, action)}, the status of ${known} follows from what was published, that of ${inferred} is inferred from a text and that of ${illustrative} is our choice. `,
        },
        { text: 'What these mean', href: `${paths.ratings(plan)}#basis` },
        { text: '. ' },
        {
          text: 'Where its printed figures do not agree',
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
      `The entries that could be read are about the ${otherPlan}, the sister plan of this one. Whether the report tells of ${many.toLowerCase()} of this plan is not known.${notes.delivered ? ` ${notes.delivered}` : ''}`,
    ),
    ...elsewhere.delivered.flatMap(({ code, summary, metrics, isCutOff }): Block[] => [
      { kind: 'heading', level: 3, id: `elsewhere-${code}`, text: `Sister plan, ${code}` },
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
      `The entries that could be read are about the ${otherPlan}, the sister plan of this one.${notes.offTrack ? ` ${notes.offTrack}` : ''} Those of this plan below are worked out from its shares, and marked so.`,
    ),
    offTrackTable(plan.words.action.one, elsewhere.offTrack),
  ]
}

function offTrackTable(word: string, rows: PublishedContents['elsewhere']['offTrack']): TableBlock {
  const message = (text: string | null): Span => (text ? { text } : { text: 'Not recorded', quiet: true })
  return {
    kind: 'table',
    id: 'table-elsewhere',
    caption: `${word}s of the sister plan`,
    columns: [
      { header: word, width: 27 },
      { header: 'Status', width: 17 },
      { header: 'Lead', width: 14 },
      { header: 'Reason', width: 21 },
      { header: 'What is being done', width: 21 },
    ],
    rows: rows.map(({ code, summary, leads, status, evidence, reason, mitigation, isCutOff }) => [
      textCell(
        { text: `Sister plan, ${code} `, strong: true },
        { text: `${summary}${isCutOff ? ` ${CUT_OFF}` : ''}` },
      ),
      status
        ? { kind: 'status', bucket: status, note: `Inferred. ${evidence ?? ''}`.trim() }
        : textCell({ text: 'The report does not say which of the two', quiet: true }),
      textCell(message(joinNames(leads))),
      textCell(message(reason)),
      textCell(message(mitigation)),
    ]),
  }
}
