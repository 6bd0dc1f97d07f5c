/**
 * What a sentence claims about statuses: "28 actions are On Track", "On Track: 28 (41%)", "actions 26 and 27 are At Risk", "the
 * plan has 69 counted actions". A claim that something narrows, which these rules do not understand, is no plain one.
 */

import type { FigureScope } from './report-figures'
import { ALL_COUNTED, type Token } from './report-words'
import type { Bucket } from '@/lib/domain/status/status'
import {
  type Amount,
  isWord,
  set,
  LINKS,
  type Read,
  EXACTLY,
  readAmount,
  readOf,
  withShare,
  readStatuses,
} from './report-amounts'
import {
  type Unit,
  PREPOSITIONS,
  HAVE,
  follow,
  isVerb,
  readAfter,
  unitBefore,
  isEnd,
  isPlainBefore,
  isPlainAfter,
} from './report-clauses'

interface ReadSentence {
  /** Its first token, and the one after its last. */
  readonly from: number
  readonly to: number
  readonly readings: readonly (readonly Bucket[])[]
  /** The parts of the plan that stand inside it. Null where no one can tell which is meant. */
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

const isCounted = ([first]: readonly (readonly Bucket[])[]) => first?.includes(ALL_COUNTED) ?? false

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
    readings: [isCountedToo ? [ALL_COUNTED] : []],
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
