/**
 * What pages, files and the API show, made from a plan's state by pure functions: one path for live and frozen plans,
 * so that a figure on screen, in a file and in a report cannot differ.
 */

import { type DatedTo, type IsoDate, daysBetween } from '@/lib/domain/dates'
import { overdue } from './due-date'
import {
  type Action,
  type ActivityType,
  type Basis,
  type Confidence,
  type PartnerLink,
  type PartnerRole,
  type Pillar,
  type PlanState,
  type Section,
  currentStatus,
} from './plan'
import { type PlanIndex, ancestorsOf, descendantsOf, indexPlan, partnerIdsOf, partnersOf } from './plan-index'
import { type Rating, hasChangedSince, rate, suggestRag } from '@/lib/domain/status/rag'
import {
  type LeftBase,
  countLeft,
  type Lifecycle,
  type RollUp,
  isCounted,
  rollUp,
} from '@/lib/domain/status/roll-up'
import { type Bucket, type Status, isAdverse } from '@/lib/domain/status/status'

/** How many counted actions have a status that is known in each way; those without a status are in none. */
export type BasisCounts = Readonly<Record<Basis, number>>

export interface CodeAndTitle {
  readonly code: string
  readonly title: string
}

export interface PartnerName {
  readonly id: string
  readonly code: string
  readonly abbreviation: string
  readonly name: string
  readonly role: PartnerRole
}

export interface ActionRow {
  /** Stays with the action, whatever its number. */
  readonly id: string
  readonly ref: string
  /** The numbers that it had before, the oldest first. */
  readonly formerRefs: readonly string[]
  readonly title: string
  readonly pillar: CodeAndTitle
  readonly section: CodeAndTitle
  readonly parentRef: string | null
  /** How many actions stand above it: 0 for a numbered action. */
  readonly depth: number
  readonly counted: boolean
  readonly lifecycle: Lifecycle
  /** For an action that is not counted: the counted action above it that it is rated with, if there is one. */
  readonly ratedWith: string | null
  /** Whether parts of it are counted in its place. */
  readonly hasCountedParts: boolean
  /** For a counted action: where it lands in every roll-up. Null when it is not counted. */
  readonly bucket: Bucket | null
  readonly status: Status | null
  readonly basis: Basis | null
  readonly confidence: Confidence | null
  readonly reason: string | null
  readonly mitigation: string | null
  /** When the status was true. */
  readonly updated: DatedTo | null
  readonly activity: ActivityType | null
  readonly timescale: (CodeAndTitle & { readonly endsOn: IsoDate | null }) | null
  readonly due: DatedTo | null
  readonly dueNote: string | null
  readonly partners: readonly PartnerName[]
  readonly partnersNamedOn: 'action' | 'parent' | 'section'
  /** Codes of every partner it involves: named on it, above it, on its parts or on its section. */
  readonly involves: readonly string[]
}

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
  const rows = index.counted.map((action) => viewActionRow(index, action))
  const attention = worstFirst(rows.filter((row) => isAdverse(row.status)))
  return {
    rollUp: rollUpActions(index.counted),
    ragCounts,
    sectionCount: sections.length,
    pillars,
    attention,
    delivered: rows.filter((row) => row.status === 'delivered'),
    freshness: viewFreshness(plan, today),
    overdueCount: index.counted.filter((action) => overdue(index, action, today)).length,
    leftBase: countLeft(plan.actions),
  }
}

/** Takes a plan and one of its pillars; returns the pillar's row with those of its sections. */
export function viewPillar(plan: PlanState, pillar: Pillar): PillarRow {
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
  return rollUp(actions.map((action) => ({ status: currentStatus(action) })))
}

/** Takes actions of a base; returns how many of their statuses are known in each way. */
export function countBases(actions: readonly Action[]): BasisCounts {
  const counts = { published: 0, inferred: 0, illustrative: 0, reported: 0, madeUp: 0 }
  for (const { current } of actions) if (current) counts[current.basis] += 1
  return counts
}

