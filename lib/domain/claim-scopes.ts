/** Which part of the plan a claim is about. */

import { isWord } from './report-amounts'
import { type Claim, readClaims } from './report-claims'
import type { FigureScope, PlanFigures } from './report-figures'
import { PREPOSITIONS } from './report-phrases'
import { isUnclear, type Place, type Token, type UnclearPlace } from './report-tokens'
import { BUCKETS, type Bucket } from './status'

/** The parts of the plan that a claim may be about, the likeliest first; where it cannot be told, what was said instead. */
export interface ClaimScopes {
  readonly scopes: readonly FigureScope[]
  readonly unclear: UnclearPlace | null
}

/**
 * Takes a claim, the tokens of its sentence and the figures of the plan; returns the parts of the plan that it may be about:
 * those inside it; else those of its own clause; else those named before it, as in "In section 1.1, 3 are At Risk"; else the
 * whole plan. A place that nobody can tell is never taken for the whole plan.
 */
export function findScopes(
  { from, to, scopes }: Claim,
  { tokens, figures }: { readonly tokens: readonly Token[]; readonly figures: PlanFigures },
): ClaimScopes {
  if (scopes.length) return settle(scopes)
  const all = tokens.flatMap((token, at) => (token.kind === 'scope' ? [{ token, at }] : []))
  const isBreak = (token: Token) =>
    token.text === ',' || token.text === ';' || isWord(token, 'and', 'while', 'but')
  const isInClause = (at: number) => {
    const [low, high] = at < from ? [at, from] : [to, at]
    return !tokens.slice(low, high).some(isBreak)
  }
  const isSubject = (at: number) =>
    readClaims(tokens).some((one) => one.kind === 'ratings' && one.from === at)
  const own = all.filter(({ at }) => isInClause(at) && !isSubject(at))
  if (own.length) return settle(own.flatMap(({ token }) => token.scopes))
  const nearest = all.filter(({ at }) => at < from).at(-1)
  if (!nearest)
    return { scopes: [figures.whole, ...all.flatMap(({ token }) => knownOf(token.scopes))], unclear: null }
  const settled = settle(chainTo(nearest.at, tokens))
  // A section that was only rated, "Section 1.1 is At Risk and 28 actions are On Track", need not be what comes next is about.
  return isSubject(nearest.at) ? { scopes: [...settled.scopes, figures.whole], unclear: null } : settled
}

/** "In section 1.1 of this pillar, 3 are At Risk": the place that ends there, and what it is a part of. */
function chainTo(at: number, tokens: readonly Token[]): readonly Place[] {
  const token = tokens[at]
  if (token?.kind !== 'scope') return []
  return isWord(tokens[at - 1], ...PREPOSITIONS)
    ? [...chainTo(at - 2, tokens), ...token.scopes]
    : token.scopes
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
