/** The shape of a plan: what stands in which order, what is part of what, and what counts. */

import { type HasLevels, hasPillars, hasSections } from '@/lib/domain/plan/plan'
import { type Countable, isCounted } from '@/lib/domain/status/roll-up'

export const STRUCTURE_KINDS = [
  'pillar',
  'section',
  'action',
  'partner',
  'timescale',
  'outcome',
  'achievement',
  'publication',
] as const
/** What a plan is made of, and what is reported of its actions as facts with a day. */
export type StructureKind = (typeof STRUCTURE_KINDS)[number]

/** Records that cite actions. Cairn numbers them itself, and they have no order that anyone chooses. */
export type CitingKind = 'achievement' | 'publication'

/** Takes a kind of record; returns whether it is one that cites actions. */
export function isCitingKind(kind: StructureKind): kind is CitingKind {
  return kind === 'achievement' || kind === 'publication'
}

/** Takes a plan and a kind of record; returns whether the plan has that kind: none of a level that it does not have, and outcomes only of sections. */
export function hasKind(plan: HasLevels, kind: StructureKind): boolean {
  if (kind === 'pillar') return hasPillars(plan)
  return (kind !== 'section' && kind !== 'outcome') || hasSections(plan)
}

/** What refers to a record of a plan. */
export interface References {
  readonly what:
    | 'section'
    | 'outcome'
    | 'action'
    | 'part'
    | 'predecessor'
    | 'request'
    | 'dispute'
    | 'report'
    | 'rating'
    | 'update'
    | 'dueDate'
    | 'lifecycle'
    | 'counted'
    | 'accountability'
    | 'achievement'
    | 'publication'
  /** Numbers or codes; empty where they have none. */
  readonly names: readonly string[]
}

/** Takes any text; returns whether it names a kind of record that a plan is made of. */
export function isStructureKind(text: string): text is StructureKind {
  return (STRUCTURE_KINDS as readonly string[]).includes(text)
}

/** Takes what is known of a record by the names of its fields; returns what it is called, cut where that is long. */
export function titleOf(fields: object): string {
  const { title, name, label, text, summary } = fields as Readonly<Record<string, unknown>>
  const found = [title, name, label, text, summary].find((one) => typeof one === 'string')
  const called = typeof found === 'string' ? found.trim() : ''
  return called.length > 80 ? `${called.slice(0, 79)}…` : called
}

export type Direction = 'up' | 'down'

/** Takes ids in order, one of them and a direction; returns the new order, the same when it stands at that end already. */
export function moveInOrder(ids: readonly string[], id: string, direction: Direction): string[] {
  const from = ids.indexOf(id)
  const to = direction === 'up' ? from - 1 : from + 1
  const other = ids[to]
  if (from < 0 || other === undefined) return [...ids]
  return ids.map((one, at) => (at === from ? other : at === to ? id : one))
}

/** A record among its siblings. */
interface Placed {
  readonly id: string
  /** What it stands under: a pillar, a section, an action; null at the top. */
  readonly under: string | null
  readonly position: number
}

/** Takes records, the order of what they stand under, and records of which some may stand under others; returns the ids in the plan's order, parts after their whole. */
export function inPlanOrder(records: readonly Placed[], roots: readonly (string | null)[]): string[] {
  const below = new Map<string | null, Placed[]>()
  for (const record of [...records].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))) {
    const siblings = below.get(record.under)
    if (siblings) siblings.push(record)
    else below.set(record.under, [record])
  }
  const order: string[] = []
  const waiting = roots.toReversed().flatMap((root) => (below.get(root) ?? []).toReversed())
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    order.push(next.id)
    waiting.push(...(below.get(next.id) ?? []).toReversed())
  }
  return order
}

/** Takes a plan's actions; returns the first two that are both counted although one is part of the other, or null. */
export function findDoubleCount<A extends Countable>(actions: readonly A[]): { whole: A; part: A } | null {
  const byId = indexOf(actions)
  for (const part of actions.filter(isCounted)) {
    const whole = wholesOf(byId, part).find(isCounted)
    if (whole) return { whole, part }
  }
  return null
}

/**
 * Takes a plan's actions and the one that a new action is to be part of, null for none; returns whether the new one is counted
 * unless its editor says otherwise: not inside one that is counted already, and not above the level that the plan counts.
 */
export function isCountedAtFirst<A extends Countable>(actions: readonly A[], whole: A | null): boolean {
  if (whole) return ![whole, ...wholesOf(indexOf(actions), whole)].some(isCounted)
  const counted = actions.filter(isCounted)
  return counted.length === 0 || counted.some(({ parentId }) => parentId === null)
}

const indexOf = <A extends Countable>(actions: readonly A[]) => new Map(actions.map((one) => [one.id, one]))

/** Takes a plan's actions by id and one of them; returns those it is part of, the nearest first. Ends where it would go round. */
function wholesOf<A extends Countable>(byId: ReadonlyMap<string, A>, action: A): A[] {
  const wholes = new Set<A>()
  const find = (id: string | null) => (id === null ? undefined : byId.get(id))
  for (let next = find(action.parentId); next && next !== action; next = find(next.parentId)) {
    if (wholes.has(next)) break
    wholes.add(next)
  }
  return [...wholes]
}

/** Takes a plan's actions and one of them; returns those that are part of it, at any depth. */
export function partsBelow<A extends Countable>(actions: readonly A[], action: A): A[] {
  const byId = indexOf(actions)
  return actions.filter((one) => wholesOf(byId, one).includes(action))
}

/** So deep do actions nest: an action, its parts, and the parts of these. */
export const DEEPEST = 3

/**
 * Takes a plan's actions, one of them or null for a new one, and the one that it is to be part of; returns whether it or a part of it would then
 * lie deeper than actions nest.
 */
export function isTooDeep<A extends Countable>(actions: readonly A[], action: A | null, whole: A): boolean {
  const byId = indexOf(actions)
  const below = action
    ? partsBelow(actions, action).map((part) => wholesOf(byId, part).indexOf(action) + 1)
    : []
  return wholesOf(byId, whole).length + 2 + Math.max(0, ...below) > DEEPEST
}

/** Takes the number of an action, "26.3", and how many; returns it and those that follow: "26.4", "26.5". Null where it does not end in a figure. */
export function numbersFrom(first: string, count: number): string[] | null {
  const [, before = '', last = ''] = /^(.*?)(\d{1,9})$/.exec(first) ?? []
  if (last === '') return null
  return Array.from({ length: count }, (_, at) => `${before}${Number(last) + at}`)
}

/** Takes a plan's actions and the one that new ones are to be part of, null for none; returns the number that would come next. */
export function nextNumber(
  actions: readonly { readonly ref: string }[],
  whole: { readonly ref: string } | null,
): string {
  const before = whole ? `${whole.ref}.` : ''
  const used = actions.flatMap(({ ref }) => {
    const rest = ref.startsWith(before) ? ref.slice(before.length) : ''
    return /^\d{1,9}$/.test(rest) ? [Number(rest)] : []
  })
  return `${before}${used.reduce((most, one) => Math.max(most, one), 0) + 1}`
}
