/**
 * What pages, files and the API show, made from a plan's state by pure functions: one path for live and frozen plans,
 * so that a figure on screen, in a file and in a report cannot differ.
 */

import { type DatedTo, type IsoDate, daysBetween } from '@/lib/domain/dates'
import { overdue } from './due-date'
import { type Action, type Basis, type Pillar, type PlanState, type Section, currentStatus } from './plan'
import { indexPlan } from './plan-index'
import { type Rating, hasChangedSince, rate, suggestRag } from '@/lib/domain/status/rag'
import {
  type LeftBase,
  countLeft,
  type RollUp,
  isCounted,
  rollUpEach,
  rollUpTogether,
} from '@/lib/domain/status/roll-up'
import { type HasStatuses, isAdverse, isComplete, type PlanStatus } from '@/lib/domain/status/status'
import { type CodeAndTitle, type ActionRow, viewActionRow, worstFirst, pillarOf } from './action-row'

/** How many counted actions have a status that is known in each way; those without a status are in none. */
export type BasisCounts = Readonly<Record<Basis, number>>

export interface SectionRow extends CodeAndTitle {
  readonly id: string
  /** Null where the plan has no pillars. */
  readonly pillar: CodeAndTitle | null
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
  readonly rating: Rating
  /** The newest date for which anything was said in it. */
  readonly updated: DatedTo | null
}

export interface PillarRow extends CodeAndTitle {
  readonly id: string
  readonly aim: string
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
  readonly sections: readonly SectionRow[]
}

export interface Freshness {
  /** The date that most figures are true of, the later of two; null when nothing was ever said. */
  readonly reported: DatedTo | null
  readonly daysOld: number | null
  /** The figures that are newer, and the newest date among them: one fresh line must not make a plan look fresh. */
  readonly newer: { readonly count: number; readonly latest: DatedTo } | null
  /** How many figures are older. */
  readonly older: number
  /** The paper most of the reported figures come from. */
  readonly source: { readonly reference: string | null; readonly title: string; readonly url: string } | null
  readonly basisCounts: BasisCounts
}

export interface OverviewView {
  readonly rollUp: RollUp
  /** How many sections stand at each overall RAG; `none` for those without one. */
  readonly ragCounts: {
    readonly onTrack: number
    readonly atRisk: number
    readonly offTrack: number
    readonly none: number
  }
  readonly pillars: readonly PillarRow[]
  /** All of them, in the plan's order. */
  readonly sections: readonly SectionRow[]
  /** Counted actions with an adverse status, the worst first. */
  readonly attention: readonly ActionRow[]
  /** Those with nothing left to do. */
  readonly delivered: readonly ActionRow[]
  readonly freshness: Freshness
  /** How many counted actions are overdue, see overdue. */
  readonly overdueCount: number
  /** How many counted actions left the base because they were withdrawn, merged or superseded. */
  readonly leftBase: LeftBase
}

/** Takes a plan and today's date; returns what the leadership board's overview shows. */
export function viewOverview(plan: PlanState, today: IsoDate): OverviewView {
  const index = indexPlan(plan)
  const portions = index.portions.map((portion) => viewPortion(plan, portion))
  const pillars = plan.pillars.map((pillar) => viewPillar(plan, pillar))
  const sections = plan.sections.map((section) => viewSectionRow(plan, section))
  const ragCounts = { onTrack: 0, atRisk: 0, offTrack: 0, none: 0 }
  for (const { rating } of sections) ragCounts[rating.rag ?? 'none'] += 1
  const rowsOf = (list: 'attention' | 'delivered') =>
    portions.flatMap((portion) => portion[list]).map((action) => viewActionRow(index, action))
  return {
    rollUp: rollUpAll(plan),
    ragCounts,
    pillars,
    sections,
    attention: worstFirst(plan, rowsOf('attention')),
    delivered: rowsOf('delivered'),
    freshness: viewFreshness(plan, today),
    overdueCount: portions
      .flatMap(({ promised }) => promised)
      .filter((action) => overdue(index, action, today)).length,
    leftBase: sumOf([countLeft([]), ...portions.map(({ left }) => left)]),
  }
}

