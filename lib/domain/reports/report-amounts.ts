/** Amounts and statuses as a sentence has them: "28 of 69 (41%)", "about half of", "At Risk or Off Track". */

import type { Bound, Token } from './report-words'
import { type Bucket } from '@/lib/domain/status/status'

/** How many of how many, in any of the forms that a text has for it. */
export interface Amount {
  readonly bound: Bound | 'exactly'
  readonly count: number | null
  readonly base: number | null
  /** Digits without the sign. */
  readonly percent: string | null
  readonly share: { readonly least: number; readonly most: number } | null
  /** "All but two". */
  readonly allBut: number | null
}

/** Takes a token and words in small letters; returns whether it is one of them. */
export const isWord = (token: Token | undefined, words: ReadonlySet<string>) =>
  token !== undefined && words.has(token.text.toLowerCase())

export const set = (words: string) => new Set(words.split(' '))

/** Words that lead from an amount or a subject to a status. */
export const LINKS = set(
  'is are were was remain remains remained stay stays stand stands at as rated reported marked listed assessed judged classed recorded shown have has had been still also that which being number numbered',
)
/** And words between an amount and what is counted. */
export const FILLERS = set("of the our its all counted different single plan total plan’s plan's a out –")

export interface Read<T> {
  readonly value: T
  readonly next: number
}

export const EXACTLY: Amount = {
  bound: 'exactly',
  count: null,
  base: null,
  percent: null,
  share: null,
  allBut: null,
}

/** "28", "28 of 69 (41%)", "about half of", "all but one", "no". */
export function readAmount(tokens: readonly Token[], at: number): Read<Amount> | null {
  const first = tokens[at]
  if (first?.kind === 'bound') {
    const read = readAmount(tokens, at + 1)
    return read && { ...read, value: { ...read.value, bound: first.bound } }
  }
  if (first?.kind === 'percent') return withShare(tokens, at + 1, { ...EXACTLY, percent: first.percent })
  if (first?.kind === 'share') {
    const butOne = tokens[at + 2]
    if (first.least === 1 && tokens[at + 1]?.text === 'but' && butOne?.kind === 'number')
      return { value: { ...EXACTLY, allBut: butOne.value }, next: at + 3 }
    const count = tokens[at + 1]
    // "All 18 actions"; "no 18" is none.
    if (first.least === 1 && count?.kind === 'number')
      return { value: { ...EXACTLY, share: first, count: count.value }, next: at + 2 }
    const of = readOf(tokens, at + 1)
    return { value: { ...EXACTLY, share: first, base: of?.value ?? null }, next: of?.next ?? at + 1 }
  }
  if (first?.kind !== 'number') return null
  const of = readOf(tokens, at + 1)
  return withShare(tokens, of?.next ?? at + 1, { ...EXACTLY, count: first.value, base: of?.value ?? null })
}

/** "of 69", "out of the plan's 69", "of a total of 69". */
export function readOf(tokens: readonly Token[], at: number): Read<number> | null {
  let next = at
  if (tokens[next]?.text === 'out') next += 1
  if (tokens[next]?.text !== 'of') return null
  while (isWord(tokens[next], FILLERS) || tokens[next]?.kind === 'scope') next += 1
  const base = tokens[next]
  return base?.kind === 'number' ? { value: base.value, next: next + 1 } : null
}

/** "(41%)", "(28)", "(28 of 69)" after an amount. */
export function withShare(tokens: readonly Token[], at: number, amount: Amount): Read<Amount> {
  const inside = tokens[at]?.text === '(' ? tokens[at + 1] : undefined
  if (inside?.kind === 'percent' && amount.percent === null) {
    const of = readOf(tokens, at + 2)
    const end = of?.next ?? at + 2
    if (tokens[end]?.text === ')') return { value: { ...amount, percent: inside.percent }, next: end + 1 }
  }
  if (inside?.kind === 'number' && amount.count === null) {
    const of = readOf(tokens, at + 2)
    const end = of?.next ?? at + 2
    if (tokens[end]?.text === ')')
      return { value: { ...amount, count: inside.value, base: of?.value ?? amount.base }, next: end + 1 }
  }
  return { value: amount, next: at }
}

/** A status or several: "At Risk or Off Track", "Delivered, On Track or At Risk", "either Delivered or On Track". */
export function readStatuses(
  tokens: readonly Token[],
  at: number,
): Read<readonly (readonly Bucket[])[]> | null {
  let next = tokens[at]?.text.toLowerCase() === 'either' ? at + 1 : at
  const firstStatus = tokens[next]
  if (firstStatus?.kind !== 'status') return null
  let readings = firstStatus.readings
  next += 1
  const pending: (readonly Bucket[])[] = []
  for (let ahead = next; ;) {
    const isOr =
      tokens[ahead]?.text === 'or' || (tokens[ahead]?.text === 'and' && !isAmountNext(tokens, ahead + 2))
    const isComma = tokens[ahead]?.text === ','
    const skip = isComma && tokens[ahead + 1]?.text === 'or' ? 2 : 1
    const other = tokens[ahead + skip]
    if ((!isOr && !isComma) || other?.kind !== 'status') break
    if (tokens[ahead]?.text === 'and' && (!other.isLabel || isAmountNext(tokens, ahead + skip + 1))) break
    pending.push(other.readings[0] ?? [])
    ahead += skip + 1
    // "On Track, At Risk: 10" is no series.
    if (isComma && skip === 1) continue
    readings = [[...new Set([...(readings[0] ?? []), ...pending.flat()])]]
    next = ahead
    break
  }
  return { value: readings, next }
}

const isAmountNext = (tokens: readonly Token[], at: number) =>
  ['number', 'percent', 'share'].includes(tokens[at]?.kind ?? '')
