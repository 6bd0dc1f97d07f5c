/** Whether a report's text agrees with the figures of its plan: every figure that stands beside a status is worked out again. */

import { roundShare, decimalsOf } from './printed-share'
import { type Amount, isWord } from './report-amounts'
import { type Claim, readClaims } from './report-claims'
import { fieldOf, type Run } from './report-fields'
import {
  type FigureScope,
  type Measure,
  measureIn,
  type PlanFigures,
  type RowsBehind,
  rowsBehind,
} from './report-figures'
import { plainText, type TextBlock } from './report-text'
import { makeLexer, splitSentences, type Token } from './report-words'
import { OVERALL_RAGS, type OverallRag } from './rag'
import { BUCKETS, type Bucket } from './status'

/** A place where a text says something else than the plan does. */
export interface Disagreement {
  readonly sentence: string
  /** As much of it as makes the claim. */
  readonly says: string
  /** What is so: how many of how many, in which part of the plan, and which. */
  readonly measure: Measure
  readonly scope: FigureScope
  readonly count: number
  readonly base: number
  readonly list: readonly string[]
  /** Of a list that names what stands otherwise: those, with where they stand; null for a number that no action has. */
  readonly wrong: readonly { readonly code: string; readonly stands: Bucket | OverallRag | null }[]
  readonly isList: boolean
  /** The field that says it, to write in its place. */
  readonly field: string
  readonly rows: RowsBehind
}

/** Takes the blocks of a text as they read and the figures of their plan; returns where they disagree, in order. */
export function checkText(blocks: readonly TextBlock<Run>[], figures: PlanFigures): Disagreement[] {
  const read = makeLexer(figures)
  return blocks
    .flatMap(({ items }) => items)
    .flatMap((runs) => splitSentences(plainText(runs)))
    .flatMap((sentence) => {
      const tokens = read(sentence)
      return readClaims(tokens).flatMap((claim) => judge(claim, { sentence, tokens, figures }) ?? [])
    })
}

interface Context {
  readonly sentence: string
  readonly tokens: readonly Token[]
  readonly figures: PlanFigures
}

function judge(claim: Claim, context: Context): Disagreement | null {
  if (isAboutAnotherDay(claim, context)) return null
  if (claim.kind === 'ratings') return judgeRatings(claim, context)
  return claim.kind === 'list' ? judgeList(claim, context) : judgeAmount(claim, context)
}

/** What a sentence says that speaks of a change, or of another report than this one. */
const CHANGES =
  /\b(?:since|newly|previous(?:ly)?|last (?:report|time|quarter|period|meeting)|report before|this (?:quarter|period)|during)\b/i
const COMPARED =
  /\b(?:up|down|rose|fell|risen|fallen|increased?|decreased?|compared|against|instead of|moved|recovered|worsened)\b[^,;]*$/i

/** Whether the claim is about a change or about another day: then this plan's figures say nothing of it. */
function isAboutAnotherDay({ from, to }: Claim, { sentence, tokens }: Context): boolean {
  const start = tokens[from]?.start ?? 0
  const until = tokens[to - 1]?.end ?? sentence.length
  const isPast = tokens.slice(from, to).some((token) => isWord(token, 'were', 'was', 'had'))
  const isNew = tokens.slice(from, to).some((token) => isWord(token, 'have', 'has', 'been', 'newly'))
  if (COMPARED.test(sentence.slice(0, start))) return true
  if (!CHANGES.test(sentence)) return false
  // "Three actions have been delivered since the last report" counts a change; "28 are On Track" is about now, whatever follows.
  return (
    isPast || isNew || CHANGES.test(sentence.slice(0, start)) || /^\s*since\b/i.test(sentence.slice(until))
  )
}

/**
 * The parts of the plan that a claim may be about: those inside it; else those of its own clause; else those named before it,
 * as in "In section 1.1, 3 are At Risk"; else the whole plan.
 */
