/** Parts that pages and papers of a plan have in common, as blocks. */

import { type HasRoles, titleOfMeaning } from '@/lib/domain/plan/roles'
import { isInvented } from '@/lib/domain/plan/invented'
import { langOf } from '@/lib/domain/plan/languages'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { HasLevels, PlanWords } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import { type Bucket, completeCodes, type HasStatuses, NO_UPDATE } from '@/lib/domain/status/status'
import type { SectionRow } from '@/lib/domain/plan/views'
import type { ActionRow, PartnerName } from '@/lib/domain/plan/action-row'
import { paths } from '@/lib/paths'
import { formatDate } from '@/lib/format/dates'
import type { Block, PaperCell, Span, Spans } from '@/lib/format/paper/paper'
import { NOT_PUBLISHED_MARK } from '@/lib/format/status/invented-words'
import { countLevel, STALE_RATING } from '@/lib/format/words'

type Worded = PlanAt & HasStatuses & HasLevels & { readonly words: PlanWords }
export type TableBlock = Extract<Block, { kind: 'table' }>

const NOT_RECORDED: Span = { text: 'Not recorded', quiet: true }

export function textCell(...spans: Span[]): PaperCell {
  return { kind: 'text', paragraphs: [spans] }
}

/** Takes a plan and something with a code; returns its code and title as one link. */
function nameLinked(plan: PlanAt, code: string, title: string, href: string): Span[] {
  const lang = langOf(plan)
  return [
    { text: `${code} `, strong: true, href },
    { text: title, href, ...(lang && { lang }) },
  ]
}

/** Takes a plan, an action's row; returns its reference and title, linked to its page. */
export function nameAction(plan: PlanAt, { ref, title }: Pick<ActionRow, 'ref' | 'title'>): Span[] {
  return nameLinked(plan, ref, title, paths.action(plan, ref))
}

/** Takes a plan and a section; returns its code and title, linked to its page. */
export function nameSection(plan: PlanAt, { code, title }: Pick<SectionRow, 'code' | 'title'>): Span[] {
  return nameLinked(plan, code, title, paths.section(plan, code))
}

/** Takes a bucket with how the status is known; returns the cell, with a mark where no one published or reported it. */
export function statusCell(bucket: Bucket, basis: ActionRow['basis']): PaperCell {
  return { kind: 'status', bucket, ...(isInvented(basis) && { note: NOT_PUBLISHED_MARK }) }
}

/** Takes a plan, sections, and the table's caption and id; returns the ask, its rating, how its actions stand and how fresh that is. */
export function sectionTable(
  plan: Worded,
  sections: readonly SectionRow[],
  { caption, id = 'table-sections' }: { readonly caption: string; readonly id?: string },
): TableBlock {
  const { section, action } = plan.words
  return {
    kind: 'table',
    id,
    caption,
    columns: [
      { header: section.one, width: 36 },
      { header: 'Overall', width: 17 },
      { header: `${action.many} in this ${section.one.toLowerCase()}`, width: 33 },
      { header: 'Last update', width: 14 },
    ],
    rows: sections.map((row) => [
      textCell(...nameSection(plan, row)),
      { kind: 'rag', rag: row.rating.rag, notes: describeRatingNotes(row) },
      {
        kind: 'breakdown',
        rollUp: row.rollUp,
        href: paths.actions(plan, { section: row.code, counted: 'yes' }),
      },
      textCell(row.updated ? { text: formatDate(row.updated) } : { text: 'None yet', quiet: true }),
    ]),
  }
}

function describeRatingNotes({ rating: { differs, suggestion, isStale } }: SectionRow): string[] {
  return [
    ...(differs && suggestion.rag ? [`The rule suggests ${ragLabel(suggestion.rag)}`] : []),
    ...(isStale ? [STALE_RATING] : []),
  ]
}

/** Takes a plan, its adverse actions, and the table's id and caption; returns each with who leads it, why it is rated so and what is being done. */
export function attentionTable(
  plan: Worded,
  rows: readonly ActionRow[],
  {
    id = 'table-attention',
    caption = `${plan.words.action.many} that need attention`,
  }: { readonly id?: string; readonly caption?: string } = {},
): TableBlock {
  const { one } = plan.words.action
  return {
    kind: 'table',
    id,
    caption,
    all: paths.actions(plan, {
      status: [...new Set(rows.flatMap(({ bucket }) => bucket ?? []))],
      counted: 'yes',
    }),
    columns: [
      { header: one, width: 34 },
      { header: 'Status', width: 17 },
      { header: titleOfMeaning(plan, 'lead'), width: 18 },
      { header: 'Why, and what is being done about it', width: 31 },
    ],
    rows: rows.map((row) => [
      textCell(...nameAction(plan, row)),
      statusCell(row.bucket ?? NO_UPDATE, row.basis),
      { kind: 'text', paragraphs: describeLeads(plan, row.partners) },
      { kind: 'text', paragraphs: describeWhy(row) },
    ]),
  }
}

