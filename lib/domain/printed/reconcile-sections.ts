/** The shares that a report printed section by section: which counts they stand for, and what is wrong with them. */

import type { Finding, Where } from './findings'
import type { PrintedSection, PrintedShare } from './printed-figures'
import {
  addUp,
  countMeant,
  countsThatFit,
  decimalsOf,
  fits,
  LARGEST_BASE,
  lowestTerms,
  nearestCount,
  roundShare,
} from './printed-share'
import { type RatingRule, suggestRag } from '@/lib/domain/status/rag'
import { countAt, type RollUp, rollUp, type StatusCounts } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf, type HasStatuses, NO_UPDATE } from '@/lib/domain/status/status'

/** Shares with the counts they stand for. */
interface Reading {
  readonly base: number
  readonly counts: ReadonlyMap<Bucket, number>
}

/** A printed section beside what is on record for it, which is null where the plan has no such section. */
export interface SectionReading {
  readonly printed: PrintedSection
  readonly recorded: RollUp | null
  /** Null where the shares fit nothing. */
  readonly read: Reading | null
}

/** The largest base that is tried with shares that are rounded oddly: beyond it, any share is near to some count. */
const LARGEST_ODD_BASE = 50

/** Takes a printed section and what is on record for it; returns it with the counts its shares stand for. */
export function readSection(printed: PrintedSection, recorded: RollUp | null): SectionReading {
  return { printed, recorded, read: readShares(printed.shares, recorded) }
}

/**
 * Takes shares of one whole, and what is on record; returns the counts they stand for: of the base on record where they fit
 * it or are plainly meant for it, else of the smallest base that they fit. Null when there is none, or no shares.
 *
 * Source: data README, "The arithmetic": the search over bases that gave the counts of all 20 sections.
 */
function readShares(shares: readonly PrintedShare[], recorded: RollUp | null): Reading | null {
  if (!shares.length) return null
  const own =
    recorded && recorded.base > 0
      ? (readAt(shares, recorded.base, true, recorded.counts) ??
        readByRest(shares, recorded.base) ??
        readAt(shares, recorded.base, false, recorded.counts))
      : null
  return (
    own ??
    searchBase((base) => readAt(shares, base, true, null), LARGEST_BASE) ??
    searchBase((base) => readByRest(shares, base), LARGEST_ODD_BASE) ??
    searchBase((base) => readAt(shares, base, false, null), LARGEST_ODD_BASE)
  )
}

/** How far one wrong figure may be from the share that the others leave for it, in points. */
const MOST_AWAY = 2

/**
 * Takes shares of one whole and a base; returns the counts they stand for where all of them but one fit it, and the actions that those
 * leave are plainly meant by that one: of 60% and 41%, of five actions, it is the 41% that is wrong. Else null.
 */
function readByRest(shares: readonly PrintedShare[], base: number): Reading | null {
  const odd = shares.filter(({ percent }) => !countsThatFit(percent, base).length)
  const [wrong] = odd
  if (!wrong || odd.length > 1 || shares.length < 2) return null
  const counts = new Map(
    shares
      .filter((share) => share !== wrong)
      .map(({ bucket, percent }) => [bucket, nearestCount(percent, base)]),
  )
  const rest = base - sum([...counts.values()])
  if (rest < 0 || Math.abs(Number(wrong.percent) - (100 * rest) / base) > MOST_AWAY) return null
  return { base, counts: counts.set(wrong.bucket, rest) }
}

function readAt(
  shares: readonly PrintedShare[],
  base: number,
  isStrict: boolean,
  known: StatusCounts | null,
): Reading | null {
  const counts = new Map<Bucket, number>()
  for (const { bucket, percent } of shares) {
    const count = countOf(percent, base, isStrict, known?.[bucket])
    if (count === null) return null
    counts.set(bucket, count)
  }
  return { base, counts }
}

function countOf(percent: string, base: number, isStrict: boolean, known: number | undefined): number | null {
  const fitting = countsThatFit(percent, base)
  // Of more than a hundred, one whole per cent holds several counts: the one on record is as good as any.
  if (known !== undefined && fitting.includes(known)) return known
  if (fitting.length) return fitting.length === 1 ? (fitting[0] ?? null) : nearestCount(percent, base)
  return isStrict ? null : countMeant(percent, base)
}

function searchBase(readWith: (base: number) => Reading | null, upTo: number): Reading | null {
  for (let base = 1; base <= upTo; base += 1) {
    const read = readWith(base)
    if (read && sum([...read.counts.values()]) === base) return read
  }
  return null
}

/** Takes shares of one whole and what is on record; returns what is wrong with them as arithmetic, and against the base on record. */
export function checkShares(
  where: Where,
  shares: readonly PrintedShare[],
  recorded: RollUp | null,
): Finding[] {
  const read = readShares(shares, recorded)
  const { total, isExplained } = addUp(shares.map(({ percent }) => percent))
  const base = recorded?.base ?? 0
  return [
    ...(read ? oddRoundings(where, shares, read) : impossibleShares(where, shares, base)),
    ...(shares.length && !isExplained ? [{ kind: 'doesNotAddUp', where, total } as const] : []),
    ...(read && recorded && read.base !== base
      ? [{ kind: 'otherBase', where, base: read.base, recorded: base } as const]
      : []),
  ]
}

