/** Counts and shares of any set of actions. */

import {
  adverseCodes,
  type Bucket,
  bucketLabel,
  bucketsOf,
  type HasStatuses,
  NO_UPDATE,
  type StatusCode,
} from './status'

/** How many counted actions stand in each bucket. */
export type StatusCounts = Readonly<Record<Bucket, number>>

/** Takes counts and a bucket; returns how many stand in it. A status that came later has none in earlier counts. */
export function countAt(counts: StatusCounts, bucket: Bucket): number {
  return counts[bucket] ?? 0
}

export interface Share {
  readonly bucket: Bucket
  readonly label: string
  readonly count: number
  /** Whole per cent of the base, rounded half up on its own. */
  readonly percent: number
}

export interface RollUp {
  /** How many counted actions the figures are about. */
  readonly base: number
  /** One entry for each bucket, zeros included, in display order. Counts sum to the base. */
  readonly counts: StatusCounts
  /** The buckets that hold something, in display order. */
  readonly shares: readonly Share[]
  /** "25% On Track, 75% At Risk", or "No actions". */
  readonly sentence: string
  /** What the shares add up to: rounding each on its own need not make 100. 0 with no actions. */
  readonly percentTotal: number
  /** How many have an adverse status. */
  readonly adverse: number
}

/** What a roll-up needs to know of an action. */
export interface Rated {
  readonly status: StatusCode | null
}

/** What deciding on the base needs to know of an action. */
export interface Countable {
  readonly id: string
  readonly ref: string
  readonly parentId: string | null
  readonly counted: boolean
  readonly lifecycle: Lifecycle
}

export const LIFECYCLES = ['active', 'withdrawn', 'merged', 'superseded'] as const
/** Whether an action is still a commitment. Only active ones enter a roll-up; none is ever deleted. */
export type Lifecycle = (typeof LIFECYCLES)[number]

/**
 * Takes a part and a whole, both counts; returns the share in whole per cent, rounded half up. Whole-number arithmetic,
 * so that equal counts give equal percentages on every machine. Throws RangeError when the whole is not positive.
 */
export function percentOf(part: number, whole: number): number {
  if (!(whole > 0)) throw new RangeError('A share needs a base of at least one')
  return Math.floor((200 * part + whole) / (2 * whole))
}

/**
 * Takes a part and a whole, both counts; returns the share as it is written: "25%". Only all is 100%, and only none is 0%: what
 * would round to either is "more than 99%" or "less than 1%". Throws as percentOf does.
 */
export function shareOf(part: number, whole: number): string {
  const percent = percentOf(part, whole)
  if (percent === 100 && part < whole) return 'more than 99%'
  return percent === 0 && part > 0 ? 'less than 1%' : `${percent}%`
}

/** How many counted actions are no longer commitments, by what became of them. */
export type LeftBase = Readonly<Record<Exclude<Lifecycle, 'active'>, number>>

/** Takes actions; returns how many of the counted ones left the base, by what became of them. */
export function countLeft(actions: readonly Pick<Countable, 'counted' | 'lifecycle'>[]): LeftBase {
  const left = { withdrawn: 0, merged: 0, superseded: 0 }
  for (const { counted, lifecycle } of actions) if (counted && lifecycle !== 'active') left[lifecycle] += 1
  return left
}

/** Takes an action; returns whether it enters a roll-up: counted, and still a commitment. */
export function isCounted(action: Pick<Countable, 'counted' | 'lifecycle'>): boolean {
  return action.counted && action.lifecycle === 'active'
}

/**
 * Takes actions; returns those a roll-up is about: counted and active. Throws when an action and one above it are both
 * counted, which would count the same work twice (the database refuses it too).
 *
 * Source: LB(25)03-03, workforce overview. The numbered actions of a section count; where a section holds one action
 * whose parts are reported (1 and 34), the parts count in its place: 63 - 2 + 4 + 4 = 69.
 */
export function countedActions<A extends Countable>(actions: readonly A[]): A[] {
  const counted = actions.filter(isCounted)
  const parts = counted.filter(({ parentId }) => parentId !== null)
  const byId = new Map(parts.length ? actions.map((action) => [action.id, action]) : [])
  for (const action of parts) {
    const seen = new Set<string>([action.id])
    for (let above = parentOf(action); above && !seen.has(above.id); above = parentOf(above)) {
      seen.add(above.id)
      if (isCounted(above)) {
        throw new Error(
          `Actions ${above.ref} and ${action.ref} are both counted, and one is part of the other`,
        )
      }
    }
  }
  return counted

  function parentOf(action: A): A | undefined {
    return action.parentId === null ? undefined : byId.get(action.parentId)
  }
}

/**
 * Takes the plan and the actions of a base, in any order; returns their roll-up. Percentages are rounded each on its own, half up,
 * to whole numbers. Never NaN: without actions the base is 0, the shares are none and the sentence is "No actions".
 *
 * Source: LB(25)03-03 prints whole percentages by section (17% and 83% of 6). Where it prints 16.5% and 33.33% it means
 * one and two sixths, which are 17% and 33% here.
 */
export function rollUp(plan: HasStatuses, actions: Iterable<Rated>): RollUp {
  return rollUpEach(plan, actions, ({ status }) => status)
}

/** Takes the plan, what a base consists of, in any order, and the status of each; returns its roll-up, as rollUp does. */
export function rollUpEach<A>(
  plan: HasStatuses,
  actions: Iterable<A>,
  statusOf: (action: A) => StatusCode | null,
): RollUp {
  const counts = noCounts(plan)
  let base = 0
  for (const action of actions) {
    const bucket = statusOf(action) ?? NO_UPDATE
    counts[bucket] = countAt(counts, bucket) + 1
    base += 1
  }
  return rollUpCounts(plan, counts, base)
}

/** Takes the plan and roll-ups of bases that have no action in common; returns the roll-up of all of them. */
export function rollUpTogether(plan: HasStatuses, parts: readonly Pick<RollUp, 'counts' | 'base'>[]): RollUp {
  const buckets = bucketsOf(plan)
  const counts = noCounts(plan)
  let base = 0
  for (const part of parts) {
    for (const bucket of buckets) counts[bucket] = countAt(counts, bucket) + countAt(part.counts, bucket)
    base += part.base
  }
  return rollUpCounts(plan, counts, base)
}

const noCounts = (plan: HasStatuses): Record<Bucket, number> =>
  Object.fromEntries(bucketsOf(plan).map((bucket) => [bucket, 0]))

function rollUpCounts(plan: HasStatuses, counts: StatusCounts, base: number): RollUp {
  const shares = bucketsOf(plan)
    .filter((bucket) => countAt(counts, bucket) > 0)
    .map((bucket) => ({
      bucket,
      label: bucketLabel(plan, bucket),
      count: countAt(counts, bucket),
      percent: percentOf(countAt(counts, bucket), base),
    }))
  if (shares.reduce((total, share) => total + share.count, 0) !== base) {
    throw new Error('A roll-up lost or doubled an action: its buckets do not sum to its base')
  }
  const parts = shares.map(({ count, label }) => `${shareOf(count, base)} ${label}`)
  return {
    base,
    counts,
    shares,
    sentence: parts.join(', ') || 'No actions',
    percentTotal: shares.reduce((total, share) => total + share.percent, 0),
    adverse: adverseCodes(plan).reduce((total, code) => total + countAt(counts, code), 0),
  }
}
