/** What keeps a draft from being issued, besides that no one has reviewed it. */

import type { TextCheck } from './compose-report'
import { type DraftFigure, findUnchecked } from './draft-figures'
import type { DraftContent } from './report-draft'
import type { FigureFault } from './figure-faults'
import type { Gap, GapKind } from './readiness'

export type Obstacle =
  /** A text with a field that names nothing or contradicts what stands beside it, with too much in it, or not read yet. */
  | { readonly kind: 'text'; readonly check: TextCheck }
  /** Typed figures that disagree with the plan, and that no one has checked by hand. */
  | { readonly kind: 'typed'; readonly figures: readonly DraftFigure[] }
  /** Something is missing, and no one said why the report goes out as it is. */
  | { readonly kind: 'gap'; readonly gap: GapKind }
  /** Risks taken over from another report, which no one has read again. */
  | { readonly kind: 'risks'; readonly from: string }
  /** Another draft corrected the same report first. */
  | {
      readonly kind: 'corrected'
      readonly report: string
      readonly by: { readonly code: string; readonly reference: string }
    }
  /** Figures that were worked out here do not agree: the program is wrong. */
  | { readonly kind: 'fault'; readonly fault: FigureFault }

/** The report that a draft corrects, and the one that corrects it already. */
interface Corrected {
  readonly reference: string
  readonly correctedBy: { readonly code: string; readonly reference: string } | null
}

/** Takes a draft and what it comes to; returns what keeps it from being issued, in the order of the report. */
export function findObstacles(
  { content, corrects }: { readonly content: DraftContent; readonly corrects: Corrected | null },
  {
    checks,
    typed,
    gaps,
    faults,
  }: {
    readonly checks: readonly TextCheck[]
    readonly typed: readonly DraftFigure[]
    readonly gaps: readonly Gap[]
    readonly faults: readonly FigureFault[]
  },
): Obstacle[] {
  const unchecked = findUnchecked(typed)
  return [
    ...(corrects?.correctedBy
      ? [{ kind: 'corrected', report: corrects.reference, by: corrects.correctedBy } as const]
      : []),
    ...faults.map((fault): Obstacle => ({ kind: 'fault', fault })),
    ...checks.filter(isWrong).map((check): Obstacle => ({ kind: 'text', check })),
    ...(unchecked.length ? [{ kind: 'typed', figures: unchecked } as const] : []),
    ...(content.risksFrom === null ? [] : [{ kind: 'risks', from: content.risksFrom } as const]),
    ...gaps.flatMap(({ kind }): Obstacle[] => (content.notes[kind] ? [] : [{ kind: 'gap', gap: kind }])),
  ]
}

/** Whether a text has something in it that no one can have meant, or was not read. */
function isWrong({ unknown, excess, read }: TextCheck): boolean {
  return unknown.length > 0 || excess !== null || read === null || read.contradictions.length > 0
}

/**
 * Takes an obstacle; returns whether those who write the draft have to fix it in its texts, and so have to before someone reviews
 * it. What is missing may come by itself in time, or get a note.
 */
export function isForWriters({ kind }: Obstacle): boolean {
  return kind === 'text' || kind === 'risks' || kind === 'corrected'
}
