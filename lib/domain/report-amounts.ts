/** How many a sentence speaks of: "28", "28 (41%)", "41% (28 of 69)", "one in four", "about half of", "none". */

import { oncePerSentence, type Token } from './report-tokens'

type Bound = 'exactly' | 'about' | 'over' | 'atLeast' | 'under' | 'atMost'

/** How many of how many, in any of the forms that a text has for it. */
export interface Amount {
  readonly count: number | null
  readonly base: number | null
  /** Digits without the sign. */
  readonly percent: string | null
  readonly fraction: { readonly count: number; readonly base: number } | null
  readonly isAll: boolean
  readonly bound: Bound
}

export interface ReadAmount {
  readonly amount: Amount
  /** More than one number, or numbers that can only be references: "26, 27 and 31". readRefs reads them. */
  readonly isList: boolean
  /** The token after it. */
  readonly next: number
  /** Where in "3 of the 10" its last number stands, which may begin a claim of its own; else null. */
  readonly lastNumber: number | null
}

/** Takes a token and words in small letters; returns whether it is one of them. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token !== undefined && words.includes(token.text.toLowerCase())
}

const DETERMINERS = ['the', 'its', 'our', 'these', 'those', 'all', 'counted']

const BOUNDS: readonly (readonly [Bound, readonly string[]])[] = [
  ['over', ['more than']],
  ['under', ['fewer than', 'less than']],
  ['atLeast', ['at least']],
  ['atMost', ['at most', 'up to']],
  ['over', ['over', 'above']],
  ['under', ['under', 'below']],
  ['about', ['about', 'around', 'roughly', 'approximately', 'nearly', 'almost', 'some']],
]

/** What stands before a figure that is about another day, about a change, or about more than one. */
const ELSEWHERE = ['from', 'than', 'between', 'against', 'versus', 'by', 'further', 'another', 'or']

/** Takes tokens and the place of a figure; returns how exactly it is meant, or null where it is about something else. */
function readBound(tokens: readonly Token[], at: number): Bound | null {
  const before = [tokens[at - 2]?.text, tokens[at - 1]?.text].map((text) => text?.toLowerCase() ?? '')
  const [, last = ''] = before
  for (const [bound, phrases] of BOUNDS)
    if (phrases.some((phrase) => phrase === before.join(' ') || phrase === last)) return bound
  const isRange = last === 'and' && isWord(tokens[at - 3], 'between')
  return isRange || ELSEWHERE.includes(last) ? null : 'exactly'
}

/** Takes tokens and a place; returns the amount that begins there, or null. */
export function readAmount(tokens: readonly Token[], at: number): ReadAmount | null {
  const token = tokens[at]
  const bound = readBound(tokens, at)
  if (!token || bound === null) return null
  const empty: Amount = { count: null, base: null, percent: null, fraction: null, isAll: false, bound }
  if (token.kind === 'percent') return readAfterPercent(tokens, at + 1, { ...empty, percent: token.percent })
  if (token.kind === 'fraction') return end({ ...empty, fraction: token }, at + 1)
  if (token.kind === 'all') {
    const after = isWord(tokens[at + 1], 'the', 'of') ? at + 2 : at + 1
    const next = tokens[after]
    const isNumbered = next?.kind === 'number' && next.value !== null
    const count = isNumbered ? next.value : null
    return end({ ...empty, isAll: true, count }, isNumbered ? after + 1 : at + 1)
  }
  return token.kind === 'number' ? readAfterNumber(tokens, at, empty) : null
}

const end = (amount: Amount, next: number, lastNumber: number | null = null): ReadAmount => ({
  ...{ amount, next, lastNumber, isList: false },
})

/** "41%", then "(28)" or "(28 of 69)". */
function readAfterPercent(tokens: readonly Token[], next: number, amount: Amount): ReadAmount {
  const [open, first] = [tokens[next], tokens[next + 1]]
  if (open?.text !== '(' || first?.kind !== 'number') return end(amount, next)
  const last = tokens[next + 3]
  if (isWord(tokens[next + 2], 'of') && last?.kind === 'number' && tokens[next + 4]?.text === ')')
    return end({ ...amount, count: first.value, base: last.value }, next + 5)
  return tokens[next + 2]?.text === ')' ? end({ ...amount, count: first.value }, next + 3) : end(amount, next)
}

