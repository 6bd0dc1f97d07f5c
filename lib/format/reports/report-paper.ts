/** An issued report as a paper, in the shape of the board's own: LB(25)03-03. */

import { hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { mainChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import { rowsOfEach } from '@/lib/domain/paging'
import { viewOverview } from '@/lib/domain/plan/views'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { paths } from '@/lib/paths'
import { describeChart } from '@/lib/format/charts/chart-words'
import { formatDate, formatDay, formatMoment } from '@/lib/format/dates'
import { GAP_WORDS } from './gap-words'
import { describePrintedHeadline } from '@/lib/format/printed/printed-headline'
import { inventedBlocks } from '@/lib/format/status/invented-words'
import type { Block, Paper } from '@/lib/format/paper/paper'
import {
  attentionTable,
  deliveredList,
  nameAction,
  nameSection,
  describeAgreement,
  sectionTable,
} from '@/lib/format/plan/plan-blocks'
import { asked, freshness, slipped, unanswered } from './report-paper/answers'
import {
  heading,
  type Other,
  paragraph,
  type Parts,
  type ReportRef,
  type ReportSource,
  type PaperSource,
} from './report-paper/parts'
import {
  aboutPublished,
  asPublished,
  deliveredElsewhere,
  offTrackElsewhere,
  risksNote,
} from './report-paper/published'
import { deliveredSince, moved } from './report-paper/since-report'
import { risks, summary } from './report-paper/text'
import { typedFigures } from './typed-figures'
import { countLevel, oneOfWords } from '@/lib/format/words'
import { completeCodes, completeLabel, statusesThat } from '@/lib/domain/status/status'

/** Takes what a report froze and its place among the others; returns it as a paper. It names no person. */
export function makeReportPaper(source: ReportSource, place: ReportRef): Paper {
  const { plan, document } = source
  const { report } = document
  const asAt = plan.asAt ?? document.frozenAt.slice(0, 10)
  const parts: Parts = { ...source, ...place, overview: viewOverview(plan, asAt) }
  const { matter } = document
  // Reports of version 1 have none of these.
  const reasons = (part: (from: PaperSource) => Block[]) => (matter ? part({ ...parts, matter }) : [])
  const published = matter && asPublished({ ...parts, matter })
  const own = (part: (from: PaperSource) => Block[]) => (published ? [] : reasons(part))
  return {
    label: `${plan.title} · ${report.reference}`,
    title: report.title,
    lines: [
      `Figures as at ${formatDate(place.figuresOf)}`,
      ...(report.meetingOn ? [`For the meeting of ${formatDay(report.meetingOn)}`] : []),
    ],
    plan,
    blocks: [
      ...inventedBlocks(plan),
      ...(published ? aboutPublished(published) : []),
      ...reasons(summary),
      ...assessment(parts, asAt),
      ...reasons(risks),
      ...(published ? risksNote(published) : []),
      ...progress(parts),
      ...(published ? deliveredElsewhere(published) : reasons(deliveredSince)),
      ...(published ? offTrackElsewhere(published) : []),
      ...attention(parts),
      ...reasons(moved),
      ...slipped(parts),
      // Of the first report it would be the same list twice.
      ...(matter?.delivered && !matter.since ? [] : delivered(parts)),
      ...own(unanswered),
      ...reasons(freshness),
      ...own(asked),
      ...gaps(parts),
      ...reasons(typedFigures),
      ...about(parts),
    ],
  }
}

function assessment({ plan, overview, printed }: Parts, asAt: string): Block[] {
  const agreement = describeAgreement(plan, overview.sections)
  const chart = viewStatusChart(plan, mainChart(plan), asAt)
  return [
    heading('assessment', 'Assessment overview'),
    { kind: 'headline', overview },
    ...printed.map((one): Block => paragraph(describePrintedHeadline(plan, one))),
    ...(agreement ? [paragraph(agreement)] : []),
    { kind: 'chart', chart, words: describeChart(chart, plan.words) },
  ]
}

function progress({ plan, overview: { pillars, sections: all } }: Parts): Block[] {
  const { section, action } = plan.words
  if (!hasSections(plan)) return []
  const most = rowsOfEach(all.length, pillars.length || 1)
  if (!hasPillars(plan))
    return [
      heading('progress', 'Progress overview'),
      all.length
        ? { ...sectionTable(plan, all, { caption: section.many }), all: paths.files(plan), most }
        : paragraph([{ text: `No ${section.many.toLowerCase()}.` }]),
    ]
  return [
    heading('progress', 'Progress overview'),
    ...pillars.flatMap(({ code, title, rollUp, sections }): Block[] => [
      {
        kind: 'heading',
        level: 3,
        id: `pillar-${code}`,
        text: title,
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
            {
              ...sectionTable(plan, sections, {
                caption: `${section.many} of ${title}`,
                id: `table-pillar-${code}`,
              }),
              all: paths.pillar(plan, code),
              most,
            },
          ]
        : [paragraph([{ text: `No ${section.many.toLowerCase()}.` }])]),
    ]),
  ]
}

/** What is worse than at risk, such as off track; then what is at risk: each with its lead, its reason and what is being done. */
function attention({ plan, overview, document }: Parts): Block[] {
  // A published report lists those of another plan as well.
  const where = document.matter?.published ? ', in this plan' : ''
  const adverse = statusesThat(plan, ({ adverse: is }) => is)
  const worse = adverse.filter(({ meaning }) => meaning !== 'atRisk').map(({ code }) => code)
  const [grave, risky] = [true, false].map((isWorse) =>
    overview.attention.filter(({ status }) => worse.includes(status ?? '') === isWorse),
  ) as [ActionRow[], ActionRow[]]
  // A plan may have no status of the one kind or the other.
  const name = (isWorse: boolean) =>
    oneOfWords(adverse.filter(({ code }) => worse.includes(code) === isWorse).map(({ label }) => label)) ||
    (isWorse ? 'Need attention most' : 'Need attention')
  const listed = (id: string, text: string, rows: readonly ActionRow[]): Block[] => [
    heading(id, text),
    rows.length ? attentionTable(plan, rows, { id: `table-${id}`, caption: text }) : noneOf(plan),
  ]
  return [
    ...listed('attention', `${name(true)}${where}`, grave),
    ...listed('at-risk', `${name(false)}${where}`, risky),
  ]
}

function delivered({ plan, overview }: Parts): Block[] {
  const rows = overview.delivered
  return [
    heading('delivered', completeLabel(plan)),
    ...(rows.length
      ? [
          paragraph([
            {
              text: `${rows.length} of ${countLevel(overview.rollUp.base, plan.words.action)}`,
              href: paths.actions(plan, { status: completeCodes(plan), counted: 'yes' }),
            },
            { text: '.' },
          ]),
          deliveredList(plan, rows),
        ]
      : [noneOf(plan)]),
  ]
}

function gaps({ plan, document: { accepted } }: Parts): Block[] {
  return [
    heading('gaps', 'Gaps'),
    ...(accepted.length
      ? []
      : [paragraph([{ text: 'None found in updates, leads, ratings, mitigations and disputes.' }])]),
    ...accepted.flatMap(({ kind, where, note }): Block[] => [
      {
        kind: 'heading',
        level: 3,
        id: `gap-${kind}`,
        text: `${GAP_WORDS[kind].title} (${where.length})`,
      },
      paragraph([{ text: note }]),
      {
        kind: 'list',
        folded: 'Show which',
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
        ...(sha256 ? [{ term: 'Issued', value: [{ text: formatMoment(frozenAt) }] }] : []),
        ...(corrects
          ? [{ term: 'Corrects', value: [link(corrects), { text: `: ${correction?.why ?? ''}` }] }]
          : []),
        ...(correctedBy
          ? [
              {
                term: 'Corrected by',
                value: [link(correctedBy), { text: `: ${correctedBy.correction ?? ''}` }],
              },
            ]
          : []),
        ...(previous ? [{ term: 'Previous report', value: [link(previous)] }] : []),
        ...(sha256
          ? [
              { term: 'Fingerprint (SHA-256)', value: [{ text: sha256 }] },
              {
                term: 'Check this report',
                value: [
                  { text: 'Check that it is unchanged', href: paths.verifyReport(plan.slug, report.code) },
                ],
              },
            ]
          : [{ term: 'Issued', value: [{ text: 'Not yet. This is a draft' }] }]),
        { term: 'Licence', value: [{ text: plan.attribution }] },
      ],
    },
  ]
}

const noneOf = ({ words }: PlanState): Block =>
  paragraph([{ text: `No ${words.action.many.toLowerCase()}.` }])
