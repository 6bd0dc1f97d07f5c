/** The phrases that claims are made of: what stands between an amount and its status, a place, several statuses, what follows. */

import { isWord, readShare } from './report-amounts'
import { oncePerSentence, type Place, type Token } from './report-tokens'
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

const waysOf = oncePerSentence(() => new Map<number, Way | null>())

/** Follows a sentence from an amount to the status it is about; null where something else comes between. */
export function followToStatus(tokens: readonly Token[], from: number): Way | null {
  // Every number of a list leads here to the same place.
  const ways = waysOf(tokens)
  const known = ways.get(from)
  const way = known === undefined ? findStatus(tokens, from) : known
  ways.set(from, way)
  return way
}

function findStatus(tokens: readonly Token[], from: number): Way | null {
  let next = from
  let unit: Unit | null = null
  const scopes: Place[] = []
  const links: string[] = []
  let percent: string | null = null
  for (;;) {
    if (tokens[next]?.kind === 'status' && !isAdjective(tokens, next))
      return { next, unit, scopes, links, percent }
    const step = readStep(tokens, next, percent !== null)
    if (!step) return null
    unit = step.unit ?? unit
    percent = step.percent ?? percent
    scopes.push(...(step.scopes ?? []))
    if (step.link) links.push(step.link)
    next = step.next
  }
}

/** What may stand between an amount and its status. */
interface Step {
  readonly next: number
  readonly unit?: Unit
  readonly scopes?: readonly Place[]
  readonly link?: string
  readonly percent?: string
}

function readStep(tokens: readonly Token[], at: number, hasShare: boolean): Step | null {
  const token = tokens[at]
  if (!token) return null
  const share = hasShare ? null : readShare(tokens, at)
  if (share) return share
  const inside = readPlace(tokens, at)
  if (inside) return inside
  const next = at + 1
  // "Three Pillar 1 actions".
  if (token.kind === 'scope' && tokens[next]?.kind === 'unit') return { next, scopes: token.scopes }
  if (token.kind === 'unit') return { next, unit: token.of }
  if (isWord(token, 'of') && reachesUnit(tokens, next)) return { next }
  const text = token.text.toLowerCase()
  if (LINKS.has(text)) return { next, link: text }
  return text === '–' || text === '—' || ADJECTIVES.has(text) ? { next } : null
}

/** "28 counted actions are On Track": what is counted is not the point, where a status follows. */
function isAdjective(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'status' || token.buckets.length < BUCKETS.length) return false
  if (tokens[at + 1]?.kind !== 'unit') return false
  let next = at + 1
  let hasShare = false
  while (tokens[next]?.kind !== 'status') {
    const step = readStep(tokens, next, hasShare)
    if (!step) return false
    hasShare ||= step.percent !== undefined
    next = step.next
  }
  return true
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

interface Series {
  readonly next: number
  readonly buckets: readonly Bucket[]
}

/** Of each status in a sentence: where the series that begins there ends, and all that it names. */
const seriesOf = oncePerSentence((tokens) => {
  const series: Series[] = []
  /** Of each comma between statuses: whether the series ends in "or". "On Track, At Risk: 10" is no series. */
  const endsInOr: boolean[] = []
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at]
    const isComma = token?.text === ','
    endsInOr[at] =
      isComma && tokens[at + 1]?.kind === 'status'
        ? (endsInOr[at + 2] ?? false)
        : isWord(tokens[isComma ? at + 1 : at], 'or')
    if (token?.kind !== 'status') continue
    const next = at + 1
    const comma = tokens[next]?.text === ',' ? 1 : 0
    const isJoined = comma === 1 || isWord(tokens[next], 'or')
    const other = next + comma + (isWord(tokens[next + comma], 'or') ? 1 : 0)
    const rest = isJoined && endsInOr[next] ? series[other] : undefined
    series[at] = rest
      ? { next: rest.next, buckets: [...new Set([...token.buckets, ...rest.buckets])] }
      : { next, buckets: token.buckets }
  }
  return series
})

/** One status or several: "At Risk or Off Track", "At Risk, Off Track or Delivery Date Missed with Risk". */
export function readStatuses(tokens: readonly Token[], at: number): Series | null {
  return seriesOf(tokens)[at] ?? null
}

interface AfterStatus {
  readonly next: number
  readonly unit: Unit | null
  readonly percent: string | null
  readonly scopes: readonly Place[]
}

const afterwardsOf = oncePerSentence(() => new Map<number, AfterStatus>())

/** What may follow a status that ends a claim: "actions", "(41%)", "in section 1.1". */
export function readAfterStatus(tokens: readonly Token[], at: number): AfterStatus {
  const afterwards = afterwardsOf(tokens)
  const after = afterwards.get(at) ?? findAfterStatus(tokens, at)
  afterwards.set(at, after)
  return after
}

function findAfterStatus(tokens: readonly Token[], at: number): AfterStatus {
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
