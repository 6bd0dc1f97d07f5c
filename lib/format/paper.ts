/**
 * A report as a sequence of blocks: made once, in words, and drawn as a web page, on paper, as a Word file and as one HTML file,
 * so that they cannot differ.
 */

import type { OverallRag } from '@/lib/domain/rag'
import type { RollUp } from '@/lib/domain/roll-up'
import type { Bucket } from '@/lib/domain/status'
import type { StatusChart } from '@/lib/domain/status-chart'
import type { OverviewView } from '@/lib/domain/views'
import type { PlanPlace } from '@/lib/domain/place'
import type { PlanWords } from '@/lib/domain/plan'
import type { ChartWords } from './chart-words'

/** A run of text. */
export interface Span {
  readonly text: string
  /** An address of this site (from lib/paths.ts) or of another: the rows behind a number, the page of what is named. */
  readonly href?: string
  readonly strong?: boolean
}

/** One paragraph. */
export type Spans = readonly Span[]

export type PaperCell =
  | { readonly kind: 'text'; readonly paragraphs: readonly Spans[] }
  | { readonly kind: 'status'; readonly bucket: Bucket; readonly note?: string }
  | { readonly kind: 'rag'; readonly rag: OverallRag | null; readonly notes?: readonly string[] }
  /** A bar with its sentence; the address opens the actions that it is of. */
  | { readonly kind: 'breakdown'; readonly rollUp: RollUp; readonly href: string }

export interface PaperColumn {
  readonly header: string
  /** Right-aligned, in figures of equal width. */
  readonly numeric?: boolean
  /** Its share of the width, in whole per cent; the columns of a table sum to 100. */
  readonly width: number
}

export type Block =
  | {
      readonly kind: 'heading'
      readonly level: 2 | 3 | 4
      readonly id: string
      readonly text: string
      readonly href?: string
    }
  | { readonly kind: 'paragraph'; readonly spans: Spans }
  /** Something that a reader must not miss. */
  | { readonly kind: 'note'; readonly spans: Spans }
  | { readonly kind: 'list'; readonly items: readonly Spans[] }
  | { readonly kind: 'facts'; readonly items: readonly { readonly term: string; readonly value: Spans }[] }
  /** The first column names its row. Never without rows: say so in a paragraph instead. */
  | {
      readonly kind: 'table'
      /** Unique in its paper. */
      readonly id: string
      readonly caption: string
      readonly columns: readonly PaperColumn[]
      readonly rows: readonly (readonly PaperCell[])[]
    }
  /** The sentence, the bar and the tiles at the head of a plan. */
  | { readonly kind: 'headline'; readonly overview: OverviewView }
  | { readonly kind: 'chart'; readonly chart: StatusChart; readonly words: ChartWords }

export interface Paper {
  /** The report's reference, and whose plan it is about. */
  readonly label: string
  readonly title: string
  /** Day of the figures, day of the meeting. */
  readonly lines: readonly string[]
  /** Whose pages its addresses lead to, and what that plan calls its levels. */
  readonly plan: PlanPlace & { readonly words: PlanWords }
  readonly blocks: readonly Block[]
}