/** What is known of some of the plan's actions, by themselves. */
interface Portion {
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
  readonly left: LeftBase
  /** Counted ones: those that need attention, those that are delivered, and those that may have a day by which they were promised. */
  readonly attention: readonly Action[]
  readonly delivered: readonly Action[]
  readonly promised: readonly Action[]
  /** The days that the statuses of counted ones are true of, with how many there are and the first source of each that names one. */
  readonly days: ReadonlyMap<IsoDate, Readonly<Day>>
}

interface Day {
  readonly effective: DatedTo
  count: number
  readonly sourceIds: string[]
}

const portionsMade = new WeakMap<
  readonly Action[],
  { readonly statuses: readonly PlanStatus[]; readonly portion: Portion }
>()

/** Made once for each list while the plan has the same statuses: see the portions of the index. */
function viewPortion(plan: HasStatuses, actions: readonly Action[]): Portion {
  const { statuses } = plan
  const known = portionsMade.get(actions)
  if (known?.statuses === statuses) return known.portion
  const counted = actions.filter(isCounted)
  const days = new Map<IsoDate, Day>()
  for (const { current } of counted) {
    if (!current) continue
    const { effective, sourceIds } = current
    const day = days.get(effective.date) ?? { effective, count: 0, sourceIds: [] }
    day.count += 1
    day.sourceIds.push(...sourceIds.slice(0, 1))
    days.set(effective.date, day)
  }
  const portion = {
    rollUp: rollUpActions(plan, counted),
    basisCounts: countBases(counted),
    left: countLeft(actions),
    attention: counted.filter((action) => isAdverse(plan, currentStatus(action))),
    delivered: counted.filter((action) => isComplete(plan, currentStatus(action))),
    promised: counted.filter(({ due, timescaleId }) => due !== null || timescaleId !== null),
    days,
  }
  portionsMade.set(actions, { statuses, portion })
  return portion
}

/** Takes a plan; returns the roll-up of all its counted actions. */
export function rollUpAll(plan: PlanState): RollUp {
  return rollUpTogether(
    plan,
    indexPlan(plan).portions.map((portion) => viewPortion(plan, portion).rollUp),
  )
}

