/** What stands around a claim in its clause, and whether that leaves the claim what it is. */

import type { FigureScope } from './report-figures'
import type { Token } from './report-words'
import { type Amount, isWord, set, LINKS, FILLERS, EXACTLY, withShare } from './report-amounts'

export type Unit = 'actions' | 'sections'

export const PREPOSITIONS = set('in under of within across for at on among as by')
/** Words that may stand around a claim and leave it what it is. */
const PLAIN = new Set([
  ...PREPOSITIONS,
  ...set(
    'there are is we have has with the a an total of only just that note our its their it and also but while whereas which so overall or now all still alone too yet members board shows show means summary short stage point position moment period quarter report paper date end however meanwhile today this continues continue delivery count counts count: currently already were was had one',
  ),
])

export const HAVE = set('have has')

/** What stands between an amount and its status, and what that says. */
export function follow(tokens: readonly Token[], from: number) {
  let next = from
  let unit: Unit | null = null
  let [hasVerb, isHaving, isRelative] = [false, false, false]
  let percent: string | null = null
  let scopes: FigureScope[] | null = []
  for (;;) {
    const token = tokens[next]
    const text = token?.text.toLowerCase() ?? ''
    if (token?.kind === 'status') {
      // "69 counted actions are On Track": what is counted is not the point where a status follows.
      const isAdjective =
        text === 'counted' && tokens[next + 1]?.kind === 'unit' && follow(tokens, next + 1).hasStatus
      if (!isAdjective) break
    } else if (token?.kind === 'unit') unit ??= token.of
    else if (token?.kind === 'scope') {
      const isPlace = next > from
      if (!isPlace && tokens[next + 1]?.kind !== 'unit') break
      scopes = token.scopes.length && scopes ? [...scopes, ...token.scopes] : null
    } else if (token?.text === '(' && tokens[next + 1]?.kind === 'scope' && tokens[next + 2]?.text === ')') {
      const inside = tokens[next + 1]
      if (inside?.kind === 'scope')
        scopes = inside.scopes.length && scopes ? [...scopes, ...inside.scopes] : null
      next += 2
    } else if (token?.text === '(') {
      const share = withShare(tokens, next, EXACTLY)
      if (share.next === next || percent !== null) break
      percent = share.value.percent
      next = share.next - 1
    } else if (LINKS.has(text)) {
      hasVerb ||= ['is', 'are', 'was', 'were', 'been', 'being', 'as', 'remain', 'remains'].includes(text)
      isHaving ||= HAVE.has(text)
      isRelative ||= text === 'that' || text === 'which'
    } else if (
      token?.kind !== 'day' &&
      text !== 'either' &&
      !FILLERS.has(text) &&
      !(PREPOSITIONS.has(text) && ['scope', 'day'].includes(tokens[next + 1]?.kind ?? ''))
    )
      break
    next += 1
  }
  const status = tokens[next]
  return { next, unit, scopes, percent, hasVerb, isHaving, isRelative, hasStatus: status?.kind === 'status' }
}

/** "Delivered" and "complete" are also verbs: "300 delivered" and "have delivered 300" are no statuses. */
export function isVerb(
  tokens: readonly Token[],
  { next, unit, hasVerb, isHaving }: ReturnType<typeof follow>,
  { count, base, percent }: Amount,
): boolean {
  const status = tokens[next]
  if (status?.kind !== 'status' || status.isLabel || !status.isDone) return false
  if (isHaving && !hasVerb) return true
  return !hasVerb && base === null && percent === null && !(unit && count !== null)
}

/** What may follow a status that ends a claim: "actions", "(41%)", "in section 1.1", "today". */
export function readAfter(tokens: readonly Token[], at: number) {
  let next = at
  let unit: Unit | null = null
  let percent: string | null = null
  let scopes: FigureScope[] | null = []
  for (;;) {
    const token = tokens[next]
    const share = withShare(tokens, next, EXACTLY)
    const place = isWord(token, PREPOSITIONS) ? tokens[next + 1] : undefined
    if (token?.kind === 'unit' && unit === null) unit = token.of
    else if (share.next > next && percent === null) {
      percent = share.value.percent
      next = share.next - 1
    } else if (
      place?.kind === 'scope' ||
      (token?.text === '(' && tokens[next + 1]?.kind === 'scope' && tokens[next + 2]?.text === ')')
    ) {
      const inside = tokens[next + 1]
      if (inside?.kind === 'scope')
        scopes = inside.scopes.length && scopes ? [...scopes, ...inside.scopes] : null
      next += token?.text === '(' ? 2 : 1
    } else if (token?.kind === 'scope')
      scopes = token.scopes.length && scopes ? [...scopes, ...token.scopes] : null
    else if (place?.kind === 'day') next += 1
    // Today, or the day of the figures, leaves it what it is.
    else if (token?.kind !== 'day') return { next, unit, percent, scopes }
    next += 1
  }
}

/** "The number of sections that are On Track is 15". */
export function unitBefore(tokens: readonly Token[], at: number): Unit | null {
  const near = tokens.slice(Math.max(0, at - 3), at).findLast(({ kind }) => kind === 'unit')
  return near?.kind === 'unit' ? near.of : null
}

export const isEnd = (token: Token | undefined) =>
  token === undefined || (token.kind === 'mark' && token.text !== '(')

/** Whether all that stands before a claim in its clause, and in the phrases that lead to it, is understood. */
export function isPlainBefore(tokens: readonly Token[], at: number, also = /^$/): boolean {
  let start = at
  while (
    start > 0 &&
    !isEnd(tokens[start - 1]) &&
    !/^(?:that|while|whereas|but)$/i.test(tokens[start - 1]?.text ?? '')
  )
    start -= 1
  const isPlain = (token: Token) =>
    ['scope', 'day', 'unit', 'number', 'percent', 'share', 'bound', 'status'].includes(token.kind) ||
    isWord(token, PLAIN) ||
    also.test(token.text.toLowerCase()) ||
    (token.kind === 'mark' && token.text !== '?')
  // "Of the actions led by boards, five are On Track"; a clause that has a verb of its own leads to nothing.
  const lead = tokens.slice(0, start)
  const isPhrase =
    isWord(lead[0], PREPOSITIONS) || /^(?:with|from|where|when|by|apart)$/i.test(lead[0]?.text ?? '')
  return tokens.slice(start, at).every(isPlain) && (!isPhrase || lead.every(isPlain))
}

/** Whether what follows a claim leaves it what it is: "two are At Risk for want of funding" need not be all of those At Risk. */
export function isPlainAfter(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return (
    isEnd(token) ||
    /^(?:and|but|while|whereas|overall|alone|or)$/i.test(token?.text ?? '') ||
    (token?.kind === 'elsewhere' && /^(?:compared|up|down|against)/i.test(token.text)) ||
    isWord(token, set('is are have need needs'))
  )
}