/** Source: R3. Section 2.3 of LB(25)03-03 prints 16.5% for one sixth, which is 16.67%. */
function oddRoundings(where: Where, shares: readonly PrintedShare[], { base, counts }: Reading): Finding[] {
  const odd = shares.filter(({ bucket, percent }) => !fits(percent, counts.get(bucket) ?? 0, base))
  return [...new Set(odd.map(({ percent }) => percent))].map((percent) => {
    const same = odd.filter((share) => share.percent === percent)
    const count = counts.get(same[0]?.bucket ?? NO_UPDATE) ?? 0
    return {
      kind: 'oddRounding',
      where,
      buckets: same.map(({ bucket }) => bucket),
      percent,
      count,
      base,
      exact: roundShare(count, base, 2),
      whole: roundShare(count, base),
    }
  })
}

function isImpossible(percent: string, base: number): boolean {
  return !countsThatFit(percent, base).length && countMeant(percent, base) === null
}

function impossibleShares(where: Where, shares: readonly PrintedShare[], base: number): Finding[] {
  if (base === 0) return []
  return shares
    .filter(({ percent }) => isImpossible(percent, base))
    .map(({ bucket, percent }) => {
      const nearest = nearestCount(percent, base)
      return {
        kind: 'impossibleShare',
        where,
        bucket,
        percent,
        base,
        nearest,
        nearestPercent: roundShare(nearest, base),
      }
    })
}

/**
 * Takes the sections; returns the shares that have digits after the point where others were plainly rounded to whole per
 * cents. Source: R3, 33.33% beside whole percentages.
 */
export function findMixedDecimals(sections: readonly SectionReading[]): Finding[] {
  const all = sections.flatMap(({ printed, read }) =>
    printed.shares.map(({ bucket, percent }) => ({
      code: printed.code,
      percent,
      // Exact shares, such as 25%, tell nothing of how a report rounds.
      isRounded: read !== null && (100 * (read.counts.get(bucket) ?? 0)) % read.base !== 0,
    })),
  )
  if (!all.some(({ percent, isRounded }) => isRounded && decimalsOf(percent) === 0)) return []
  const finer = all.filter(({ percent }) => decimalsOf(percent) > 0)
  if (!finer.length) return []
  return [
    {
      kind: 'mixedDecimals',
      sections: distinct(finer.map(({ code }) => code)),
      percents: distinct(finer.map(({ percent }) => percent)).sort((a, b) => Number(b) - Number(a)),
    },
  ]
}

/**
 * Takes the sections; returns the fractions that are printed in more ways than digits explain: 33% and 33.33% are both a
 * third, 17% and 16.5% cannot both be a sixth. Source: R4.
 */
export function findSameShareTwoWays(sections: readonly SectionReading[]): Finding[] {
  const fractions = new Map<string, { count: number; base: number; prints: Map<string, string[]> }>()
  for (const { printed, read } of sections) {
    if (!read) continue
    for (const { bucket, percent } of printed.shares) {
      const terms = lowestTerms(read.counts.get(bucket) ?? 0, read.base)
      const key = `${terms.count}/${terms.base}`
      const fraction = fractions.get(key) ?? { ...terms, prints: new Map<string, string[]>() }
      fraction.prints.set(percent, distinct([...(fraction.prints.get(percent) ?? []), printed.code]))
      fractions.set(key, fraction)
    }
  }
  return [...fractions.values()].flatMap(({ count, base, prints }) => {
    const percents = [...prints.keys()]
    const areAllFair =
      percents.every((percent) => fits(percent, count, base)) &&
      new Set(percents.map(decimalsOf)).size === percents.length
    if (percents.length < 2 || areAllFair) return []
    const shown = [...prints].map(([percent, codes]) => ({ percent, sections: codes }))
    return [{ kind: 'sameShareTwoWays', count, base, prints: shown } as const]
  })
}

/**
 * Takes the plan and a section; returns whether its printed rating is another than the rule suggests for the shares
 * beside it. Source: data README, "The arithmetic"; the rule gives all 20 published ratings.
 */
export function checkRating(
  plan: HasStatuses & { readonly rule: RatingRule },
  { printed, read }: SectionReading,
): Finding[] {
  if (!read || printed.overallRag === null) return []
  const actions = bucketsOf(plan).flatMap((bucket) =>
    Array.from({ length: read.counts.get(bucket) ?? 0 }, () => ({
      status: bucket === NO_UPDATE ? null : bucket,
    })),
  )
  const suggestion = suggestRag(rollUp(plan, actions), plan.rule)
  const { rag } = suggestion
  if (rag === null || rag === printed.overallRag) return []
  return [
    {
      kind: 'ratingDiffersFromRule',
      section: printed.code,
      printed: printed.overallRag,
      suggested: rag,
      suggestion,
    },
  ]
}

/** Takes the plan and a section; returns the statuses whose printed share is not that of the actions on record. */
export function compareShares(plan: HasStatuses, { printed, recorded, read }: SectionReading): Finding[] {
  // Where the base itself is another, or a share is one of no count, that is what is told.
  if (!printed.shares.length || !recorded?.base || (read && read.base !== recorded.base)) return []
  const rows = bucketsOf(plan).flatMap((bucket) => {
    const percent = printed.shares.find((share) => share.bucket === bucket)?.percent ?? null
    const count = countAt(recorded.counts, bucket)
    if (!read && percent !== null && isImpossible(percent, recorded.base)) return []
    const isSame = read
      ? (read.counts.get(bucket) ?? 0) === count
      : fits(percent ?? '0', count, recorded.base)
    return isSame
      ? []
      : [{ bucket, printed: percent, recorded: count, percent: roundShare(count, recorded.base) }]
  })
  return rows.length
    ? [{ kind: 'sharesDiffer', section: printed.code, base: recorded.base, rows } as const]
    : []
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
