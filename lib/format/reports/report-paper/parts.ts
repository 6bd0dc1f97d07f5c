/** What the parts of a report are made from, and the blocks that they have in common. */

import type { DatedTo } from '@/lib/domain/dates'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { PrintedHeadline } from '@/lib/domain/printed/printed-headline'
import type { ReportContents } from '@/lib/domain/reports/report-contents'
import type { ReportName, SnapshotDocument } from '@/lib/domain/reports/snapshot'
import type { OverviewView } from '@/lib/domain/plan/views'
import type { Block, Spans } from '@/lib/format/paper/paper'

/** What a report froze, or would. */
export interface ReportSource {
  readonly document: SnapshotDocument
  readonly plan: PlanState
  /** Null while it is a draft. */
  readonly sha256: string | null
}

export type Other = Pick<ReportName, 'code' | 'reference'> | null

/** What the list of reports knows of one, and its document does not. */
export interface ReportRef {
  readonly corrects: Other
  readonly correctedBy: (NonNullable<Other> & { readonly correction: string | null }) | null
  /** What its figures are of. */
  readonly figuresOf: DatedTo
  /** Where a printed paper of the same day has another headline: why, in sentences. */
  readonly printed: readonly PrintedHeadline[]
  readonly previous: Other
}

/** What its parts are made from. */
export interface Parts extends ReportSource, ReportRef {
  readonly overview: OverviewView
}

/** A report of version 2 with what its texts and people's answers come to. */
export type PaperSource = Parts & { readonly matter: ReportContents }

export const heading = (id: string, text: string): Block => ({ kind: 'heading', level: 2, id, text })

export const paragraph = (spans: Spans): Block => ({ kind: 'paragraph', spans })

export const sentence = (text: string): Block => paragraph([{ text }])
