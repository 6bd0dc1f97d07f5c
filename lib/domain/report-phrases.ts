/** The phrases that claims are made of: what stands between an amount and its status, a place, several statuses, what follows. */

import { isWord, readShare } from './report-amounts'
import type { Place, Token } from './report-tokens'
import { BUCKETS, type Bucket } from './status'

export type Unit = 'actions' | 'sections'

/** Words that lead from an amount or a place to a status. */
export const LINKS = new Set(
  'are is were was remain remains remained stay stays stand stands at as rated reported marked listed assessed judged shown have has had been now currently still also that which being both each'.split(
    ' ',
  ),
)
const ADJECTIVES = new Set('counted reported numbered delivery single the these those its our'.split(' '))
export const PREPOSITIONS = ['in', 'under', 'of', 'within', 'across', 'for', 'from']

/** What stands between an amount and its status. */
export interface Way {
  readonly next: number
  readonly unit: Unit | null
  readonly scopes: readonly Place[]
  readonly links: readonly string[]
  /** "28 actions (41%) are On Track". */
  readonly percent: string | null
}

/** Follows a sentence from an amount to the status it is about; null where something else comes between. */
export function followToStatus(tokens: readonly Token[], from: number): Way | null {
  let next = from
  let unit: Unit | null = null
  const scopes: Place[] = []
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
    } else if (token.kind === 'scope' && tokens[next + 1]?.kind === 'unit') {
      // "Three Pillar 1 actions".
      scopes.push(...token.scopes)
      next += 1
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
export function readPlace(
  tokens: readonly Token[],
  at: number,
): { scopes: readonly Place[]; next: number } | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (isWord(first, ...PREPOSITIONS) && second?.kind === 'scope')
    return { scopes: second.scopes, next: at + 2 }
  if (first?.text === '(' && second?.kind === 'scope' && third?.text === ')')
    return { scopes: second.scopes, next: at + 3 }
  return null
}

/** One status or several: "At Risk or Off Track", "At Risk, Off Track or Delivery Date Missed with Risk". */
export function readStatuses(
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
export function readAfterStatus(tokens: readonly Token[], at: number) {
  let next = at
  let unit: Unit | null = null
  let percent: string | null = null
  const scopes: Place[] = []
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
