/** The geometry of stacked status bars: one answer for pages, downloads and the browser's charts. */

import type { BarScale, StatusChart } from '@/lib/domain/charts/status-chart'
import type { RollUp, Share } from '@/lib/domain/status/roll-up'
import { type BucketMeaning, type HasStatuses, meaningOf } from '@/lib/domain/status/status'

export interface Segment extends Share {
  readonly meaning: BucketMeaning
  /** Where it begins and how long it is, as a fraction of the chart's width. */
  readonly start: number
  readonly size: number
}

export interface StackedBar {
  readonly row: StatusChart['rows'][number]
  /** How long the whole bar is, as a fraction of the chart's width; 0 with no actions. */
  readonly length: number
  readonly segments: readonly Segment[]
}

/** No segment is drawn shorter than this fraction of the chart's width, so that one action of 69 is still seen. */
export const LEAST_SEGMENT = 0.015

/** Takes a chart; returns a bar for each of its rows, in their order. */
export function stackBars(
  chart: Pick<StatusChart, 'rows' | 'statuses'> & { readonly scale: BarScale },
): StackedBar[] {
  const { rows, scale } = chart
  const longest = Math.max(1, ...rows.map(({ rollUp }) => rollUp.base))
  return rows.map((row) => {
    const wanted = scale === 'share' ? 1 : row.rollUp.base / longest
    const length = row.rollUp.base ? Math.max(wanted, row.rollUp.shares.length * LEAST_SEGMENT) : 0
    return { row, length, segments: stackSegments(chart, row.rollUp, length) }
  })
}

/**
 * Takes a plan, a roll-up of it and the length of its bar, a fraction of the chart's width; returns the bar's segments from left to
 * right. Sizes are in proportion to the counts and sum to the length, but none is shorter than LEAST_SEGMENT: what the
 * short ones gain, the others give up in proportion.
 */
export function stackSegments(plan: HasStatuses, { base, shares }: RollUp, length = 1): Segment[] {
  const short = new Set<Share>()
  let perAction = length / base
  // What one short segment gains can make the next one short.
  for (let grown = true; grown;) {
    const long = shares.filter((share) => !short.has(share))
    const claimed = long.reduce((total, share) => total + share.count, 0)
    perAction = (length - short.size * LEAST_SEGMENT) / claimed
    const tooShort = long.filter((share) => share.count * perAction < LEAST_SEGMENT - 1e-9)
    tooShort.forEach((share) => short.add(share))
    grown = tooShort.length > 0 && tooShort.length < long.length
  }
  let start = 0
  return shares.map((share) => {
    const size = short.has(share) ? LEAST_SEGMENT : share.count * perAction
    const segment = { ...share, meaning: meaningOf(plan, share.bucket), start, size }
    start += size
    return segment
  })
}
