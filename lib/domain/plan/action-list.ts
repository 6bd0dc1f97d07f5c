/** Narrowing and ordering a list of actions, for the page, the API and files alike. */

import type { ActivityType } from './plan'
import { BUCKETS, type Bucket } from '@/lib/domain/status/status'
import { NO_TIMESCALE } from './timescale-views'
import type { ActionRow } from './views'

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
}

/**
 * Takes action rows, a filter and what the plan calls an action; returns the rows that pass it, in the order given. "Action 26"
 * asks for action 26 and its parts, by its number or one that it had before.
 */
export function filterActions<Row extends ActionRow>(
  rows: readonly Row[],
  filter: ActionFilter,
  actionWord = 'Action',
): Row[] {
  const hasText = matchesNumber(filter.text, actionWord) ?? matchesText(filter.text)
  return rows.filter((row) => {
    const state = row.bucket ?? row.status
    return (
      (filter.pillar === null || row.pillar.code === filter.pillar) &&
      (filter.section === null || row.section.code === filter.section) &&
      (filter.status.length === 0 || (state !== null && filter.status.includes(state))) &&
      (filter.partner === null || row.involves.includes(filter.partner)) &&
      (filter.timescale === null || (row.timescale?.code ?? NO_TIMESCALE) === filter.timescale) &&
      (filter.activity === null || (row.activity ?? 'unknown') === filter.activity) &&
      (!filter.counted || row.bucket !== null) &&
      hasText(row)
    )
  })
}

/** Takes what was typed and what the plan calls an action; returns a test of action rows by their number, or null where none was named. */
function matchesNumber(text: string, actionWord: string): ((row: ActionRow) => boolean) | null {
  const typed = foldText(text).trim()
  const word = [foldText(actionWord), 'ACTION'].find((one) => typed.startsWith(`${one} `))
  const number = word === undefined ? '' : typed.slice(word.length).trim()
  if (!/^\S*\d\S*$/.test(number)) return null
  const isAt = (ref: string) => foldText(ref) === number || foldText(ref).startsWith(`${number}.`)
  return (row) => [row.ref, ...row.formerRefs].some(isAt)
}

/**
 * Takes what was typed; returns a test of action rows: every word of it occurs in the row's reference (or one it had before), title, section
 * title or a partner's name or abbreviation. Case, accents and the shape of quotes and hyphens make no difference.
 */
function matchesText(text: string): (row: ActionRow) => boolean {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return () => true
  return (row) => {
    const partners = row.partners.flatMap(({ abbreviation, name }) => [abbreviation, name])
    // Joined by a character that no word holds, so that none matches across two fields.
    const haystack = foldText(
      [row.ref, ...row.formerRefs, row.title, row.section.title, ...partners].join('\n'),
    )
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

/** The order of a list when nobody asks for another. */
export const PLAN_ORDER: ActionSort = { by: 'plan', descending: false }

const SORT_VALUES: Record<Exclude<SortKey, 'plan'>, (row: ActionRow) => string | number | null> = {
  status: ({ bucket }) => bucket && BUCKETS.indexOf(bucket),
  // By where a timescale ends, one without an end after the others; its code keeps those that end together apart.
  timescale: ({ timescale }) => timescale && `${timescale.endsOn ?? 'open'} ${timescale.code}`,
  due: ({ due }) => due && due.date,
  updated: ({ updated }) => updated && updated.date,
}

/**
 * Takes action rows in the plan's order and a sort; returns them sorted. Rows with nothing to sort by (not counted, no
 * date) come last in either direction, and equal rows keep the plan's order.
 */
export function sortActions<Row extends ActionRow>(
  rows: readonly Row[],
  { by, descending }: ActionSort,
): Row[] {
  if (by === 'plan') return descending ? rows.toReversed() : [...rows]
  const valueOf = SORT_VALUES[by]
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      const order = a.value < b.value ? -1 : Number(a.value > b.value)
      return descending ? -order : order
    })
    .map(({ row }) => row)
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
