/** What a file says of itself: which plan, which day, which filters, under which licence. The same in every format. */

import type { ActionFilter, ActionSort } from '@/lib/domain/plan/action-list'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { SideName } from '@/lib/domain/movement/movement'
import { momentQuery } from '@/lib/domain/plan/plan-ref'
import { hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { formatMoment } from '@/lib/format/dates'
import { describeFilter, describeSort } from '@/lib/format/plan/filter-words'
import { describeMoment, describeToday, WHAT_IS_OF_THAT_DAY } from '@/lib/format/moment'
import { countLevel, describeShares, joinNames, lower } from '@/lib/format/words'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { describeInvented } from '@/lib/format/status/invented-words'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { countBases } from '@/lib/domain/plan/views'
import { BASIS_NOTES } from './columns'
import { describeBases } from './reader'

export interface FileAbout {
  readonly plan: PlanState
  /** The day of which the file is true. */
  readonly day: IsoDate
  /** What the figures of a report are of, where its paper names a month or a year alone. */
  readonly figuresOf?: DatedTo | null
  /** When it was made, as an instant. */
  readonly made: string
  /** Of a list of actions; other files say in their own words what they hold. */
  readonly filter?: ActionFilter
  readonly sort?: ActionSort
  readonly own?: OwnWords
  /** The page that shows the plan to people, and whom they can ask: whole addresses. */
  readonly site: { readonly page: string; readonly contact: string }
  /** The filters as parameters of an address. */
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** How many actions pass the filters, and the roll-up of those of them that are counted. */
  readonly total: number
  readonly rollUp: RollUp
}

/** What a file that is no list of actions says of itself in place of one. */
interface OwnWords {
  readonly title: string
  readonly when: string
  readonly filters: string
  readonly order: string
  readonly holds: string
  readonly sides: { readonly from: SideName; readonly to: SideName }
  /** The name of the file, up to its ending, with HOLDS in place of what it holds. */
  readonly stem: string
}

export const HOLDS = 'HOLDS'

/** A line of a cover: what it is about, and what there is to say. */
interface Fact {
  readonly name: string
  readonly value: string
}

/** Takes what a file is about; returns the licence's address and its short name where it is a known one. */
export function nameLicence({
  plan,
}: {
  readonly plan: Pick<PlanState, 'licence'>
}): { name: string; path: string; title: string } | null {
  return /open government licence.*3/i.test(plan.licence)
    ? {
        name: 'OGL-UK-3.0',
        path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
        title: plan.licence,
      }
    : null
}

/** Takes what a file is about; returns its moment in words: "As at 24 November 2026". */
export function describeWhen({ plan, day, own, figuresOf }: FileAbout): string {
  if (own) return own.when
  const when = describeMoment(plan, figuresOf) ?? describeToday(day)
  return plan.report === null ? when : `${when}, as issued in the report “${plan.report}”`
}

/** Takes what a file is about; returns the filters in one line, or that there are none. */
export function describeFilters({ plan, filter, own }: FileAbout): string {
  if (own) return own.filters
  const filters = (filter ? describeFilter(plan, filter) : []).map(({ name, value }) => `${name}: ${value}`)
  return filters.length ? filters.join('; ') : `none, every ${lower(plan.words, 'action').one} of the plan`
}

export function coverFacts(about: FileAbout): Fact[] {
  const { plan, total, rollUp, made, sort, own, site } = about
  const { action } = plan.words
  return [
    { name: 'Plan', value: `${plan.title}, ${plan.period}` },
    { name: 'Published by', value: joinNames(plan.publishers) },
    { name: 'Day', value: describeWhen(about) },
    { name: 'Filters', value: describeFilters(about) },
    { name: 'Order', value: own?.order ?? describeSort(sort) },
    {
      name: 'Contents',
      value:
        own?.holds ??
        `${countLevel(total, action)} and parts of ${action.many.toLowerCase()}, of which ${rollUp.base} ${rollUp.base === 1 ? 'is' : 'are'} counted: ${describeShares(rollUp)}.`,
    },
    { name: 'How the statuses are known', value: describeKnown(plan) },
    {
      name: plan.report === null ? 'Made' : 'Published',
      value: `${formatMoment(made)} (time in Scotland)`,
    },
    { name: 'Address', value: site.page },
    { name: 'Questions', value: site.contact },
    { name: 'Licence', value: plan.licence },
    { name: 'Attribution', value: plan.attribution },
  ]
}

/** What the figures rest on, said on the cover: an estimate must not be found in a column alone. */
function describeKnown(plan: PlanState): string {
  const { counted } = indexPlan(plan)
  const counts = countBases(counted)
  const known = describeBases(counts)
  if (!known) return 'No statuses are recorded.'
  return `Of ${countLevel(counted.length, plan.words.action)} counted in the plan: ${known}.`
}

/** Takes what a file is about; returns what its reader has to know, each with a name. */
export function fileNotes({ plan }: FileAbout): Fact[] {
  const { pillar, section, action } = plan.words
  const renamed = [
    ...(hasPillars(plan) ? [['pillar', pillar.one]] : []),
    ...(hasSections(plan) ? [['section', section.one]] : []),
    ['action', action.one],
  ].filter(([ours, theirs]) => ours !== theirs?.toLowerCase())
  const words = describeInvented(inventedInPlan(plan))
  return [
    ...(words ? [{ name: words.label, value: words.meaning }] : []),
    ...BASIS_NOTES.map(({ code, label, meaning }) => ({
      name: `Basis “${code}”`,
      value: `${label}. ${meaning}`,
    })),
    {
      name: 'Dates',
      value:
        'Where only a month or a year is known, the date is its last day, and the column for the precision says so.',
    },
    ...(plan.report !== null || (plan.asAt === null && plan.knownAt === null)
      ? []
      : [{ name: 'Earlier day', value: WHAT_IS_OF_THAT_DAY }]),
    ...(renamed.length
      ? [
          {
            name: 'Words',
            value: `This plan says ${joinNames(renamed.map(([ours, theirs]) => `“${theirs}” where the columns say “${ours}”`))}.`,
          },
        ]
      : []),
    ...plan.notes.map((value) => ({ name: 'About the plan', value })),
  ]
}

/** Takes what a file is about and what it holds; returns its name without an ending, lower-case and dashed, with plan and date. */
export function fileStem({ plan, day, query, own }: FileAbout, holds: string): string {
  if (own) return own.stem.replace(HOLDS, holds)
  const dates = momentQuery(plan).map(([name, date]) => `-${name}-${date}`)
  const filtered = Object.keys(query).some((name) => name !== 'sort') ? '-filtered' : ''
  const when = plan.report === null ? (dates.length ? dates.join('') : `-${day}`) : `-report-${plan.report}`
  return `${plan.slug}-${holds}${filtered}${when}`
}
