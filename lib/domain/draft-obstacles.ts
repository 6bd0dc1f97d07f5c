/** What keeps a draft from being issued, besides that nobody has reviewed it. */

import type { TextCheck } from './compose-matter'
import type { DraftContent } from './report-draft'
import { type Excess, LONGEST_RESOLVED, MOST_FIELDS } from './report-fields'
import type { Gap, GapKind } from './readiness'

export type Obstacle =
  /** A text with a field that names nothing, with a figure that is not so or cannot be checked, too long, or not checked yet. */
  | { readonly kind: 'text'; readonly check: TextCheck }
  /** Something is missing, and nobody said why the report goes out as it is. */
  | { readonly kind: 'gap'; readonly gap: GapKind }
  /** Risks taken over from another report, which nobody has read again. */
  | { readonly kind: 'risks'; readonly from: string }
  /** Figures that were worked out here do not agree: the program is wrong. */
  | { readonly kind: 'fault'; readonly fault: string }

/** Takes a draft and what it comes to; returns what keeps it from being issued, in the order of the report. */
export function findObstacles(
  { content }: { readonly content: DraftContent },
  {
    checks,
    gaps,
    faults,
  }: {
    readonly checks: readonly TextCheck[]
    readonly gaps: readonly Gap[]
    readonly faults: readonly string[]
  },
): Obstacle[] {
  return [
    ...faults.map((fault): Obstacle => ({ kind: 'fault', fault })),
    ...checks.map((check): Obstacle => ({ kind: 'text', check })),
    ...(content.risksFrom === null ? [] : [{ kind: 'risks', from: content.risksFrom } as const]),
    ...gaps.flatMap(({ kind }): Obstacle[] => (content.notes[kind] ? [] : [{ kind: 'gap', gap: kind }])),
  ]
}

/**
 * Takes an obstacle; returns whether those who write the draft put it right in its texts, and so have to before somebody reviews
 * it. What is missing may come by itself in time, or get a note.
 */
export function isForWriters({ kind }: Obstacle): boolean {
  return kind === 'text' || kind === 'risks'
}

/** What a text has too much of, with the way out. */
export const EXCESS: Readonly<Record<Excess, string>> = {
  fields: `The text has more than ${MOST_FIELDS} figures in braces. Take some of them out`,
  length: `With its figures worked out, the text is longer than ${LONGEST_RESOLVED.toLocaleString('en-GB')} characters. Take out some of its lists, or make it shorter`,
}

/** Takes an obstacle; returns it in half a sentence. The draft's page says it at length. */
export function sayObstacle(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'fault':
      return obstacle.fault.replace(/\.$/, '')
    case 'text': {
      const { findings, unknown, excess } = obstacle.check
      const [found] = findings ?? []
      if (excess) return EXCESS[excess]
      if (found)
        return found.kind === 'wrong'
          ? `“${found.says}” is not so`
          : `“${found.place.unclear}” does not say which ${found.place.level} “${found.says}” is about`
      return unknown[0]
        ? `{${unknown[0].name}} names no figure`
        : 'A text could not be checked in time. Try again in a minute, or make it shorter'
    }
    case 'risks':
      return `Nobody has read the risks of ${obstacle.from} again`
    case 'gap':
      return 'Something is missing, and there is no note on it'
  }
}
