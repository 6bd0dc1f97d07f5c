/**
 * What pages, files and the API show, made from a plan's state by pure functions: one path for live and frozen plans,
 * so that a figure on screen, in a file and in a report cannot differ.
 */

import { type DatedTo, type IsoDate, daysBetween } from '@/lib/domain/dates'
import { overdue } from './due-date'
import { type Action, type Basis, type Pillar, type PlanState, type Section, currentStatus } from './plan'
import { indexPlan } from './plan-index'
import { type Rating, hasChangedSince, rate, suggestRag } from '@/lib/domain/status/rag'
import { type LeftBase, countLeft, type RollUp, rollUpEach } from '@/lib/domain/status/roll-up'
import { isAdverse, type Status } from '@/lib/domain/status/status'
import { type CodeAndTitle, type ActionRow, viewActionRow, worstFirst, pillarOf } from './action-row'

/** How many counted actions have a status that is known in each way; those without a status are in none. */
export type BasisCounts = Readonly<Record<Basis, number>>

export interface SectionRow extends CodeAndTitle {
  readonly id: string
  readonly pillar: CodeAndTitle
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
  readonly sectionCount: number
  readonly pillars: readonly PillarRow[]
  /** Counted actions that are Off Track, Delivery Date Missed with Risk or At Risk, the worst first. */
  readonly attention: readonly ActionRow[]
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
  const pillars = plan.pillars.map((pillar) => viewPillar(plan, pillar))
  const sections = pillars.flatMap((pillar) => pillar.sections)
  const ragCounts = { onTrack: 0, atRisk: 0, offTrack: 0, none: 0 }
  for (const { rating } of sections) ragCounts[rating.rag ?? 'none'] += 1
  const rowsOf = (isShown: (status: Status | null) => boolean) =>
    index.counted
      .filter((action) => isShown(currentStatus(action)))
      .map((action) => viewActionRow(index, action))
  return {
    rollUp: rollUpActions(index.counted),
    ragCounts,
    sectionCount: sections.length,
    pillars,
    attention: worstFirst(rowsOf(isAdverse)),
    delivered: rowsOf((status) => status === 'delivered'),
    freshness: viewFreshness(plan, today),
    overdueCount: index.counted.filter((action) => overdue(index, action, today)).length,
    leftBase: countLeft(plan.actions),
  }
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
  const index = indexPlan(plan)
  const sections = index.sectionsOf(pillar.id)
  const counted = sections.flatMap((section) => index.countedOf(section.id))
  return {
    id: pillar.id,
    code: pillar.code,
    title: pillar.name,
    aim: pillar.aim,
    rollUp: rollUpActions(counted),
    basisCounts: countBases(counted),
    sections: sections.map((section) => viewSectionRow(plan, section)),
  }
}

/** Takes a plan and one of its sections; returns the section's figures and its rating. */
export function viewSectionRow(plan: PlanState, section: Section): SectionRow {
  const index = indexPlan(plan)
  const figures = rollUpActions(index.countedOf(section.id))
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

/** Takes actions of a base; returns their roll-up. */
export function rollUpActions(actions: readonly Action[]): RollUp {
  return rollUpEach(actions, currentStatus)
}

/** Takes actions of a base; returns how many of their statuses are known in each way. */
export function countBases(actions: readonly Action[]): BasisCounts {
  const counts = { published: 0, inferred: 0, illustrative: 0, reported: 0, madeUp: 0 }
  for (const { current } of actions) if (current) counts[current.basis] += 1
  return counts
}

/** Takes a plan and today's date; returns how fresh its figures are and what they rest on. */
export function viewFreshness(plan: PlanState, today: IsoDate): Freshness {
  const { counted } = indexPlan(plan)
  const days = new Map<string, { readonly effective: DatedTo; count: number }>()
  for (const { current } of counted) {
    if (!current) continue
    const day = days.get(current.effective.date)
    if (day) day.count += 1
    else days.set(current.effective.date, { effective: current.effective, count: 1 })
  }
  // The latest first; of days that are equally common the latest counts.
  const dates = [...days.values()].sort((a, b) => (a.effective.date < b.effective.date ? 1 : -1))
  const most = Math.max(...dates.map(({ count }) => count))
  const place = dates.findIndex(({ count }) => count === most)
  const reported = dates[place]?.effective ?? null
  const latest = dates[0]?.effective
  const sum = (some: typeof dates) => some.reduce((total, { count }) => total + count, 0)
  const newer = sum(dates.slice(0, Math.max(0, place)))
  const sourceId = commonest(
    counted.flatMap(({ current }) =>
      current && current.effective.date === reported?.date ? current.sourceIds.slice(0, 1) : [],
    ),
  )
  const source = plan.sources.find(({ id }) => id === sourceId)
  return {
    reported,
    daysOld: reported && daysBetween(reported.date, today),
    newer: latest && newer > 0 ? { count: newer, latest } : null,
    older: sum(dates.slice(place + 1)),
    source: source ? { reference: source.reference, title: source.title, url: source.url } : null,
    basisCounts: countBases(counted),
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
