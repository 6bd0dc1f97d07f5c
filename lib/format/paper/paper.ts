/**
 * A report as a sequence of blocks: made once, in words, and drawn as a web page, on paper, as a Word file and as one HTML file,
 * so that they cannot differ.
 */

import type { OverallRag } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { Bucket, HasStatuses } from '@/lib/domain/status/status'
import type { StatusChart } from '@/lib/domain/charts/status-chart'
import type { OverviewView } from '@/lib/domain/plan/views'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { HasLevels, PlanWords } from '@/lib/domain/plan/plan'
import type { ChartWords } from '@/lib/format/charts/chart-words'

/** A run of text. */
export interface Span {
  readonly text: string
  /** An address of this site (from lib/paths.ts) or of another: the rows behind a number, the page of what is named. */
  readonly href?: string
  readonly strong?: boolean
  /** Said in a lower voice: that something is not recorded, what something rests on. */
  readonly quiet?: boolean
  /** What an abbreviation stands for. */
  readonly expansion?: string
  /** The language of a plan's own text, where it is not the paper's. */
  readonly lang?: string
}

/** One paragraph. */
export type Spans = readonly Span[]

export type PaperCell =
  | { readonly kind: 'text'; readonly paragraphs: readonly Spans[] }
  | {
      readonly kind: 'status'
      readonly bucket: Bucket
      readonly note?: string
    }
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
  | {
      readonly kind: 'list'
      readonly items: readonly Spans[]
      /** Short items, which may stand in two columns. */
      readonly isShort?: boolean
      /** On a screen it opens under these words; on paper it is open. */
      readonly folded?: string
      /** Where all of its items are listed, for a screen that shows the first of many. */
      readonly all?: string
    }
  | { readonly kind: 'facts'; readonly items: readonly { readonly term: string; readonly value: Spans }[] }
  /** The first column names its row. Never without rows: say so in a paragraph instead. */
  | {
      readonly kind: 'table'
      /** Unique in its paper. */
      readonly id: string
      /** Where all of its rows are listed, for a screen that shows the first of many; and how many that shows, if not the usual. */
      readonly all?: string
      readonly most?: number
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
  /** Whose pages its addresses lead to, and what that plan calls its levels and statuses. */
  readonly plan: PlanAt & HasStatuses & HasLevels & { readonly words: PlanWords }
  readonly blocks: readonly Block[]
}

/** Takes spans; returns those that follow each other and lead to the same address together, to be drawn as one link. */
export function joinLinks(spans: Spans): { readonly href: string | null; readonly spans: Spans }[] {
  const runs: { href: string | null; spans: Span[] }[] = []
  for (const span of spans) {
    const href = span.href ?? null
    const last = runs.at(-1)
    if (last && last.href === href) last.spans.push(span)
    else runs.push({ href, spans: [span] })
  }
  return runs
}

/** A part of a paper: its heading, null for what stands before the first, and what stands below it. */
export interface PaperPart {
  readonly heading: Extract<Block, { kind: 'heading' }> | null
  readonly blocks: readonly Block[]
}

/** Takes a paper's blocks; returns its parts, each begun by a heading of the second level. */
export function splitParts(blocks: readonly Block[]): PaperPart[] {
  const parts: { heading: PaperPart['heading']; blocks: Block[] }[] = []
  for (const block of blocks) {
    const part = parts.at(-1)
    if (block.kind === 'heading' && block.level === 2) parts.push({ heading: block, blocks: [] })
    else if (part) part.blocks.push(block)
    else parts.push({ heading: null, blocks: [block] })
  }
  return parts
}

/** Takes a paper and the id of one of its parts, as an address has it; returns that part, or null when it has none such. */
export function findPart(paper: Paper, id: unknown): PaperPart | null {
  return splitParts(paper.blocks).find(({ heading }) => heading !== null && heading.id === id) ?? null
}
