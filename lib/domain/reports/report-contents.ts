/** What a report carries besides the plan: its texts, and what it tells of people's answers. It names no person. */

import type { FrozenBoardRequest } from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import type { FrozenFigure } from './draft-figures'
import type { FrozenDispute } from '@/lib/domain/board/disputes'
import type { StalledAction } from '@/lib/domain/movement/time-in-status'
import type { Comparison } from '@/lib/domain/movement/movement'
import type { Metric } from '@/lib/domain/plan/plan'
import type { ReportText } from './report-fields'
import type { StatusCode } from '@/lib/domain/status/status'
import type { Freshness } from '@/lib/domain/plan/views'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'

/** An action that was delivered since the report before, and what came of it. */
export interface DeliveredItem extends CodeAndTitle {
  readonly achievements: ReportText
  readonly impact: ReportText
  readonly learning: ReportText
}

/** An action on which nothing was said in the period, though it is not delivered. */
export interface Unanswered extends CodeAndTitle {
  /** The bodies that answer for it: those that lead it, else those that the plan names. */
  readonly bodies: readonly string[]
  /** The day that its last update is true of; null when there is none. */
  readonly lastOn: IsoDate | null
}

/** Entries of a published paper that are about another plan. */
interface PublishedElsewhere {
  readonly delivered: readonly {
    readonly code: string
    readonly summary: string
    readonly metrics: readonly Metric[]
    /** The text that could be read breaks off. */
    readonly isCutOff: boolean
  }[]
  readonly offTrack: readonly {
    readonly code: string
    readonly summary: string
    readonly leads: readonly string[]
    /** Null where the paper does not say which of the two it is. */
    readonly status: StatusCode | null
    /** How the status is known, where it is. */
    readonly evidence: string | null
    readonly reason: string | null
    readonly mitigation: string | null
    readonly isCutOff: boolean
  }[]
}

/** Where a report was not written here: how much of the published paper is in it. */
export interface PublishedContents {
  /** The code under which its printed figures are checked. */
  readonly printed: string
  /** What could not be read of each part; null where all of it was. */
  readonly notes: {
    readonly risks: string | null
    readonly delivered: string | null
    readonly offTrack: string | null
  }
  /** The plan that its delivered and off-track entries are about. */
  readonly otherPlan: string
  readonly elsewhere: PublishedElsewhere
}

/** What moved since the report before, which is named by its fingerprint as well. */
export interface ReportSince {
  readonly code: string
  readonly reference: string
  readonly asAt: IsoDate
  readonly sha256: string
  readonly movement: Comparison
  /** Adverse actions that have been so in several reports before, the longest first. */
  readonly standstills: readonly StalledAction[]
}

export interface ReportContents {
  readonly texts: { readonly summary: ReportText; readonly risks: ReportText }
  /** The figures that were typed into its texts and its title. Not in documents of before version 3, nor in reports that were not written here. */
  readonly typedFigures?: readonly FrozenFigure[]
  /** Null where the report was not written here. */
  readonly delivered: readonly DeliveredItem[] | null
  /** The report that it follows; null for the first. */
  readonly since: ReportSince | null
  /** Null where nothing is known: figures of an earlier day, or no period in which updates were asked for. */
  readonly unanswered: { readonly period: string; readonly rows: readonly Unanswered[] } | null
  readonly freshness: Freshness
  /** What the board raised, until it has read the answer. */
  readonly asks: readonly FrozenBoardRequest[]
  readonly disputes: readonly FrozenDispute[]
  /** Null for a report that was written here. */
  readonly published: PublishedContents | null
}
