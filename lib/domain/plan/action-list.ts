/** Narrowing and ordering a list of actions, for the page, the API and files alike. */

import { type Action, type ActivityType, currentBucket, currentStatus, type PlanState } from './plan'
import { indexPlan, partnerIdsOf, partnersOf, type PlanIndex } from './plan-index'
import { isCounted } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf } from '@/lib/domain/status/status'
import { isAmong } from '@/lib/domain/own-fields'
import { NO_TIMESCALE } from './timescale-views'

export const ACTIVITY_CHOICES = ['existing', 'new', 'unknown'] as const
/** Existing or new activity, or the actions of which the plan does not say. */
type ActivityChoice = ActivityType | 'unknown'

/** What a list is narrowed to. Everything asked for has to hold; null, '' and an empty list ask for nothing. */
export interface ActionFilter {
  readonly pillar: string | null
  readonly section: string | null
  /** Any of these. Only a counted action can be without an update: the others are not expected to have one. */
  readonly status: readonly Bucket[]
  /** A partner that the action involves, as the partner's own page counts it. */
  readonly partner: string | null
  /** A timescale's code, or NO_TIMESCALE. */
  readonly timescale: string | null
  readonly activity: ActivityChoice | null
  /** Every word of it occurs, as matchesText says. */
  readonly text: string
  /** Only the actions that enter a roll-up. */
  readonly counted: boolean
  /** Of the plan's own fields, by their codes: any of these choices. */
  readonly own: Readonly<Record<string, readonly string[]>>
}

/** The filter that lets every action through. */
export const EVERY_ACTION: ActionFilter = {
  pillar: null,
  section: null,
  status: [],
  partner: null,
  timescale: null,
  activity: null,
  text: '',
  counted: false,
  own: {},
}

/**
 * Takes a plan, a filter and a sort; returns the actions that pass the filter, sorted. The page, the API and files all list these.
 * Actions with nothing to sort by (not counted, no date) come last in either direction, and equal ones keep the plan's order.
 */
export function selectActions(
  plan: PlanState,
  filter: ActionFilter,
  sort: ActionSort = PLAN_ORDER,
): Action[] {
  return sortActions(plan, filterActions(plan, filter), sort)
}

type ActionTest = (action: Action) => boolean

function filterActions(plan: PlanState, filter: ActionFilter): Action[] {
  const index = indexPlan(plan)
  const sectionOf = ({ sectionId }: Action) => index.sections.get(sectionId)
  const idOf = (rows: readonly { id: string; code: string }[], wanted: string) =>
    rows.find(({ code }) => code === wanted)?.id
  const tests: ActionTest[] = []
  if (filter.pillar !== null) {
    const pillarId = idOf(plan.pillars, filter.pillar)
    tests.push((action) => sectionOf(action)?.pillarId === pillarId)
  }
  if (filter.section !== null) tests.push((action) => sectionOf(action)?.code === filter.section)
  if (filter.counted) tests.push(isCounted)
  if (filter.status.length > 0)
    tests.push((action) => {
      const state = currentBucket(action) ?? currentStatus(action)
      return state !== null && filter.status.includes(state)
    })
  if (filter.timescale !== null)
    tests.push((action) => (timescaleOf(index, action)?.code ?? NO_TIMESCALE) === filter.timescale)
  if (filter.activity !== null) tests.push(({ activity }) => (activity ?? 'unknown') === filter.activity)
  if (filter.partner !== null) {
    const partnerId = idOf(plan.partners, filter.partner)
    tests.push((action) => partnerIdsOf(index, action).some((id) => id === partnerId))
  }
  for (const [code, choices] of Object.entries(filter.own))
    tests.push(({ ownFields }) => isAmong(ownFields?.[code], choices))
  tests.push(matchesNumber(filter.text, plan.words.action.one) ?? matchesText(index, filter.text))
  return plan.actions.filter((action) => tests.every((passes) => passes(action)))
}

const timescaleOf = (index: PlanIndex, { timescaleId }: Action) =>
  timescaleId === null ? undefined : index.timescales.get(timescaleId)