function findScopes({ from, to, scopes }: Claim, { tokens, figures }: Context): readonly FigureScope[] {
  if (scopes.length) return withUnion(scopes)
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
  if (own.length) return withUnion(own.flatMap(({ token }) => token.scopes))
  const before = all.filter(({ at }) => at < from)
  const nearest = before.at(-1)
  // A section that was only rated, "Section 1.1 is At Risk and 28 actions are On Track", need not be what comes next is about.
  if (nearest) return [...withUnion(nearest.token.scopes), ...(isSubject(nearest.at) ? [figures.whole] : [])]
  return [figures.whole, ...all.flatMap(({ token }) => token.scopes)]
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

const isRag = (bucket: Bucket): bucket is Bucket & OverallRag =>
  (OVERALL_RAGS as readonly string[]).includes(bucket)

function measureOf(of: 'actions' | 'sections', buckets: readonly Bucket[]): Measure | null {
  if (of === 'actions') return { of, buckets: BUCKETS.filter((bucket) => buckets.includes(bucket)) }
  if (buckets.length === BUCKETS.length) return { of, rags: [...OVERALL_RAGS, null] }
  const rags = buckets.filter(isRag)
  return rags.length === buckets.length ? { of, rags } : null
}

function judgeAmount(claim: Extract<Claim, { kind: 'amount' }>, context: Context): Disagreement | null {
  const { tokens, figures } = context
  const named = tokens.slice(0, claim.from).findLast((token) => token.kind === 'unit')
  const of = claim.of ?? (named?.kind === 'unit' ? named.of : 'actions')
  const measure = measureOf(of, claim.buckets)
  if (!measure) return null
  const scopes = findScopes(claim, context)
  const isWholeBase =
    claim.amount.base !== null && claim.amount.base === measureIn(measure, figures.whole).base
  // "3 of the 10 At Risk actions are in section 1.1": the 10 are those of the whole plan.
  const isAmong = isWord(tokens[claim.from - 1], 'the') && isWord(tokens[claim.from - 2], 'of')
  const candidates = isWholeBase || isAmong ? [...scopes, figures.whole] : scopes
  const isRight = candidates.some((scope) => {
    const { count, base } = measureIn(measure, scope)
    return agrees(claim.amount, count, base)
  })
  const [scope] = scopes
  if (isRight || !scope || isAlsoReference(claim, context)) return null
  return describe(claim, context, measure, scope)
}

/** "Off Track: 26", where 26 is the one that is Off Track. */
function isAlsoReference(
  { amount, buckets, from }: Extract<Claim, { kind: 'amount' }>,
  context: Context,
): boolean {
  const { tokens, figures } = context
  const isBare =
    amount.count !== null && amount.base === null && amount.percent === null && amount.fraction === null
  const isSingular =
    tokens[from]?.kind === 'status' || tokens.slice(from).some((token) => isWord(token, 'is'))
  return (
    isBare &&
    isSingular &&
    buckets.some((bucket) => figures.whole.refs[bucket].includes(String(amount.count)))
  )
}

/** Takes what is said and what is so; returns whether the one can stand for the other. */
function agrees({ count, base, percent, fraction, isAll, bound }: Amount, real: number, of: number): boolean {
  if (base !== null && base !== of) return false
  if (isAll) return real === of && (count === null || count === of)
  if (count !== null && !isWithin(bound, real, count, Math.max(1, of / 20))) return false
  if (percent !== null) {
    if (of === 0) return false
    const share = Number(roundShare(real, of, decimalsOf(percent)))
    if (!isWithin(bound, share, Number(percent), 5)) return false
  }
  if (fraction === null) return true
  const exact = { real: real * fraction.base, said: fraction.count * of }
  if (bound !== 'exactly')
    return isWithin(bound, (100 * real) / Math.max(1, of), (100 * fraction.count) / fraction.base, 5)
  // A third is 33%, as a share is written.
  return (
    of > 0 &&
    (exact.real === exact.said || roundShare(real, of) === roundShare(fraction.count, fraction.base))
  )
}

function isWithin(bound: Amount['bound'], real: number, said: number, tolerance: number): boolean {
  if (bound === 'over') return real > said
  if (bound === 'under') return real < said
  if (bound === 'atLeast') return real >= said
  if (bound === 'atMost') return real <= said
  return bound === 'about' ? Math.abs(real - said) <= tolerance : real === said
}

function judgeList(claim: Extract<Claim, { kind: 'list' }>, context: Context): Disagreement | null {
  const measure = measureOf('actions', claim.buckets)
  if (!measure) return null
  const { plan } = context.figures
  const standing = new Map(
    plan.actions.map(({ ref, current }) => [ref.toLowerCase(), current?.status ?? ('noUpdate' as const)]),
  )
  const wrong = claim.refs.flatMap((code) => {
    const stands = standing.get(code.toLowerCase()) ?? null
    return stands !== null && claim.buckets.includes(stands) ? [] : [{ code, stands }]
  })
  const scopes = findScopes(claim, context)
  const isComplete =
    !claim.isWhole ||
    scopes.some((scope) => measureIn(measure, scope).list.every((ref) => claim.refs.includes(ref)))
  const [scope] = scopes
  if (!scope || (wrong.length === 0 && isComplete)) return null
  return { ...describe(claim, context, measure, scope), wrong, isList: true }
}

function judgeRatings(claim: Extract<Claim, { kind: 'ratings' }>, context: Context): Disagreement | null {
  const measure = measureOf('sections', claim.buckets)
  const rags: readonly (OverallRag | null)[] = measure?.of === 'sections' ? measure.rags : []
  const sections = claim.scopes.flatMap((scope) => scope.sections)
  const wrong = sections.flatMap(({ code, rating }) =>
    rags.includes(rating.rag) ? [] : [{ code, stands: rating.rag }],
  )
  if (!measure || wrong.length === 0) return null
  return { ...describe(claim, context, measure, context.figures.whole), wrong, isList: true }
}

function describe(
  { from, to }: Claim,
  { sentence, tokens }: Context,
  measure: Measure,
  scope: FigureScope,
): Disagreement {
  return {
    sentence,
    says: sentence.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end),
    ...{ measure, scope, ...measureIn(measure, scope), wrong: [], isList: false },
    field: fieldOf(measure, scope),
    rows: rowsBehind(measure, scope),
  }
}
