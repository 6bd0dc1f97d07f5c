/** The headline that a report printed: whether its counts, its shares and the sections below it agree. */

import type { CountAndShare, Finding } from './findings'
import type { PrintedTotal } from './printed-figures'
import { countsThatFit, fits, LARGEST_BASE, roundShare } from './printed-share'
import { OVERALL_RAGS, type OverallRag } from '@/lib/domain/status/rag'
import { countAt, type StatusCounts } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf, type HasStatuses } from '@/lib/domain/status/status'
import type { SectionReading } from './reconcile-sections'

/** How the plan counts, for telling which tally a base belongs to. */
export interface Tally {
  readonly counts: StatusCounts
  /** Actions whose parts count in their place and all have one status. */
  readonly inParts: readonly { readonly ref: string; readonly parts: number; readonly bucket: Bucket }[]
}

/** Takes the sections; returns how many actions they report at each status, and null when one of them cannot be read. */
export function sumSections(sections: readonly SectionReading[]): ReadonlyMap<Bucket, number> | null {
  const total = new Map<Bucket, number>()
  for (const { read } of sections) {
    if (!read) return null
    for (const [bucket, count] of read.counts) total.set(bucket, (total.get(bucket) ?? 0) + count)
  }
  return sections.length ? total : null
}

/**
 * Takes the plan, the totals of counted actions and the sections' own sums; returns where they differ. Where one status is left out
 * and another is too high by just as many, its actions were counted there. Source: R1, 29 on track and nothing off track
 * above sections that make 28 and 1.
 */
export function compareTotals(
  plan: HasStatuses,
  totals: readonly PrintedTotal[],
  summed: ReadonlyMap<Bucket, number>,
  sections: readonly SectionReading[],
): Finding[] {
  const counted = totals.flatMap(({ bucket, count }) => (count === null ? [] : [{ bucket, count }]))
  if (!counted.length) return []
  const sectionsWith = (bucket: Bucket) =>
    sections.filter(({ read }) => read?.counts.get(bucket)).map(({ printed }) => printed.code)
  const differing = counted.filter(({ bucket, count }) => count !== (summed.get(bucket) ?? 0))
  const omitted = bucketsOf(plan).filter(
    (bucket) => summed.get(bucket) && !totals.some((total) => total.bucket === bucket),
  )
  const [high] = differing
  const [left] = omitted
  if (high && left && differing.length === 1 && omitted.length === 1) {
    const own = summed.get(high.bucket) ?? 0
    const leftOut = summed.get(left) ?? 0
    if (high.count - own === leftOut)
      return [
        {
          kind: 'countedAs',
          bucket: left,
          as: high.bucket,
          printed: high.count,
          summed: own,
          left: leftOut,
          sections: sectionsWith(left),
          total: counted.reduce((total, { count }) => total + count, 0),
        },
      ]
  }
  return [
    ...differing.map(
      ({ bucket, count }) =>
        ({ kind: 'totalDiffers', bucket, printed: count, summed: summed.get(bucket) ?? 0 }) as const,
    ),
    ...omitted.map(
      (bucket) =>
        ({
          kind: 'omittedFromTotals',
          bucket,
          summed: summed.get(bucket) ?? 0,
          sections: sectionsWith(bucket),
        }) as const,
    ),
  ]
}

/** Takes the plan, the totals of counted actions and the counts on record; returns where they differ. */
export function compareTotalsWithRecord(
  plan: HasStatuses,
  totals: readonly PrintedTotal[],
  recorded: StatusCounts,
): Finding[] {
  if (!totals.some(({ count }) => count !== null)) return []
  return bucketsOf(plan).flatMap((bucket) => {
    const total = totals.find((one) => one.bucket === bucket)
    if (total && total.count === null) return []
    const printed = total?.count ?? null
    const own = countAt(recorded, bucket)
    if ((printed ?? 0) === own) return []
    return [{ kind: 'totalDiffersFromRecord', bucket, printed, recorded: own } as const]
  })
}

/** Takes the totals of sections and the sections; returns where the totals are not how many sections are so rated. */
export function compareSectionTotals(
  totals: readonly PrintedTotal<OverallRag>[],
  sections: readonly SectionReading[],
): Finding[] {
  const rags = sections.map(({ printed }) => printed.overallRag)
  if (!sections.length || rags.includes(null) || !totals.some(({ count }) => count !== null)) return []
  return OVERALL_RAGS.flatMap((rag) => {
    const total = totals.find(({ bucket }) => bucket === rag)
    if (total && total.count === null) return []
    const printed = total?.count ?? 0
    const counted = rags.filter((one) => one === rag).length
    return printed === counted ? [] : [{ kind: 'sectionTotalDiffers', rag, printed, counted } as const]
  })
}