/**
 * Takes what was typed and what the plan calls an action; returns a test of actions by their number, or null where none was named.
 * "Action 26" asks for action 26 and its parts, by its number or one that it had before.
 */
function matchesNumber(text: string, actionWord: string): ActionTest | null {
  const typed = foldText(text).trim()
  const word = [foldText(actionWord), 'ACTION'].find((one) => typed.startsWith(`${one} `))
  const number = word === undefined ? '' : typed.slice(word.length).trim()
  if (!/^\S*\d\S*$/.test(number)) return null
  const isAt = (ref: string) => foldText(ref) === number || foldText(ref).startsWith(`${number}.`)
  return ({ ref, formerRefs = [] }) => [ref, ...formerRefs].some(isAt)
}

/**
 * Takes what was typed; returns a test of actions: every word of it occurs in the action's reference (or one it had before), title, section
 * title or a partner's name or abbreviation. Case, accents and the shape of quotes and hyphens make no difference.
 */
function matchesText(index: PlanIndex, text: string): ActionTest {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return () => true
  return (action) => {
    const partners = partnersOf(index, action).links.flatMap(({ partnerId }) => {
      const partner = index.partners.get(partnerId)
      return partner ? [partner.abbreviation, partner.name] : []
    })
    const { ref, formerRefs = [], title, sectionId } = action
    const section = index.sections.get(sectionId)?.title ?? ''
    // Joined by a character that no word holds, so that none matches across two fields.
    const haystack = foldText([ref, ...formerRefs, title, section, ...partners].join('\n'))
    return words.every((word) => haystack.includes(word))
  }
}

/** Upper case folds more than lower case does: "ß" with "ss", both forms of the Greek small sigma. */
function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑‒–—]/g, '-')
    .toUpperCase()
}

export const SORT_KEYS = ['plan', 'status', 'timescale', 'due', 'updated'] as const
/** What a list is ordered by; `plan` is the plan's own order, which goes pillar by pillar and section by section. */
type SortKey = (typeof SORT_KEYS)[number]

export interface ActionSort {
  readonly by: SortKey
  readonly descending: boolean
}

/** The order of a list when no one asks for another. */
export const PLAN_ORDER: ActionSort = { by: 'plan', descending: false }

type SortValue = (action: Action, index: PlanIndex, plan: PlanState) => string | number | null

const SORT_VALUES: Record<Exclude<SortKey, 'plan'>, SortValue> = {
  status: (action, _, plan) => {
    const bucket = currentBucket(action)
    return bucket && bucketsOf(plan).indexOf(bucket)
  },
  // By where a timescale ends, one without an end after the others; its code keeps those that end together apart.
  timescale: (action, index) => {
    const timescale = timescaleOf(index, action)
    return timescale ? `${timescale.endsOn ?? 'open'} ${timescale.code}` : null
  },
  due: ({ due }) => due && due.date,
  updated: ({ current }) => current && current.effective.date,
}

function sortActions(plan: PlanState, actions: Action[], { by, descending }: ActionSort): Action[] {
  if (by === 'plan') return descending ? actions.reverse() : actions
  const valueOf = SORT_VALUES[by]
  const index = indexPlan(plan)
  return actions
    .map((action) => ({ action, value: valueOf(action, index, plan) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      const order = a.value < b.value ? -1 : Number(a.value > b.value)
      return descending ? -order : order
    })
    .map(({ action }) => action)
}

export interface Part<Row> {
  readonly rows: readonly Row[]
  /** The key of the row to go on after; null at the end of the list. */
  readonly after: string | null
}

/**
 * Takes rows, what gives the key of one, the key to go on after (null: from the start) and how many rows to return; returns the next
 * rows, or null when no row has that key.
 */
export function takeAfter<Row>(
  found: readonly Row[],
  keyOf: (row: Row) => string,
  after: string | null,
  limit: number,
): Part<Row> | null {
  const place = after === null ? -1 : found.findIndex((row) => keyOf(row) === after)
  if (after !== null && place < 0) return null
  const remaining = found.slice(place + 1)
  const rows = remaining.slice(0, limit)
  const last = rows.at(-1)
  return { rows, after: last !== undefined && remaining.length > limit ? keyOf(last) : null }
}
