/**
 * What a sentence claims about statuses: "28 actions are On Track", "41% On Track", "On Track: 28 (41%)", "26, 27 and 31 are
 * At Risk". Only forms that are plainly such claims are read, so that a figure about something else is left alone.
 */

import { type Amount, isWord, readAmount, type ReadAmount, readShare } from './report-amounts'
import type { FigureScope } from './report-figures'
import type { Token } from './report-words'
import { BUCKETS, type Bucket } from './status'

interface Said {
  /** Its first token, and the one after its last. */
  readonly from: number
  readonly to: number
  readonly buckets: readonly Bucket[]
  /** The parts of the plan that stand inside the claim. */
  readonly scopes: readonly FigureScope[]
}

type Unit = 'actions' | 'sections'

export type Claim =
  /** `of` is null where the sentence does not say what is counted. */
  | (Said & { readonly kind: 'amount'; readonly of: Unit | null; readonly amount: Amount })
  /** `isWhole`: "the actions At Risk are 26 and 27" leaves none out. */
  | (Said & { readonly kind: 'list'; readonly refs: readonly string[]; readonly isWhole: boolean })
  /** "Sections 1.1 and 2.1 are At Risk." */
  | (Said & { readonly kind: 'ratings' })

/** Takes the tokens of a sentence; returns its claims in the order in which they stand. */
export function readClaims(tokens: readonly Token[]): Claim[] {
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
}

const LINKS = new Set(
  'are is were was remain remains remained stay stays stand stands at as rated reported marked listed assessed judged shown have has had been now currently still also that which being both each'.split(
    ' ',
  ),
)
const ADJECTIVES = new Set('counted reported numbered delivery single the these those its our'.split(' '))
const PREPOSITIONS = ['in', 'under', 'of', 'within', 'across', 'for', 'from']

/** What stands between an amount and its status. */
interface Way {
  readonly next: number
  readonly unit: Unit | null
  readonly scopes: readonly FigureScope[]
  readonly links: readonly string[]
  /** "28 actions (41%) are On Track". */
  readonly percent: string | null
}

/** Follows a sentence from an amount to the status it is about; null where something else comes between. */
function followToStatus(tokens: readonly Token[], from: number): Way | null {
  let next = from
  let unit: Unit | null = null
  const scopes: FigureScope[] = []
  const links: string[] = []
  let percent: string | null = null
  for (;;) {
    const token = tokens[next]
    const inside = readPlace(tokens, next)
    const share = readShare(tokens, next)
    if (!token) return null
    if (token.kind === 'status' && !isAdjective(tokens, next)) return { next, unit, scopes, links, percent }
    if (share && percent === null) {
      percent = share.percent
      next = share.next
    } else if (inside) {
      scopes.push(...inside.scopes)
      next = inside.next
    } else if (token.kind === 'unit') {
      unit = token.of
      next += 1
    } else if (isWord(token, 'of') && reachesUnit(tokens, next + 1)) next += 1
    else if (LINKS.has(token.text.toLowerCase())) {
      links.push(token.text.toLowerCase())
      next += 1
    } else if (token.text === '–' || token.text === '—' || ADJECTIVES.has(token.text.toLowerCase())) next += 1
    else return null
  }
}

/** "28 counted actions are On Track": what is counted is not the point. */
function isAdjective(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'status' || token.buckets.length < BUCKETS.length) return false
  return tokens[at + 1]?.kind === 'unit' && followToStatus(tokens, at + 1) !== null
}

function reachesUnit(tokens: readonly Token[], from: number): boolean {
  let next = from
  while (isWord(tokens[next], ...ADJECTIVES, 'all')) next += 1
  return tokens[next]?.kind === 'unit'
}

/** "in section 1.1", "(section 1.1)". */
function readPlace(
  tokens: readonly Token[],
  at: number,
): { scopes: readonly FigureScope[]; next: number } | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (isWord(first, ...PREPOSITIONS) && second?.kind === 'scope') {
    // "in the Plan pillar": the word for the level follows its name.
    const isLevel = third?.kind === 'word' && third.text.toLowerCase() === 'pillar'
    return { scopes: second.scopes, next: at + (isLevel ? 3 : 2) }
  }
  if (first?.text === '(' && second?.kind === 'scope' && third?.text === ')')
    return { scopes: second.scopes, next: at + 3 }
  return null
}

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
  if (read.refs.length)
    return after.unit || way.unit ? null : { ...said, kind: 'list', refs: read.refs, isWhole: false }
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

/** One status or several: "At Risk or Off Track", "At Risk, Off Track or Delivery Date Missed with Risk". */
function readStatuses(
  tokens: readonly Token[],
  at: number,
): { buckets: readonly Bucket[]; next: number } | null {
  const first = tokens[at]
  if (first?.kind !== 'status') return null
  const buckets = [...first.buckets]
  let next = at + 1
  for (;;) {
    const comma = tokens[next]?.text === ',' ? 1 : 0
    const isJoined = comma === 1 || isWord(tokens[next], 'or')
    const skip = comma + (isWord(tokens[next + comma], 'or') ? 1 : 0)
    const other = tokens[next + skip]
    if (!isJoined || other?.kind !== 'status' || !endsInOr(tokens, next)) return { buckets, next }
    buckets.push(...other.buckets)
    next += skip + 1
  }
}

/** Whether a series of statuses ends in "or": "On Track, At Risk: 10" is no series. */
function endsInOr(tokens: readonly Token[], from: number): boolean {
  let next = from
  while (tokens[next]?.text === ',' && tokens[next + 1]?.kind === 'status') next += 2
  return isWord(tokens[tokens[next]?.text === ',' ? next + 1 : next], 'or')
}

/** What may follow a status that ends a claim: "actions", "(41%)", "in section 1.1". */
function readAfterStatus(tokens: readonly Token[], at: number) {
  let next = at
  let unit: Unit | null = null
  let percent: string | null = null
  const scopes: FigureScope[] = []
  for (;;) {
    const token = tokens[next]
    const share = readShare(tokens, next)
    const place = readPlace(tokens, next)
    if (token?.kind === 'unit' && unit === null) {
      unit = token.of
      next += 1
    } else if (share && percent === null) {
      percent = share.percent
      next = share.next
    } else if (place) {
      scopes.push(...place.scopes)
      next = place.next
    } else return { next, unit, percent, scopes }
  }
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
  if (read.refs.length) return after.unit ? null : { ...said, kind: 'list', refs: read.refs, isWhole: true }
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
