/** What reconciling a printed report can find: each kind with its numbers. lib/format/printed/finding-words.ts says them in words. */

import type { OverallRag, RagSuggestion } from '@/lib/domain/status/rag'
import type { Bucket, StatusCode } from '@/lib/domain/status/status'

export const FINDING_GROUPS = ['arithmetic', 'tables', 'record'] as const
/** What a report disagrees with: arithmetic, its own other tables, or the statuses on record. */
export type FindingGroup = (typeof FINDING_GROUPS)[number]

/** Where in the report it stands: a section, by its code, or one of the headline's two lines. */
export type Where = { readonly section: string } | 'actionTotals' | 'sectionTotals'

/** A count beside the share that was printed for it. */
export interface CountAndShare {
  readonly bucket: Bucket
  readonly count: number
  readonly percent: string
  /** The share that the count really is, rounded like most of the report. */
  readonly computed: string
}

interface Kinds {
  // Arithmetic.
  /** A share that is plainly meant for a count, and is not what that count rounds to. */
  readonly oddRounding: {
    readonly where: Where
    readonly buckets: readonly Bucket[]
    readonly percent: string
    readonly count: number
    readonly base: number
    /** What it is to two digits, and rounded to a whole per cent. */
    readonly exact: string
    readonly whole: string
  }
  /** A share that no count of the base gives. */
  readonly impossibleShare: {
    readonly where: Where
    readonly bucket: Bucket
    readonly percent: string
    readonly base: number
    readonly nearest: number
    readonly nearestPercent: string
  }
  /** Shares of one whole that do not make 100, by more than rounding explains. */
  readonly doesNotAddUp: { readonly where: Where; readonly total: string }
  /** Shares with digits after the point in a report of whole per cents. */
  readonly mixedDecimals: { readonly sections: readonly string[]; readonly percents: readonly string[] }
  /** One fraction printed as different percentages. */
  readonly sameShareTwoWays: {
    readonly count: number
    readonly base: number
    readonly prints: readonly { readonly percent: string; readonly sections: readonly string[] }[]
  }
  /** Counts and shares side by side that are not of the same base. */
  readonly countsAndShares: {
    readonly where: 'actionTotals' | 'sectionTotals'
    /** What the counts add up to. */
    readonly base: number
    /** Those that do not fit. */
    readonly rows: readonly CountAndShare[]
    /** The base that the shares fit, with the counts they then stand for. */
    readonly other: {
      readonly base: number
      readonly fitting: readonly { readonly bucket: Bucket; readonly count: number }[]
      readonly implied: readonly {
        readonly bucket: Bucket
        readonly count: number
        readonly percent: string
      }[]
      /** Whether no base up to the largest tried fits as many of them. */
      readonly isOnly: boolean
      /** The action that makes the difference when it is counted once, in place of its parts. */
      readonly countedOnce: { readonly ref: string; readonly parts: number } | null
    } | null
  }

  // Its own tables.
  /** A total that another status's actions seem to have been counted in. */
  readonly countedAs: {
    readonly bucket: Bucket
    readonly as: Bucket
    readonly printed: number
    /** What the sections add up to for the status that the total names, and for the one it leaves out. */
    readonly summed: number
    readonly left: number
    readonly sections: readonly string[]
    readonly total: number
  }
  readonly totalDiffers: { readonly bucket: Bucket; readonly printed: number; readonly summed: number }
  /** A status that sections report and the totals leave out. */
  readonly omittedFromTotals: {
    readonly bucket: Bucket
    readonly summed: number
    readonly sections: readonly string[]
  }
  readonly sectionTotalDiffers: {
    readonly rag: OverallRag
    readonly printed: number
    readonly counted: number
  }
  readonly namedTwoWays: { readonly status: StatusCode; readonly names: readonly string[] }
  /** An overall rating other than what the plan's rule suggests for the shares printed beside it. */
  readonly ratingDiffersFromRule: {
    readonly section: string
    readonly printed: OverallRag
    readonly suggested: OverallRag
    readonly suggestion: RagSuggestion
  }
  readonly listDiffersFromTotals: { readonly listed: number; readonly total: number }

  // The statuses on record.
  readonly sectionNotPrinted: { readonly sections: readonly string[] }
  readonly sectionUnknown: { readonly section: string }
  /** Shares that fit another number of actions than are counted. */
  readonly otherBase: { readonly where: Where; readonly base: number; readonly recorded: number }
  readonly sharesDiffer: {
    readonly section: string
    readonly base: number
    readonly rows: readonly {
      readonly bucket: Bucket
      /** Null when none is printed. */
      readonly printed: string | null
      readonly recorded: number
      readonly percent: string
    }[]
  }
  readonly ratingDiffersFromRecord: {
    readonly section: string
    readonly printed: OverallRag
    readonly recorded: OverallRag
  }
  readonly totalDiffersFromRecord: {
    readonly bucket: Bucket
    /** Null when none is printed. */
    readonly printed: number | null
    readonly recorded: number
  }
  readonly listedUnknown: { readonly ref: string }
  readonly listedOtherwise: { readonly ref: string; readonly bucket: Bucket }
  readonly notListed: { readonly ref: string; readonly bucket: Bucket }
}

export type FindingKind = keyof Kinds
/** One thing that does not agree. */
export type Finding = { readonly [K in FindingKind]: { readonly kind: K } & Kinds[K] }[FindingKind]

const GROUP_OF: Readonly<Record<FindingKind, FindingGroup>> = {
  oddRounding: 'arithmetic',
  impossibleShare: 'arithmetic',
  doesNotAddUp: 'arithmetic',
  mixedDecimals: 'arithmetic',
  sameShareTwoWays: 'arithmetic',
  countsAndShares: 'arithmetic',
  countedAs: 'tables',
  totalDiffers: 'tables',
  omittedFromTotals: 'tables',
  sectionTotalDiffers: 'tables',
  namedTwoWays: 'tables',
  ratingDiffersFromRule: 'tables',
  listDiffersFromTotals: 'tables',
  sectionNotPrinted: 'record',
  sectionUnknown: 'record',
  otherBase: 'record',
  sharesDiffer: 'record',
  ratingDiffersFromRecord: 'record',
  totalDiffersFromRecord: 'record',
  listedUnknown: 'record',
  listedOtherwise: 'record',
  notListed: 'record',
}

/** Takes a finding; returns what it is a disagreement with. */
export function groupOf({ kind }: Finding): FindingGroup {
  return GROUP_OF[kind]
}
