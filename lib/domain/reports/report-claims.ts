/**
 * What a sentence claims about statuses: "28 actions are On Track", "On Track: 28 (41%)", "actions 26 and 27 are At Risk", "the
 * plan has 69 counted actions". A claim that something narrows, which these rules do not understand, is no plain one.
 */

import type { FigureScope } from './report-figures'
import type { Bound, Token } from './report-words'
import { BUCKETS, type Bucket } from '@/lib/domain/status/status'

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

type Unit = 'actions' | 'sections'

interface ReadSentence {
  /** Its first token, and the one after its last. */
  readonly from: number
  readonly to: number
  readonly readings: readonly (readonly Bucket[])[]
  /** The parts of the plan that stand inside it. Null where nobody can tell which is meant. */
  readonly scopes: readonly FigureScope[] | null
  /** Whether the rules understand all that stands around it in its clause. */
  readonly isPlain: boolean
}

export type Claim =
  /** `of` is null where the sentence does not say what is counted. */
  | (ReadSentence & { readonly kind: 'amount'; readonly of: Unit | null; readonly amount: Amount })
  /** A figure in braces beside a status. */
  | (ReadSentence & {
      readonly kind: 'field'
      readonly field: Extract<Token, { kind: 'field' }>
      readonly amount: Amount
    })
  /** "Actions 26 and 27 are At Risk", "section 1.1 is not On Track". */
  | (ReadSentence & {
      readonly kind: 'rating'
      readonly refs: readonly string[] | null
      readonly isNot: boolean
    })
  /** "More actions are On Track than Delivered". */
  | (ReadSentence & {
      readonly kind: 'order'
      readonly than: readonly (readonly Bucket[])[]
      readonly isMore: boolean
    })

/** Takes a token and words in small letters; returns whether it is one of them. */
const isWord = (token: Token | undefined, words: ReadonlySet<string>) =>
  token !== undefined && words.has(token.text.toLowerCase())
const set = (words: string) => new Set(words.split(' '))

/** Words that lead from an amount or a subject to a status. */
const LINKS = set(
  'is are were was remain remains remained stay stays stand stands at as rated reported marked listed assessed judged classed recorded shown have has had been still also that which being number numbered',
)
/** And words between an amount and what is counted. */
const FILLERS = set("of the our its all counted different single plan total plan’s plan's a out –")
const PREPOSITIONS = set('in under of within across for at on among as by')
/** Words that may stand around a claim and leave it what it is. */
const PLAIN = new Set([
  ...PREPOSITIONS,
  ...set(
    'there are is we have has with the a an total of only just that note our its their it and also but while whereas which so overall or now all still alone too yet members board shows show means summary short stage point position moment period quarter report paper date end however meanwhile today this continues continue delivery count counts count: currently already were was had one',
  ),
])
const SEPARATORS = new Set([
  ':',
  '=',
  '–',
  '—',
  '-',
  '(',
  'is',
  'are',
  'at',
  'was',
  'were',
  'stands',
  'stand',
  'for',
  'up',
  'number',
  'totals',
  'total',
])
const NOT = set('not never')
const HAVE = set('have has')

/** Takes the tokens of a sentence; returns its claims in the order in which they stand. */
export function readClaims(tokens: readonly Token[]): Claim[] {
  const claims: Claim[] = []
  let at = 0
  while (at < tokens.length) {
    const claim =
      readOrder(tokens, at) ??
      readRating(tokens, at) ??
      readAmountFirst(tokens, at) ??
      readStatusFirst(tokens, at) ??
      readTotal(tokens, at)
    if (claim) claims.push(claim)
    at = claim ? Math.max(claim.to, at + 1) : at + 1
  }
  return claims
}

interface Read<T> {
  readonly value: T
  readonly next: number
}

const EXACTLY: Amount = {
  bound: 'exactly',
  count: null,
  base: null,
  percent: null,
  share: null,
  allBut: null,
}

