/** An action as lists show it. */

import { type DatedTo, type IsoDate } from '@/lib/domain/dates'
import {
  type Action,
  type ActivityType,
  type Basis,
  type Confidence,
  currentBucket,
  currentStatus,
  hasPillars,
  hasSections,
  type PartnerLink,
  type Section,
  type RoleMeaning,
} from './plan'
import type { OwnValues } from '@/lib/domain/own-fields'
import { type PlanIndex, ancestorsOf, descendantsOf, partnerIdsOf, partnersOf } from './plan-index'
import { meaningOf } from './roles'
import { type Lifecycle, isCounted } from '@/lib/domain/status/roll-up'
import {
  type Bucket,
  type HasStatuses,
  isAdverse,
  severityOf,
  type StatusCode,
} from '@/lib/domain/status/status'

export interface CodeAndTitle {
  readonly code: string
  readonly title: string
}

export interface PartnerName {
  readonly id: string
  readonly code: string
  readonly abbreviation: string
  readonly name: string
  /** The code of one of the plan's roles, and what it means. */
  readonly role: string
  readonly meaning: RoleMeaning
}

export interface ActionRow {
  /** Stays with the action, whatever its number. */
  readonly id: string
  readonly ref: string
  /** The numbers that it had before, the oldest first. */
  readonly formerRefs: readonly string[]
  readonly title: string
  /** Null where the plan has no such level. */
  readonly pillar: CodeAndTitle | null
  readonly section: CodeAndTitle | null
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
  readonly status: StatusCode | null
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
  /** What the plan's own fields say of it, by their codes. */
  readonly ownFields: OwnValues
  readonly partners: readonly PartnerName[]
  readonly partnersNamedOn: 'action' | 'parent' | 'section'
  /** Codes of every partner it involves: named on it, above it, on its parts or on its section. */
  readonly involves: readonly string[]
}

/** One for all actions of which nothing is said. */
const NO_VALUES: OwnValues = {}

type Context = Pick<PlanIndex, 'pillars' | 'sections' | 'partners' | 'timescales'>

/** The rows of actions by themselves, each with what else it was made of: from one state of a plan to the next most of both stay. */
const rowsMade = new WeakMap<Action, { readonly of: Context; readonly row: ActionRow }>()

/** Takes an action; returns the row that lists show. */
export function viewActionRow(index: PlanIndex, action: Action): ActionRow {
  if (action.parentId !== null || index.partsOf(action.id).length > 0) return makeActionRow(index, action)
  const { pillars, sections, partners, timescales } = index
  const known = rowsMade.get(action)
  if (
    known?.of.pillars === pillars &&
    known.of.sections === sections &&
    known.of.partners === partners &&
    known.of.timescales === timescales
  )
    return known.row
  const row = makeActionRow(index, action)
  rowsMade.set(action, { of: { pillars, sections, partners, timescales }, row })
  return row
}

function makeActionRow(index: PlanIndex, action: Action): ActionRow {
  const section = hasSections(index.plan) ? need(index.sections.get(action.sectionId)) : null
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
    pillar: section ? pillarOf(index, section) : null,
    section: section ? { code: section.code, title: section.title } : null,
    parentRef: above[0]?.ref ?? null,
    depth: above.length,
    counted: action.counted,
    lifecycle: action.lifecycle,
    ratedWith: isIn ? null : (above.find(isCounted)?.ref ?? null),
    hasCountedParts: descendantsOf(index, action).some(isCounted),
    bucket: currentBucket(action),
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
    ownFields: action.ownFields ?? NO_VALUES,
    partners: namePartners(index, links),
    partnersNamedOn: namedOn,
    involves: partnerIdsOf(index, action).map((id) => need(index.partners.get(id)).code),
  }
}

/** Takes links to partners; returns the partners' names with their roles, in the order given. */
export function namePartners(index: PlanIndex, links: readonly PartnerLink[]): PartnerName[] {
  return links.map(({ partnerId, role }) => {
    const { code, abbreviation, name } = need(index.partners.get(partnerId))
    return { id: partnerId, code, abbreviation, name, role, meaning: meaningOf(index.plan, role) }
  })
}

/** Takes a plan and rows of its actions, in its order; returns those with an adverse status first, the worst before the others. */
export function worstFirst(plan: HasStatuses, rows: readonly ActionRow[]): ActionRow[] {
  const severity = ({ status }: ActionRow) =>
    status !== null && isAdverse(plan, status) ? severityOf(plan, status) : -1
  return [...rows].sort((a, b) => severity(b) - severity(a))
}

/** Takes a section; returns its pillar, or null where the plan has none. */
export function pillarOf(index: Pick<PlanIndex, 'plan' | 'pillars'>, section: Section): CodeAndTitle | null {
  if (!hasPillars(index.plan)) return null
  const { code, name } = need(index.pillars.get(section.pillarId))
  return { code, title: name }
}

/** The database's foreign keys make these look-ups succeed; a miss means the state was put together wrongly. */
function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A plan refers to a row of itself that is not there')
  return value
}

/** Takes a plan and rows of its actions; returns them the worst first, of equal ones those whose status is newest. */
export function newestOfWorstFirst(plan: HasStatuses, rows: readonly ActionRow[]): ActionRow[] {
  const day = ({ updated }: ActionRow) => updated?.date ?? ''
  return worstFirst(
    plan,
    rows.toSorted((a, b) => (day(a) === day(b) ? 0 : day(a) < day(b) ? 1 : -1)),
  )
}