/** Takes an action; returns the row that lists show. */
export function viewActionRow(index: PlanIndex, action: Action): ActionRow {
  const section = need(index.sections.get(action.sectionId))
  const above = ancestorsOf(index, action)
  const isIn = isCounted(action)
  const timescale = action.timescaleId === null ? undefined : index.timescales.get(action.timescaleId)
  const { links, namedOn } = partnersOf(index, action)
  const status = currentStatus(action)
  return {
    id: action.id,
    ref: action.ref,
    formerRefs: action.formerRefs ?? [],
    title: action.title,
    pillar: pillarOf(index, section),
    section: { code: section.code, title: section.title },
    parentRef: above[0]?.ref ?? null,
    depth: above.length,
    counted: action.counted,
    lifecycle: action.lifecycle,
    ratedWith: isIn ? null : (above.find(isCounted)?.ref ?? null),
    hasCountedParts: descendantsOf(index, action).some(isCounted),
    bucket: isIn ? (status ?? 'noUpdate') : null,
    status,
    basis: action.current?.basis ?? null,
    confidence: action.current?.confidence ?? null,
    reason: action.current?.reason ?? null,
    mitigation: action.current?.mitigation ?? null,
    updated: action.current?.effective ?? null,
    activity: action.activity,
    timescale: timescale ? { code: timescale.code, title: timescale.label, endsOn: timescale.endsOn } : null,
    due: action.due,
    dueNote: action.dueNote,
    partners: namePartners(index, links),
    partnersNamedOn: namedOn,
    involves: partnerIdsOf(index, action).map((id) => need(index.partners.get(id)).code),
  }
}

/** Takes links to partners; returns the partners' names with their roles, in the order given. */
export function namePartners(index: PlanIndex, links: readonly PartnerLink[]): PartnerName[] {
  return links.map(({ partnerId, role }) => {
    const { code, abbreviation, name } = need(index.partners.get(partnerId))
    return { id: partnerId, code, abbreviation, name, role }
  })
}

const SEVERITY: Partial<Record<Status, number>> = { offTrack: 0, missedWithRisk: 1, atRisk: 2 }

/** Takes action rows in the plan's order; returns them Off Track first, then Delivery Date Missed with Risk, then At Risk. */
export function worstFirst(rows: readonly ActionRow[]): ActionRow[] {
  const severity = (row: ActionRow) => (row.status && SEVERITY[row.status]) ?? 3
  return [...rows].sort((a, b) => severity(a) - severity(b))
}

/** Takes action rows; returns them the worst first, of equal ones those whose status is newest. */
export function newestOfWorstFirst(rows: readonly ActionRow[]): ActionRow[] {
  const day = ({ updated }: ActionRow) => (updated ? Date.parse(updated.date) : 0)
  return worstFirst(rows.toSorted((a, b) => day(b) - day(a)))
}

/** Takes a plan and today's date; returns how fresh its figures are and what they rest on. */
export function viewFreshness(plan: PlanState, today: IsoDate): Freshness {
  const updates = indexPlan(plan).counted.flatMap((action) => action.current ?? [])
  const dates = updates.map(({ effective }) => effective).sort((a, b) => (a.date < b.date ? 1 : -1))
  const commonDate = commonest(dates.map(({ date }) => date))
  const reported = dates.find(({ date }) => date === commonDate) ?? null
  const [latest] = dates
  const newer = dates.filter(({ date }) => reported !== null && date > reported.date).length
  const sourceId = commonest(
    updates
      .filter(({ effective }) => effective.date === commonDate)
      .flatMap(({ sourceIds }) => sourceIds.slice(0, 1)),
  )
  const source = plan.sources.find(({ id }) => id === sourceId)
  return {
    reported,
    daysOld: reported && daysBetween(reported.date, today),
    newer: latest && newer > 0 ? { count: newer, latest } : null,
    older: dates.filter(({ date }) => reported !== null && date < reported.date).length,
    source: source ? { reference: source.reference, title: source.title, url: source.url } : null,
    basisCounts: countBases(indexPlan(plan).counted),
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

function pillarOf(index: PlanIndex, section: Section): CodeAndTitle {
  const { code, name } = need(index.pillars.get(section.pillarId))
  return { code, title: name }
}

/** The database's foreign keys make these look-ups succeed; a miss means the state was put together wrongly. */
function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A plan refers to a row of itself that is not there')
  return value
}