/**
 * Takes totals with counts and shares side by side; returns whether the shares are those of the counts, and, if not, which
 * base they fit: one that more of them fit than fit the counts' own sum, and that they add up to. Source: R2, shares of 66
 * beside counts of 69; and R5, 73% for 25 of 34.
 */
export function compareCountsAndShares(
  where: 'actionTotals' | 'sectionTotals',
  totals: readonly PrintedTotal[],
  tally: Tally | null,
  found: readonly Finding[],
): Finding[] {
  const rows = totals.flatMap(({ bucket, count, percent }) =>
    count === null || percent === null ? [] : [{ bucket, count, percent }],
  )
  const base = rows.reduce((total, { count }) => total + count, 0)
  // A line without its count or its share may belong to the base, too.
  if (base === 0 || rows.length !== totals.length) return []
  const wrong: CountAndShare[] = rows
    .filter(({ count, percent }) => !fits(percent, count, base))
    .map((row) => ({ ...row, computed: roundShare(row.count, base) }))
  if (!wrong.length) return []
  return [
    {
      kind: 'countsAndShares',
      where,
      base,
      rows: wrong,
      other: findOtherBase(rows, rows.length - wrong.length, tally, found),
    },
  ]
}

type Row = { readonly bucket: Bucket; readonly count: number; readonly percent: string }
type OtherBase = Extract<Finding, { kind: 'countsAndShares' }>['other']

function findOtherBase(
  rows: readonly Row[],
  fitOwn: number,
  tally: Tally | null,
  found: readonly Finding[],
): OtherBase {
  const tried = Array.from({ length: LARGEST_BASE }, (_, at) => {
    const base = at + 1
    return { base, fitting: rows.filter(({ count, percent }) => count <= base && fits(percent, count, base)) }
  })
  const most = Math.max(...tried.map(({ fitting }) => fitting.length))
  // One line alone fits some base nearly always.
  if (most < 2 || most <= fitOwn) return null
  const best = tried.filter(({ fitting }) => fitting.length === most)
  for (const { base, fitting } of best) {
    const implied = implyRest(rows, fitting, base)
    if (!implied) continue
    return {
      base,
      fitting: fitting.map(({ bucket, count }) => ({ bucket, count })),
      implied,
      isOnly: best.length === 1,
      countedOnce: tally && findCountedOnce(base, [...fitting, ...implied], tally, found),
    }
  }
  return null
}

/** The counts of the rows that do not fit as they stand, so that all of them make the base; null when none do. */
function implyRest(rows: readonly Row[], fitting: readonly Row[], base: number): Row[] | null {
  const rest = rows.filter((row) => !fitting.includes(row))
  const choices = rest.map(({ percent }) => countsThatFit(percent, base))
  const missing = base - fitting.reduce((total, { count }) => total + count, 0)
  const chosen = choose(choices, missing)
  return chosen && rest.map((row, at) => ({ ...row, count: chosen[at] ?? 0 }))
}

function choose(choices: readonly (readonly number[])[], total: number): number[] | null {
  const [first, ...rest] = choices
  if (!first) return total === 0 ? [] : null
  for (const count of first) {
    const others = count <= total ? choose(rest, total - count) : null
    if (others) return [count, ...others]
  }
  return null
}

/**
 * Which action, counted once in place of its parts, turns the plan's own counts into those of the other base? None when no
 * action does, or several. Source: data README, "The arithmetic": 66 is the tally in which action 34 counts once.
 */
function findCountedOnce(
  base: number,
  rows: readonly { readonly bucket: Bucket; readonly count: number }[],
  { counts, inParts }: Tally,
  found: readonly Finding[],
): { ref: string; parts: number } | null {
  const folded = { ...counts }
  for (const finding of found) {
    if (finding.kind !== 'countedAs') continue
    folded[finding.as] = countAt(folded, finding.as) + countAt(folded, finding.bucket)
    folded[finding.bucket] = 0
  }
  const buckets = Object.keys(counts)
  const all = buckets.reduce((total, bucket) => total + countAt(counts, bucket), 0)
  const fitting = inParts.filter(
    ({ parts, bucket }) =>
      all - (parts - 1) === base &&
      buckets.every(
        (one) =>
          countAt(folded, one) - (one === bucket ? parts - 1 : 0) ===
          (rows.find((row) => row.bucket === one)?.count ?? 0),
      ),
  )
  const [only] = fitting
  return only && fitting.length === 1 ? { ref: only.ref, parts: only.parts } : null
}
