/** Which part of the plan a claim is about. */

import { isWord } from './report-amounts'
import { type Claim, readClaims } from './report-claims'
import type { CheckedFigures, FigureScope } from './report-figures'
import { PREPOSITIONS } from './report-phrases'
import { isUnclear, oncePerSentence, type Place, type Token, type UnclearPlace } from './report-tokens'
import { BUCKETS, type Bucket } from './status'

/** The parts of the plan that a claim may be about, the likeliest first; where it cannot be told, what was said instead. */
export interface ClaimScopes {
  readonly scopes: readonly FigureScope[]
  readonly unclear: UnclearPlace | null
}

/** Places further away than this many others are not what a claim is about. */
const MOST_PLACES = 50

/** Where in a sentence its places stand, which of them begin a claim of their own, and what parts its clauses; in order. */
const outlineOf = oncePerSentence((tokens) => {
  const isBreak = (token: Token) =>
    token.text === ',' || token.text === ';' || isWord(token, 'and', 'while', 'but')
  const where = (is: (token: Token) => boolean) => tokens.flatMap((token, at) => (is(token) ? [at] : []))
  return {
    places: where(({ kind }) => kind === 'scope'),
    breaks: where(isBreak),
    subjects: new Set(readClaims(tokens).flatMap((one) => (one.kind === 'ratings' ? [one.from] : []))),
  }
})

/** Takes numbers in order and one more; returns how many of them are below it. */
export function countBelow(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Takes a claim, the tokens of its sentence and the figures of the plan; returns the parts of the plan that it may be about:
 * those inside it; else those of its own clause; else those named before it, as in "In section 1.1, 3 are At Risk"; else the
 * whole plan. A place that nobody can tell is never taken for the whole plan.
 */
export function findScopes(
  { from, to, scopes }: Claim,
  { tokens, figures }: { readonly tokens: readonly Token[]; readonly figures: Pick<CheckedFigures, 'whole'> },
): ClaimScopes {
  if (scopes.length) return settle(scopes)
  const { places, breaks, subjects } = outlineOf(tokens)
  const before = countBelow(places, from)
  const clause = {
    from: breaks[countBelow(breaks, from) - 1] ?? -1,
    to: breaks[countBelow(breaks, to)] ?? tokens.length,
  }
  const scopesAt = (at: number) => {
    const token = tokens[at]
    return token?.kind === 'scope' ? token.scopes : []
  }
  const own = places
    .slice(Math.max(0, before - MOST_PLACES), before + MOST_PLACES)
    .filter((at) => at > clause.from && at < clause.to && !subjects.has(at))
  if (own.length) return settle(own.flatMap(scopesAt))
  const nearest = places[before - 1]
  if (nearest === undefined) {
    const later = places.slice(0, MOST_PLACES).flatMap(scopesAt)
    return { scopes: [figures.whole, ...knownOf(later)], unclear: null }
  }
  const settled = settle(chainTo(nearest, tokens))
  // A section that was only rated, "Section 1.1 is At Risk and 28 actions are On Track", need not be what comes next is about.
  return subjects.has(nearest) ? { scopes: [...settled.scopes, figures.whole], unclear: null } : settled
}

/** "In section 1.1 of this pillar, 3 are At Risk": the place that ends there, and what it is a part of. */
function chainTo(last: number, tokens: readonly Token[]): readonly Place[] {
  const chain: (readonly Place[])[] = []
  for (let at = last; chain.length < MOST_PLACES; at -= 2) {
    const token = tokens[at]
    if (token?.kind !== 'scope') break
    chain.push(token.scopes)
    if (!isWord(tokens[at - 1], ...PREPOSITIONS)) break
  }
  return chain.reverse().flat()
}

const knownOf = (places: readonly Place[]) => places.flatMap((place) => (isUnclear(place) ? [] : [place]))

/** "Section 1.1 of this pillar" is clear by its section; of "this section of Pillar 1" nobody can tell which. */
function settle(places: readonly Place[]): ClaimScopes {
  const known = knownOf(places)
  const isSection = known.some(({ level }) => level === 'section')
  const unclear = places.filter(isUnclear).find(({ level }) => level === 'section' || !isSection) ?? null
  return { scopes: withUnion(known), unclear }
}

/** Several sections may be meant each by itself, or together. */
function withUnion(scopes: readonly FigureScope[]): readonly FigureScope[] {
  const distinct = [...new Set(scopes)]
  const [first] = distinct
  if (!first || distinct.length < 2 || distinct.some(({ level }) => level !== first.level)) return distinct
  const refs = Object.fromEntries(
    BUCKETS.map((bucket) => [bucket, distinct.flatMap((scope) => scope.refs[bucket])]),
  ) as Record<Bucket, string[]>
  const base = distinct.reduce((sum, { rollUp }) => sum + rollUp.base, 0)
  const sections = distinct.flatMap((scope) => scope.sections)
  return [...distinct, { ...first, rollUp: { ...first.rollUp, base }, refs, sections }]
}
