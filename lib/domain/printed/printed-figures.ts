/** What a report printed about a plan: shares by section, totals, and the list of what is off track. */

import type { DatedTo } from '@/lib/domain/dates'
import type { OverallRag } from '@/lib/domain/status/rag'
import type { Bucket, StatusCode } from '@/lib/domain/status/status'

export interface PrintedShare {
  readonly bucket: Bucket
  /** As printed, without its sign and with its digits kept: "25", "33.33". */
  readonly percent: string
}

export interface PrintedSection {
  readonly code: string
  /** Null when none is printed. */
  readonly overallRag: OverallRag | null
  /** Each bucket once at most. */
  readonly shares: readonly PrintedShare[]
}

/** A line of a headline: a count, a percentage, or both. */
export interface PrintedTotal<B extends Bucket = Bucket> {
  readonly bucket: B
  readonly count: number | null
  readonly percent: string | null
}

export interface PrintedFigures {
  readonly sections: readonly PrintedSection[]
  /** How many sections have each overall rating. */
  readonly sectionTotals: readonly PrintedTotal<OverallRag>[]
  /** How many counted actions have each status. */
  readonly actionTotals: readonly PrintedTotal[]
  /** References of the actions listed as off track or missed with risk; null when no such list was read. */
  readonly listed: readonly string[] | null
  /** Every name that the report uses for a status. */
  readonly names: readonly { readonly status: StatusCode; readonly names: readonly string[] }[]
}

/** A report whose figures someone entered. */
export interface PrintedReport {
  readonly reference: string
  readonly title: string
  /** The day that its figures are of. */
  readonly asOf: DatedTo
  readonly figures: PrintedFigures
}