/** Takes counts of the same things, at least one; returns their sums. */
function sumOf<Counts extends Readonly<Record<string, number>>>(all: readonly Counts[]): Counts {
  const sums: Record<string, number> = {}
  for (const counts of all)
    for (const [name, number] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + number
  return sums as Counts
}

const pillarRows = new WeakMap<PlanState, Map<Pillar, PillarRow>>()

/** Takes a plan and one of its pillars; returns the pillar's row with those of its sections. */
export function viewPillar(plan: PlanState, pillar: Pillar): PillarRow {
  const rows = pillarRows.get(plan) ?? new Map<Pillar, PillarRow>()
  pillarRows.set(plan, rows)
  const known = rows.get(pillar)
  if (known) return known
  const row = makePillarRow(plan, pillar)
  rows.set(pillar, row)
  return row
}

function makePillarRow(plan: PlanState, pillar: Pillar): PillarRow {
  const sections = indexPlan(plan)
    .sectionsOf(pillar.id)
    .map((section) => viewSectionRow(plan, section))
  return {
    id: pillar.id,
    code: pillar.code,
    title: pillar.name,
    aim: pillar.aim,
    rollUp: rollUpTogether(
      plan,
      sections.map((section) => section.rollUp),
    ),
    basisCounts: sumOf([NO_BASES, ...sections.map((section) => section.basisCounts)]),
    sections,
  }
}

/** The rows of sections by the lists of their actions, each with what else it was made of. */
const sectionRows = new WeakMap<
  readonly Action[],
  { readonly of: readonly unknown[]; readonly row: SectionRow }
>()

/** Takes a plan and one of its sections; returns the section's figures and its rating. */
export function viewSectionRow(plan: PlanState, section: Section): SectionRow {
  const index = indexPlan(plan)
  const actions = index.actionsOf(section.id)
  const of = [section, index.countedOf(section.id), index.pillars, plan.rule, plan.statuses]
  const known = sectionRows.get(actions)
  if (known?.of.every((one, at) => one === of[at])) return known.row
  const row = makeSectionRow(plan, section)
  sectionRows.set(actions, { of, row })
  return row
}

function makeSectionRow(plan: PlanState, section: Section): SectionRow {
  const index = indexPlan(plan)
  const figures = rollUpActions(plan, index.countedOf(section.id))
  return {
    id: section.id,
    code: section.code,
    title: section.title,
    pillar: pillarOf(index, section),
    rollUp: figures,
    basisCounts: countBases(index.countedOf(section.id)),
    rating: rate(
      section.assessment?.overallRag ?? null,
      suggestRag(figures, plan.rule),
      hasChangedSince(section.assessment?.counts ?? null, figures.counts),
    ),
    updated: newest([
      section.assessment?.effective ?? null,
      ...index.actionsOf(section.id).map((action) => action.current?.effective ?? null),
    ]),
  }
}

/** Takes a plan and actions of a base; returns their roll-up. */
export function rollUpActions(plan: HasStatuses, actions: readonly Action[]): RollUp {
  return rollUpEach(plan, actions, currentStatus)
}

const NO_BASES: BasisCounts = { published: 0, inferred: 0, illustrative: 0, reported: 0, madeUp: 0 }

/** Takes actions of a base; returns how many of their statuses are known in each way. */
export function countBases(actions: readonly Action[]): BasisCounts {
  const counts: Record<Basis, number> = { ...NO_BASES }
  for (const { current } of actions) if (current) counts[current.basis] += 1
  return counts
}

/** Takes a plan and today's date; returns how fresh its figures are and what they rest on. */
export function viewFreshness(plan: PlanState, today: IsoDate): Freshness {
  const portions = indexPlan(plan).portions.map((portion) => viewPortion(plan, portion))
  const days = new Map<IsoDate, Day>()
  for (const [date, day] of portions.flatMap((portion) => [...portion.days])) {
    const known = days.get(date)
    if (known) {
      known.count += day.count
      known.sourceIds.push(...day.sourceIds)
    } else days.set(date, { ...day, sourceIds: [...day.sourceIds] })
  }
  // The latest first; of days that are equally common the latest counts.
  const dates = [...days.values()].sort((a, b) => (a.effective.date < b.effective.date ? 1 : -1))
  const most = Math.max(...dates.map(({ count }) => count))
  const place = dates.findIndex(({ count }) => count === most)
  const reported = dates[place]?.effective ?? null
  const latest = dates[0]?.effective
  const sum = (some: typeof dates) => some.reduce((total, { count }) => total + count, 0)
  const newer = sum(dates.slice(0, Math.max(0, place)))
  const sourceId = commonest(dates[place]?.sourceIds ?? [])
  const source = plan.sources.find(({ id }) => id === sourceId)
  return {
    reported,
    daysOld: reported && daysBetween(reported.date, today),
    newer: latest && newer > 0 ? { count: newer, latest } : null,
    older: sum(dates.slice(place + 1)),
    source: source ? { reference: source.reference, title: source.title, url: source.url } : null,
    basisCounts: sumOf([NO_BASES, ...portions.map(({ basisCounts }) => basisCounts)]),
  }
}

/** The value that stands most often, the first of those that stand equally often. */
function commonest(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return values.find((value) => counts.get(value) === most)
}

/** Takes dates, some unknown; returns the latest of them, or null when none is known. */
export function newest(dates: readonly (DatedTo | null)[]): DatedTo | null {
  return dates.reduce<DatedTo | null>(
    (best, date) => (date && (!best || date.date > best.date) ? date : best),
    null,
  )
}