/** "28", "28 of 69 (41%)", "about half of", "all but one", "no". */
function readAmount(tokens: readonly Token[], at: number): Read<Amount> | null {
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
function readOf(tokens: readonly Token[], at: number): Read<number> | null {
  let next = at
  if (tokens[next]?.text === 'out') next += 1
  if (tokens[next]?.text !== 'of') return null
  while (isWord(tokens[next], FILLERS) || tokens[next]?.kind === 'scope') next += 1
  const base = tokens[next]
  return base?.kind === 'number' ? { value: base.value, next: next + 1 } : null
}

/** "(41%)", "(28)", "(28 of 69)" after an amount. */
function withShare(tokens: readonly Token[], at: number, amount: Amount): Read<Amount> {
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
function readStatuses(tokens: readonly Token[], at: number): Read<readonly (readonly Bucket[])[]> | null {
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

/** What stands between an amount and its status, and what that says. */
function follow(tokens: readonly Token[], from: number) {
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

/** "28 actions are On Track", "41% On Track", "{on track} are On Track". */
function readAmountFirst(tokens: readonly Token[], at: number): Claim | null {
  const field = tokens[at]
  const read =
    field?.kind === 'field'
      ? withShare(tokens, readOf(tokens, at + 1)?.next ?? at + 1, {
          ...EXACTLY,
          base: readOf(tokens, at + 1)?.value ?? null,
        })
      : readAmount(tokens, at)
  if (!read) return null
  const way = follow(tokens, read.next)
  const status = readStatuses(tokens, tokens[way.next - 1]?.text === 'either' ? way.next - 1 : way.next)
  if (!status || isVerb(tokens, way, read.value)) return null
  // "3 of the 10 At Risk actions": the ten are another claim.
  const isOfOthers =
    read.value.base !== null &&
    (way.isRelative ||
      (way.next === read.next && tokens[status.next]?.kind === 'unit' && !isCounted(status.value)))
  if (isOfOthers) return null
  // "One of the At Risk actions".
  if (
    tokens.slice(read.next, way.next).some(({ text }) => text === 'of') &&
    tokens[way.next - 1]?.text !== 'as' &&
    !way.hasVerb &&
    !way.unit &&
    !way.scopes?.length
  )
    return null
  const after = readAfter(tokens, status.next)
  const isAttribute =
    way.isRelative || (tokens[status.next]?.kind === 'unit' && !way.unit && !isCounted(status.value))
  const sentence = {
    from: at,
    to: after.next,
    readings: status.value,
    scopes: way.scopes && after.scopes && [...way.scopes, ...after.scopes],
    isPlain:
      isPlainBefore(tokens, at) &&
      isPlainAfter(tokens, after.next) &&
      // "Ten At Risk actions need money" need not be all of them.
      (!isAttribute ||
        isEnd(tokens[after.next]) ||
        /^(?:the|are|is|has|have|with|we|count)$/i.test(tokens[at - 1]?.text ?? '')),
  }
  const amount = { ...read.value, percent: read.value.percent ?? way.percent ?? after.percent }
  return field?.kind === 'field'
    ? { ...sentence, kind: 'field', field, amount }
    : { ...sentence, kind: 'amount', of: way.unit ?? after.unit, amount }
}

const isCounted = ([first]: readonly (readonly Bucket[])[]) => (first?.length ?? 0) > 6

/** "Delivered" and "complete" are also verbs: "300 delivered" and "have delivered 300" are no statuses. */
function isVerb(
  tokens: readonly Token[],
  { next, unit, hasVerb, isHaving }: ReturnType<typeof follow>,
  { count, base, percent }: Amount,
): boolean {
  const status = tokens[next]
  if (
    status?.kind !== 'status' ||
    status.isLabel ||
    !status.readings.some((one) => one.includes('delivered'))
  )
    return false
  if (isHaving && !hasVerb) return true
  return !hasVerb && base === null && percent === null && !(unit && count !== null)
}

/** What may follow a status that ends a claim: "actions", "(41%)", "in section 1.1", "today". */
function readAfter(tokens: readonly Token[], at: number) {
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

/** "On Track: 28 (41%)", "At Risk actions make up 14%", "the number of actions Delivered is 26", "we have delivered 26 actions". */
function readStatusFirst(tokens: readonly Token[], at: number): Claim | null {
  const first = tokens[at]
  const status = readStatuses(tokens, at)
  if (!status || first?.kind !== 'status') return null
  const { next: afterPlace, unit, scopes } = readAfter(tokens, status.next)
  let next = afterPlace
  const isDone = isWord(tokens[at - 1], HAVE) && !first.isLabel
  let isSeparated = false
  while (
    SEPARATORS.has(tokens[next]?.text.toLowerCase() ?? '') ||
    /^(?:make|makes|account|accounts|now|represent|represents|also|only|still)$/i.test(
      tokens[next]?.text ?? '',
    )
  ) {
    isSeparated = true
    next += 1
  }
  const refs = tokens[next]
  if (isSeparated && (refs?.kind === 'refs' || isRefs(tokens, next))) {
    const list = readRefs(tokens, next)
    return (
      list && {
        kind: 'rating',
        from: at,
        to: list.next,
        readings: status.value,
        scopes: [],
        isPlain: true,
        refs: list.value,
        isNot: false,
      }
    )
  }
  const read = readAmount(tokens, next)
  if (!read || (!isSeparated && !isDone && !(first.isLabel && (isEnd(tokens[at - 1]) || at === 0))))
    return null
  const unitAfter =
    tokens[read.next]?.text === 'of' ? read.next + (tokens[read.next + 1]?.text === 'the' ? 2 : 1) : read.next
  const counted = tokens[unitAfter]
  if (isDone && counted?.kind !== 'unit') return null
  const after = readAfter(
    tokens,
    counted?.kind === 'unit' || counted?.kind === 'scope' ? unitAfter : read.next,
  )
  // "At Risk: 3 boards" and "delivered at 12 sites" count something else.
  if (!isEnd(tokens[after.next]) && !/^(?:and|of)$/.test(tokens[after.next]?.text ?? '')) return null
  const isParted =
    tokens[at - 1]?.text === 'of' && tokens[at - 2]?.text !== 'number' && tokens[at - 2]?.text !== 'share'
  return {
    kind: 'amount',
    from: at,
    to: after.next,
    readings: status.value,
    scopes: scopes && after.scopes && [...scopes, ...after.scopes],
    of: unit ?? unitBefore(tokens, at) ?? after.unit,
    amount: { ...read.value, percent: read.value.percent ?? after.percent },
    isPlain: !isParted && isPlainBefore(tokens, at, /^(?:share|proportion|number|actions|that|of|sections)$/),
  }
}

/** "The number of sections that are On Track is 15". */
function unitBefore(tokens: readonly Token[], at: number): Unit | null {
  const near = tokens.slice(Math.max(0, at - 3), at).findLast(({ kind }) => kind === 'unit')
  return near?.kind === 'unit' ? near.of : null
}

/** "26, 27 and 31", all of them in digits: references, where a status follows. */
function isRefs(tokens: readonly Token[], at: number): boolean {
  return (readRefs(tokens, at)?.value.length ?? 0) > 1
}

function readRefs(tokens: readonly Token[], at: number): Read<readonly string[]> | null {
  const refs: string[] = []
  let next = at
  for (;;) {
    const token = tokens[next]
    if (token?.kind === 'refs') refs.push(...token.refs)
    else if (token && /^\d[\d.]*\p{L}?$/u.test(token.text)) refs.push(token.text)
    else break
    next += 1
    const link = tokens[next]?.text
    const skip = link === ',' && tokens[next + 1]?.text === 'and' ? 2 : 1
    if ((link !== ',' && link !== 'and') || !/^\d|^action/i.test(tokens[next + skip]?.text ?? '')) break
    next += skip
  }
  return refs.length ? { value: refs, next } : null
}

/** "Section 1.1 is At Risk", "actions 26 and 27 remain At Risk", "action 8 has not been delivered". */
function readRating(tokens: readonly Token[], at: number): Claim | null {
  const subject = tokens[at]
  const before = tokens[at - 1]
  const isSections =
    subject?.kind === 'scope' && subject.scopes[0]?.level === 'section' && !isWord(before, PREPOSITIONS)
  const list = isSections
    ? null
    : subject?.kind === 'refs' || (subject?.kind === 'number' && isRefs(tokens, at))
      ? readRefs(tokens, at)
      : null
  if ((!isSections && !list) || isWord(before, PREPOSITIONS) || before?.text === '(') return null
  let next = list?.next ?? at + 1
  const isMarked = tokens[next]?.text === ':'
  if (isMarked) next += 1
  const from = next
  let isNot = false
  for (;;) {
    const token = tokens[next]
    if (isWord(token, NOT)) isNot = true
    else if (!(
      token &&
      (LINKS.has(token.text.toLowerCase()) ||
        token.kind === 'day' ||
        /^(?:all|both|each|yet|overall)$/.test(token.text))
    ))
      break
    next += 1
  }
  const status = readStatuses(tokens, next)
  if (!status || (!isMarked && next === from && !(list && isEnd(tokens[status.next])))) return null
  // "Section 1.1: On Track 1, At Risk 3" lists its actions.
  if (isMarked && (!isEnd(tokens[status.next]) || tokens[status.next]?.text === ':')) return null
  return {
    kind: 'rating',
    from: at,
    to: status.next,
    readings: status.value,
    scopes: subject?.kind === 'scope' ? subject.scopes : [],
    refs: list?.value ?? null,
    isNot,
    isPlain: true,
  }
}

/** "The plan has 69 counted actions", "section 1.4 has two actions", "of the 20 sections". */
function readTotal(tokens: readonly Token[], at: number): Claim | null {
  const read = readAmount(tokens, at)
  const counted = tokens[read?.next ?? at]
  const isCountedToo = counted?.kind === 'status' && isCounted(counted.readings)
  const unit = tokens[(read?.next ?? at) + (isCountedToo ? 1 : 0)]
  if (!read || unit?.kind !== 'unit' || read.value.count === null) return null
  const scope = tokens[at - 2]
  const isHeld = isWord(tokens[at - 1], HAVE) && scope?.kind === 'scope'
  const isThere = isCountedToo && /^(?:are|is)$/i.test(tokens[at - 1]?.text ?? '')
  const isBase = /^of$/i.test(tokens[at - (tokens[at - 1]?.text === 'the' ? 2 : 1)]?.text ?? '')
  const next = read.next + (isCountedToo ? 2 : 1)
  const isWhole = isEnd(tokens[next]) || ['in', 'and'].includes(tokens[next]?.text ?? '')
  if (!isWhole || (!isHeld && !isThere && !(isBase && tokens[next]?.text === ','))) return null
  return {
    kind: 'amount',
    from: at,
    to: next,
    readings: [isCountedToo ? BUCKETS : []],
    scopes: isHeld && scope?.kind === 'scope' ? (scope.scopes.length ? scope.scopes : null) : [],
    of: unit.of,
    amount: { ...read.value, base: read.value.count, count: null },
    isPlain: true,
  }
}

/** "More actions are On Track than Delivered", "fewer actions are At Risk than On Track". */
function readOrder(tokens: readonly Token[], at: number): Claim | null {
  const isMore = /^more$/i.test(tokens[at]?.text ?? '')
  if (!isMore && !/^fewer$/i.test(tokens[at]?.text ?? '')) return null
  const way = follow(tokens, at + 1)
  const status = readStatuses(tokens, way.next)
  if (!status || tokens[status.next]?.text !== 'than') return null
  const other = follow(tokens, status.next + 1)
  const than = readStatuses(tokens, other.next)
  if (!than || way.unit === 'sections') return null
  return {
    kind: 'order',
    from: at,
    to: than.next,
    readings: status.value,
    than: than.value,
    isMore,
    scopes: way.scopes,
    isPlain: isEnd(tokens[than.next]) && isPlainBefore(tokens, at),
  }
}

const isEnd = (token: Token | undefined) =>
  token === undefined || (token.kind === 'mark' && token.text !== '(')

/** Whether all that stands before a claim in its clause, and in the phrases that lead to it, is understood. */
function isPlainBefore(tokens: readonly Token[], at: number, also = /^$/): boolean {
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
function isPlainAfter(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return (
    isEnd(token) ||
    /^(?:and|but|while|whereas|overall|alone|or)$/i.test(token?.text ?? '') ||
    (token?.kind === 'elsewhere' && /^(?:compared|up|down|against)/i.test(token.text)) ||
    isWord(token, set('is are have need needs'))
  )
}