/** "28", then ", 27 and 31", "of 69", "out of 69", "in four", "(41%)". */
function readAfterNumber(tokens: readonly Token[], at: number, empty: Amount): ReadAmount | null {
  const list = readList(tokens, at)
  if (list) return { ...end(empty, list.next), isList: true }
  const first = tokens[at]
  if (first?.kind !== 'number' || first.value === null) return null
  let amount: Amount = { ...empty, count: first.value }
  let next = at + 1
  let lastNumber: number | null = null
  const of = readOf(tokens, next)
  if (of) {
    amount = { ...amount, base: of.value }
    next = of.next
    lastNumber = of.isDetermined ? of.next - 1 : null
  }
  const among = tokens[next + 1]
  if (!of && isWord(tokens[next], 'in') && among?.kind === 'number' && among.value && !/\d/.test(among.text))
    return end({ ...empty, fraction: { count: first.value, base: among.value } }, next + 2)
  const share = readShare(tokens, next)
  if (share) return end({ ...amount, percent: share.percent }, share.next)
  return end(amount, next, lastNumber)
}

/** Takes tokens and a place; returns the share in brackets that stands there: "(41%)", "(41% of 69)". */
export function readShare(tokens: readonly Token[], at: number): { percent: string; next: number } | null {
  const share = tokens[at + 1]
  if (tokens[at]?.text !== '(' || share?.kind !== 'percent') return null
  const next = readOf(tokens, at + 2)?.next ?? at + 2
  return tokens[next]?.text === ')' ? { percent: share.percent, next: next + 1 } : null
}

/** "of 69", "out of the 69". */
function readOf(tokens: readonly Token[], at: number) {
  let next = isWord(tokens[at], 'out') ? at + 1 : at
  if (!isWord(tokens[next], 'of')) return null
  next += 1
  const isDetermined = isWord(tokens[next], ...DETERMINERS)
  if (isDetermined) next += 1
  const base = tokens[next]
  return base?.kind === 'number' && base.value !== null
    ? { value: base.value, next: next + 1, isDetermined }
    : null
}

/** Of each number in a sentence: the number that "," or "and" leads on to, and what is true of all those that follow so. */
const linksOf = oncePerSentence((tokens) => {
  const links: { following: number | null; end: number; isReferences: boolean }[] = []
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at]
    if (token?.kind !== 'number') continue
    const next = at + 1
    const isLinked = tokens[next]?.text === ',' || isWord(tokens[next], 'and')
    const skip = tokens[next]?.text === ',' && isWord(tokens[next + 1], 'and') ? 2 : 1
    // "28 of 69 actions are On Track and 10 (14%) At Risk" is no list.
    const isList = isLinked && tokens[next + skip]?.kind === 'number' && tokens[next + skip + 1]?.text !== '('
    const following = isList ? next + skip : null
    const rest = following === null ? null : links[following]
    links[at] = {
      following,
      end: rest?.end ?? next,
      isReferences: /\d/.test(token.text) && (rest?.isReferences ?? true),
    }
  }
  return links
})

/** Two references or more: "26, 27 and 31". One alone, where it is plainly none but a reference: "action 26", "26.3". */
function readList(tokens: readonly Token[], at: number): { next: number } | null {
  const [first, before, links] = [tokens[at], tokens[at - 1], linksOf(tokens)[at]]
  if (first?.kind !== 'number' || !links?.isReferences) return null
  const isNamed = before?.kind === 'unit' && before.of === 'actions'
  return links.following !== null || isNamed || first.value === null ? { next: links.end } : null
}

/** Takes tokens and the place of the first of several references; returns all of them. */
export function readRefs(tokens: readonly Token[], at: number): readonly string[] {
  const refs: string[] = []
  for (let one: number | null = at; one !== null; one = linksOf(tokens)[one]?.following ?? null)
    refs.push(tokens[one]?.text ?? '')
  return refs
}