function describeWhy({ reason, mitigation }: ActionRow): Spans[] {
  if (!reason && !mitigation) return [[NOT_RECORDED]]
  return [
    [reason ? { text: reason } : { text: 'Why: not recorded', quiet: true }],
    [mitigation ? { text: mitigation } : { text: 'What is being done about it: not recorded', quiet: true }],
  ]
}

const MOST_KEY_PARTNERS = 3

/** Takes a plan and an action's partners; returns who leads; where only key partners are named, that no lead is recorded, and the first of them. */
function describeLeads(plan: PlanAt & HasRoles, partners: readonly PartnerName[]): Spans[] {
  const [leads, keyPartners] = [listLeads(plan, partners), listKeyPartners(plan, partners)]
  if (leads.length) return [leads]
  if (!keyPartners.length) return [[NOT_RECORDED]]
  return [[NOT_RECORDED], [{ text: `${titleOfMeaning(plan, 'keyPartner')}: `, quiet: true }, ...keyPartners]]
}

/** Takes a plan and an action's partners; returns those that lead it, each linked; none where no lead is recorded. */
export function listLeads(plan: PlanAt, partners: readonly PartnerName[]): Span[] {
  return linkPartners(
    plan,
    partners.filter(({ meaning }) => meaning === 'lead'),
  )
}

/** Takes a plan and an action's partners; returns the first of its key partners, each linked, and how many more there are. */
export function listKeyPartners(
  plan: PlanAt,
  partners: readonly PartnerName[],
  most = MOST_KEY_PARTNERS,
): Span[] {
  const all = partners.filter(({ meaning }) => meaning === 'keyPartner')
  const more = all.length - most
  return [
    ...linkPartners(plan, all.slice(0, most)),
    ...(more > 0 ? [{ text: ` and ${more} more`, quiet: true }] : []),
  ]
}

function linkPartners(plan: PlanAt, partners: readonly PartnerName[]): Span[] {
  return partners.flatMap(({ code, abbreviation, name }, i) => [
    ...(i > 0 ? [{ text: ', ' }] : []),
    {
      text: abbreviation,
      href: paths.partner(plan, code),
      ...(abbreviation === name ? {} : { expansion: name }),
    },
  ])
}

/** Takes a plan and its sections; returns how far people and the rule agree: "3 of 20 sections have ratings that differ from the suggested rating: 1.1, 2.3 and 4.1."; null when no one rated any. */
export function describeAgreement(plan: Worded, sections: readonly SectionRow[]): Spans | null {
  const rated = sections.filter(({ rating }) => rating.assessed !== null)
  if (!rated.length) return null
  const differing = rated.filter(({ rating }) => rating.differs)
  const stale = rated.filter(({ rating }) => rating.isStale)
  const { section } = plan.words
  const all = countLevel(rated.length, section)
  const first: Spans = differing.length
    ? [
        {
          text: `${differing.length} of ${all} ${differing.length === 1 ? 'has a rating that differs' : 'have ratings that differ'} from the suggested rating: `,
        },
        ...linkSections(plan, differing),
        { text: '.' },
      ]
    : [
        {
          text:
            rated.length === 1
              ? `The 1 ${section.one.toLowerCase()} rating given matches the suggested rating.`
              : `All ${rated.length} ${section.one.toLowerCase()} ratings match the suggested rating.`,
        },
      ]
  if (!stale.length) return first
  return [
    ...first,
    {
      text: ` Action statuses have changed since ${stale.length} of these ratings ${stale.length === 1 ? 'was' : 'were'} made: `,
    },
    ...linkSections(plan, stale),
    { text: '.' },
  ]
}

function linkSections(plan: PlanAt, sections: readonly SectionRow[]): Span[] {
  return sections.flatMap(({ code }, i) => [
    ...(i > 0 ? [{ text: i === sections.length - 1 ? ' and ' : ', ' }] : []),
    { text: code, href: paths.section(plan, code) },
  ])
}

/** Takes a plan and its actions that are done; returns them as a list, with a mark by each status that no one published or reported. */
export function deliveredList(
  plan: PlanAt & HasStatuses,
  rows: readonly ActionRow[],
): Extract<Block, { kind: 'list' }> {
  return {
    kind: 'list',
    isShort: true,
    all: paths.actions(plan, { status: completeCodes(plan), counted: 'yes' }),
    items: rows.map((row) => [
      ...nameAction(plan, row),
      ...(isInvented(row.basis) ? [{ text: ` ${NOT_PUBLISHED_MARK}`, quiet: true }] : []),
    ]),
  }
}
