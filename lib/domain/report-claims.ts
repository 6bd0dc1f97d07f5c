/**
 * What a sentence claims about statuses: "28 actions are On Track", "41% On Track", "On Track: 28 (41%)", "26, 27 and 31 are
 * At Risk". Only forms that are plainly such claims are read, so that a figure about something else is left alone.
 */

import { type Amount, isWord, readAmount, type ReadAmount, readRefs } from './report-amounts'
import {
  followToStatus,
  LINKS,
  PREPOSITIONS,
  readAfterStatus,
  readPlace,
  readStatuses,
  type Unit,
  type Way,
} from './report-phrases'
import { oncePerSentence, type Place, type Token } from './report-tokens'
import type { Bucket } from './status'

interface Said {
  /** Its first token, and the one after its last. */
  readonly from: number
  readonly to: number
  readonly buckets: readonly Bucket[]
  /** The parts of the plan that stand inside the claim. */
  readonly scopes: readonly Place[]
}

export type Claim =
  /** `of` is null where the sentence does not say what is counted. */
  | (Said & { readonly kind: 'amount'; readonly of: Unit | null; readonly amount: Amount })
  /** `isWhole`: "the actions At Risk are 26 and 27" leaves none out. */
  | (Said & { readonly kind: 'list'; readonly refs: readonly string[]; readonly isWhole: boolean })
  /** "Sections 1.1 and 2.1 are At Risk." */
  | (Said & { readonly kind: 'ratings' })

/** Takes the tokens of a sentence; returns its claims in the order in which they stand. */
export const readClaims = oncePerSentence((tokens): readonly Claim[] => {
  // "28 and 10 are On Track and At Risk respectively" pairs what cannot be paired here.
  if (tokens.some((token) => isWord(token, 'respectively'))) return []
  const claims: Claim[] = []
  let at = 0
  while (at < tokens.length) {
    const claim = readRatings(tokens, at) ?? readAmountFirst(tokens, at) ?? readStatusFirst(tokens, at)
    if (claim) claims.push(claim)
    // A status that ends one claim may begin a list: "2 are At Risk: 26 and 27".
    const isAhead = claim && tokens[claim.to - 1]?.kind === 'status' && claim.to - 1 > at
    at = claim ? claim.to - (isAhead ? 1 : 0) : at + 1
  }
  return claims
})

/** "28 actions are On Track", "41% On Track", "26, 27 and 31 are At Risk". */
function readAmountFirst(tokens: readonly Token[], at: number): Claim | null {
  const read = readAmount(tokens, at)
  const way = read && followToStatus(tokens, read.next)
  if (!read || !way) return null
  // "3 of the 10 At Risk" speaks of 10 At Risk, and "one of the At Risk actions" of no number of them.
  if (way.next === read.next && read.lastNumber !== null) return null
  if (isWord(tokens[way.next - 1], 'the', 'these', 'those', 'its', 'our') && isWord(tokens[read.next], 'of'))
    return null
  const status = readStatuses(tokens, way.next)
  if (!status || isVerb(tokens, way, read)) return null
  const after = readAfterStatus(tokens, status.next)
  const said = {
    ...{ from: at, to: after.next, buckets: status.buckets },
    scopes: [...way.scopes, ...after.scopes],
  }
  if (read.isList)
    return after.unit || way.unit
      ? null
      : { ...said, kind: 'list', refs: readRefs(tokens, at), isWhole: false }
  const percent = read.amount.percent ?? way.percent ?? after.percent
  return { ...said, kind: 'amount', of: way.unit ?? after.unit, amount: { ...read.amount, percent } }
}

/** "Delivered" is also a verb: "300 delivered" and "have delivered 300" are no statuses. */
function isVerb(tokens: readonly Token[], way: Way, { amount }: ReadAmount): boolean {
  const status = tokens[way.next]
  if (status?.kind !== 'status') return true
  // "12 people at risk of losing": not the status.
  if (!status.isCapital && isWord(tokens[way.next + 1], 'of')) return true
  if (!status.buckets.includes('delivered') || status.buckets.length > 1 || status.isCapital) return false
  const isDone = way.links.some((link) => ['are', 'is', 'were', 'was', 'been', 'as'].includes(link))
  const isHaving =
    way.links.some((link) => ['have', 'has', 'had'].includes(link)) && !way.links.includes('been')
  return isHaving || (!isDone && way.unit === null) || (way.unit === null && amount.count === null)
}

/** "On Track: 28 (41%)", "At Risk (10)", "the actions At Risk are 26 and 27". */
function readStatusFirst(tokens: readonly Token[], at: number): Claim | null {
  const status = readStatuses(tokens, at)
  const first = tokens[at]
  if (!status || first?.kind !== 'status') return null
  let next = status.next
  const unitToken = tokens[next]
  const unit = unitToken?.kind === 'unit' ? unitToken.of : null
  if (unit) next += 1
  const place = readPlace(tokens, next)
  if (place) next = place.next
  const separator = tokens[next]
  const isMarked = separator !== undefined && [':', '=', '–', '—', '-', '('].includes(separator.text)
  const isSaid = isWord(separator, 'is', 'are', 'stands', 'stand')
  if (isMarked || isSaid) next += 1
  if (isSaid && isWord(tokens[next], 'at')) next += 1
  const named = tokens[next]
  if (named?.kind === 'unit' && named.of === 'actions') next += 1
  const read = readAmount(tokens, next)
  if (!read) return null
  const after = readAfterStatus(tokens, read.next)
  const isEnded = isEnd(tokens, after.next)
  if (!isEnded || (!isMarked && !isSaid && !first.isCapital)) return null
  const said = {
    from: at,
    to: after.next,
    buckets: status.buckets,
    scopes: [...(place?.scopes ?? []), ...after.scopes],
  }
  if (read.isList)
    return after.unit ? null : { ...said, kind: 'list', refs: readRefs(tokens, next), isWhole: true }
  const percent = read.amount.percent ?? after.percent
  return { ...said, kind: 'amount', of: unit ?? after.unit, amount: { ...read.amount, percent } }
}

const isEnd = (tokens: readonly Token[], at: number) =>
  tokens[at] === undefined || tokens[at].kind === 'mark' || isWord(tokens[at], 'and')

/** "Section 1.1 is At Risk", "Sections 1.1 and 2.1: At Risk". */
function readRatings(tokens: readonly Token[], at: number): Claim | null {
  const subject = tokens[at]
  if (subject?.kind !== 'scope' || isWord(tokens[at - 1], ...PREPOSITIONS) || tokens[at - 1]?.text === '(')
    return null
  if (subject.scopes.some(({ level }) => level !== 'section')) return null
  let next = at + 1
  while (LINKS.has(tokens[next]?.text.toLowerCase() ?? '')) next += 1
  const isMarked = next === at + 1 && tokens[next]?.text === ':'
  if (isMarked) next += 1
  const status = tokens[next]
  if (next === at + 1 || status?.kind !== 'status') return null
  // "Section 1.1: On Track 1, At Risk 3" lists its actions.
  if (isMarked && !isEnd(tokens, next + 1)) return null
  if (isMarked && readStatusFirst(tokens, next)) return null
  return { kind: 'ratings', from: at, to: next + 1, buckets: status.buckets, scopes: subject.scopes }
}
