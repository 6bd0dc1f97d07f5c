/** The words of a sentence that matter when its figures are checked: amounts, statuses, what is counted, and where. */

import type { FigureScope } from './report-figures'
import type { Bucket } from './status'

interface Placed {
  readonly start: number
  readonly end: number
  /** As it stands in the sentence. */
  readonly text: string
}

/** Words for a part of the plan that do not say which: "this pillar", "Pillar 9" of four. */
export interface UnclearPlace {
  readonly level: 'pillar' | 'section'
  /** As they stand in the sentence. */
  readonly unclear: string
}

/** What a sentence says of where. */
export type Place = FigureScope | UnclearPlace

/** Takes a place; returns whether nobody can tell which it is. */
export function isUnclear(place: Place): place is UnclearPlace {
  return 'unclear' in place
}

export type Meaning =
  /** `isCapital`: written like the label, which sets "Delivered" apart from the verb. */
  | { readonly kind: 'status'; readonly buckets: readonly Bucket[]; readonly isCapital: boolean }
  /** Null for a reference that is no number. */
  | { readonly kind: 'number'; readonly value: number | null; readonly ref: string | null }
  /** Digits without the sign: "41", "33.3". */
  | { readonly kind: 'percent'; readonly percent: string }
  | { readonly kind: 'fraction'; readonly count: number; readonly base: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'unit'; readonly of: 'actions' | 'sections' }
  | { readonly kind: 'scope'; readonly scopes: readonly Place[] }
  | { readonly kind: 'word' }
  | { readonly kind: 'mark' }

export type Token = Placed & Meaning

/** Reads one kind of token from a place in a sentence on; null where there is none. */
export type Reader = (
  sentence: string,
  at: number,
) => { readonly length: number; readonly meaning: Meaning } | null

/** Takes what is worked out of a sentence's tokens; returns the same, worked out once for each sentence and not at each of its places. */
export function oncePerSentence<T>(
  workOut: (tokens: readonly Token[]) => T,
): (tokens: readonly Token[]) => T {
  const known = new WeakMap<readonly Token[], { readonly found: T }>()
  return (tokens) => {
    const entry = known.get(tokens) ?? { found: workOut(tokens) }
    known.set(tokens, entry)
    return entry.found
  }
}
