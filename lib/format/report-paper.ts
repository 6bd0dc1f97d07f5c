/** An issued report as a paper, in the shape of the board's own: LB(25)03-03. */

import type { PlanState } from '@/lib/domain/plan'
import type { ReportName, SnapshotDocument } from '@/lib/domain/snapshot'
import { viewStatusChart } from '@/lib/domain/status-chart'
import { holdsExamples, isPartlyUnpublished, type OverviewView, viewOverview } from '@/lib/domain/views'
import { paths } from '@/lib/paths'
import { describeChart } from './chart-words'
import { formatDay, formatMoment } from './dates'
import { GAP_WORDS } from './gap-words'
import type { Block, Paper } from './paper'
import {
  attentionTable,
  deliveredList,
  nameAction,
  nameSection,
  sayAgreement,
  sayUnpublished,
  sectionTable,
} from './plan-blocks'
import { countLevel, INVENTED } from './words'

/** What a report froze. */
export interface ReportSource {
  readonly document: SnapshotDocument
  /** The plan that the document holds. */
  readonly plan: PlanState
  readonly sha256: string
}

type Other = Pick<ReportName, 'code' | 'reference'> | null

/** What the list of reports knows of one, and its document does not. */
export interface ReportPlace {
  readonly corrects: Other
  readonly correctedBy: Other
  /** The report before it. */
  readonly previous: Other
}

/** What its parts are made from. */
interface Parts extends ReportSource, ReportPlace {
  readonly overview: OverviewView
}

/** Takes what a report froze and its place among the others; returns it as a paper. It names no person. */
export function makeReportPaper(source: ReportSource, place: ReportPlace): Paper {
  const { plan, document } = source
  const { report } = document
  const asAt = plan.asAt ?? document.frozenAt.slice(0, 10)
  const parts: Parts = { ...source, ...place, overview: viewOverview(plan, asAt) }
  return {
    label: `${plan.title} · ${report.reference}`,
    title: report.title,
    lines: [
      `Figures as at ${formatDay(asAt)}`,
      ...(report.meetingOn ? [`For the meeting of ${formatDay(report.meetingOn)}`] : []),
    ],
    plan,
    blocks: [
      ...(holdsExamples(plan) ? [sayInvented(plan)] : []),
      ...assessment(parts, asAt),
      ...progress(parts),
      ...attention(parts),
      ...delivered(parts),
      ...gaps(parts),
      ...about(parts),
    ],
  }
}

function sayInvented(plan: PlanState): Block {
  const notes = { text: 'Which ones, and what is published', href: `${paths.ratings(plan)}#notes` }
  return {
    kind: 'note',
    spans: [{ text: 'Illustrative demonstration. ', strong: true }, { text: `${INVENTED} ` }, notes],
  }
}

function assessment({ plan, overview }: Parts, asAt: string): Block[] {
  const agreement = sayAgreement(
    plan,
    overview.pillars.flatMap(({ sections }) => sections),
  )
  const chart = viewStatusChart(plan, 'pillars', asAt)
  return [
    heading('assessment', 'Assessment overview'),
    { kind: 'headline', overview },
    ...(agreement ? [paragraph(agreement)] : []),
    { kind: 'chart', chart, words: describeChart(chart, plan.words) },
  ]
}

function progress({ plan, overview: { pillars } }: Parts): Block[] {
  const { section, action } = plan.words
  return [
    heading('progress', 'Progress overview'),
    ...pillars.flatMap(({ code, title, rollUp, sections }): Block[] => [
      {
        ...{ kind: 'heading', level: 3, id: `pillar-${code}`, text: title },
        href: paths.pillar(plan, code),
      },
      paragraph([
        {
          text: countLevel(rollUp.base, action),
          href: paths.actions(plan, { pillar: code, counted: 'yes' }),
        },
        { text: ` · ${rollUp.sentence}` },
      ]),
      ...(sections.length
        ? [
            sectionTable(plan, sections, {
              caption: `${section.many} of ${title}`,
              id: `table-pillar-${code}`,
            }),
          ]
        : [paragraph([{ text: `No ${section.many.toLowerCase()}.` }])]),
    ]),
  ]
}

function attention({ plan, overview }: Parts): Block[] {
  const rows = overview.attention
  return [
    heading('attention', 'Off track, at risk, or date missed with risk'),
    ...(isPartlyUnpublished(rows) ? [paragraph(sayUnpublished(plan))] : []),
    rows.length ? attentionTable(plan, rows) : noneOf(plan),
  ]
}

function delivered({ plan, overview }: Parts): Block[] {
  const rows = overview.delivered
  return [
    heading('delivered', 'Delivered'),
    ...(rows.length
      ? [
          paragraph([
            {
              text: countLevel(rows.length, plan.words.action),
              href: paths.actions(plan, { status: 'delivered' }),
            },
            { text: ` of ${overview.rollUp.base}.` },
          ]),
          deliveredList(plan, rows),
        ]
      : [noneOf(plan)]),
  ]
}

function gaps({ plan, document: { accepted } }: Parts): Block[] {
  return [
    heading('gaps', 'What was missing'),
    ...(accepted.length ? [] : [paragraph([{ text: 'Nothing that Cairn looks for.' }])]),
    ...accepted.flatMap(({ kind, where, note }): Block[] => [
      {
        ...{ kind: 'heading', level: 3, id: `gap-${kind}` },
        text: `${GAP_WORDS[kind].title} (${where.length})`,
      },
      paragraph([{ text: note }]),
      {
        ...{ kind: 'list', folded: 'Which ones' },
        items: where.map(({ level, code, title }) =>
          level === 'action' ? nameAction(plan, { ref: code, title }) : nameSection(plan, { code, title }),
        ),
      },
    ]),
  ]
}

function about({ plan, document, sha256, corrects, correctedBy, previous }: Parts): Block[] {
  const { report, frozenAt, corrects: correction } = document
  const link = (other: NonNullable<Other>) => ({
    text: other.reference,
    href: paths.report(plan.slug, other.code),
  })
  return [
    heading('about', 'About this report'),
    {
      kind: 'facts',
      items: [
        { term: 'Frozen', value: [{ text: formatMoment(frozenAt) }] },
        ...(corrects
          ? [{ term: 'Corrects', value: [link(corrects), { text: `: ${correction?.why ?? ''}` }] }]
          : []),
        ...(correctedBy ? [{ term: 'Corrected by', value: [link(correctedBy)] }] : []),
        ...(previous ? [{ term: 'Report before', value: [link(previous)] }] : []),
        { term: 'Fingerprint (SHA-256)', value: [{ text: sha256 }] },
        {
          term: 'Is it unchanged?',
          value: [{ text: 'Verify this report', href: paths.verifyReport(plan.slug, report.code) }],
        },
        { term: 'Licence', value: [{ text: plan.attribution }] },
      ],
    },
  ]
}

const heading = (id: string, text: string): Block => ({ kind: 'heading', level: 2, id, text })

const paragraph = (spans: Extract<Block, { kind: 'paragraph' }>['spans']): Block => ({
  kind: 'paragraph',
  spans,
})

const noneOf = ({ words }: PlanState): Block =>
  paragraph([{ text: `None of its counted ${words.action.many.toLowerCase()}.` }])
