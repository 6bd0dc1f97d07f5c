/** Whether a report's text agrees with the figures of its plan: every figure that stands beside a status is worked out again. */

import { roundShare, decimalsOf } from './printed-share'
import { countBelow, findScopes } from './claim-scopes'
import { type Amount, isWord } from './report-amounts'
import { type Claim, readClaims } from './report-claims'
import { fieldOf, type Run } from './report-fields'
import {
  type CheckedFigures,
  countIn,
  type FigureScope,
  type Measure,
  measureIn,
  type RowsBehind,
  rowsBehind,
} from './report-figures'
import type { Unit } from './report-phrases'
import { plainText, type TextBlock } from './report-text'
import { isUnclear, oncePerSentence, type Token, type UnclearPlace } from './report-tokens'
import { makeLexer, splitSentences } from './report-words'
import { OVERALL_RAGS, type OverallRag } from './rag'
import { BUCKETS, type Bucket } from './status'

/** A place where a text says something else than the plan does. */
export interface Disagreement {
  readonly kind: 'wrong'
  readonly sentence: string
  /** As much of it as makes the claim. */
  readonly says: string
  /** What is so: how many of how many, in which part of the plan, and which. */
  readonly measure: Measure
  readonly scope: Pick<FigureScope, 'level' | 'code' | 'title'>
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

/** A place where a text does not say which part of the plan its figure is about, so that nobody can check it. */
export interface Unclear {
  readonly kind: 'unclear'
  readonly sentence: string
  /** As much of it as makes the claim. */
  readonly says: string
  readonly place: UnclearPlace
}

export type Finding = Disagreement | Unclear

/** The most findings of one text. The others are found when these are put right. */
export const MOST_FINDINGS = 50

/**
 * Takes the blocks of a text as they read and the figures of their plan; returns where they disagree or cannot be checked, in
 * order, MOST_FINDINGS of them at most. The time it takes grows with the length of the text, and no faster: each step goes
 * once through a sentence, or a bounded way from each of its places.
 */
export function checkText(blocks: readonly TextBlock<Run>[], figures: CheckedFigures): Finding[] {
  const { read, standing } = prepared.get(figures) ?? prepare(figures)
  const findings: Finding[] = []
  for (const runs of blocks.flatMap(({ items }) => items)) {
    // Nothing is said by several spaces, and every pattern would have to look over them.
    for (const sentence of splitSentences(plainText(runs).replace(/\s{2,}/g, ' '))) {
      const tokens = read(sentence)
      const context = { sentence, tokens, figures, standing, changes: readChanges(sentence) }
      for (const claim of readClaims(tokens)) {
        const finding = judge(claim, context)
        if (finding) findings.push(finding)
        if (findings.length === MOST_FINDINGS) return findings
      }
    }
  }
  return findings
}

type Prepared = Pick<Context, 'standing'> & { readonly read: ReturnType<typeof makeLexer> }

/** What the texts of a plan are read with, which takes longer to make than a text to read. */
const prepared = new WeakMap<CheckedFigures, Prepared>()

function prepare(figures: CheckedFigures): Prepared {
  const standing = new Map(
    figures.plan.actions.map(({ ref, current }) => [
      ref.toLowerCase(),
      current?.status ?? ('noUpdate' as const),
    ]),
  )
  const made = { read: makeLexer(figures), standing }
  prepared.set(figures, made)
  return made
}

interface Context {
  readonly sentence: string
  readonly tokens: readonly Token[]
  readonly figures: CheckedFigures
  /** Where each action stands, by its reference in small letters. */
  readonly standing: ReadonlyMap<string, Bucket>
  readonly changes: Changes
}

function judge(claim: Claim, context: Context): Finding | null {
  if (isAboutAnotherDay(claim, context)) return null
  if (claim.kind === 'ratings') return judgeRatings(claim, context)
  return claim.kind === 'list' ? judgeList(claim, context) : judgeAmount(claim, context)
}

/** What a sentence says that speaks of a change, or of another report than this one. */
const CHANGES =
  /\b(?:since|newly|previous(?:ly)?|last (?:report|time|quarter|period|meeting)|report before|this (?:quarter|period)|during)\b/i
const COMPARED =
  /\b(?:up|down|rose|fell|risen|fallen|increased?|decreased?|compared|against|instead of|moved|recovered|worsened)\b/gi
const SINCE = /\s*since\b/iy

/** Where a sentence speaks of a change. */
interface Changes {
  /** Where the first word of a change ends; null where there is none. */
  readonly first: number | null
  /** Where each word of a comparison ends, and where a comma or a semicolon ends what it is about. */
  readonly compared: readonly number[]
  readonly breaks: readonly number[]
}

function readChanges(sentence: string): Changes {
  const first = CHANGES.exec(sentence)
  return {
    first: first && first.index + first[0].length,
    compared: [...sentence.matchAll(COMPARED)].map(({ 0: { length }, index }) => index + length),
    breaks: [...sentence.matchAll(/[,;]/g)].map(({ index }) => index),
  }
}

/** Whether the claim is about a change or about another day: then this plan's figures say nothing of it. */
function isAboutAnotherDay({ from, to }: Claim, { sentence, tokens, changes }: Context): boolean {
  const start = tokens[from]?.start ?? 0
  const { first, compared, breaks } = changes
  const lastCompared = compared[countBelow(compared, start + 1) - 1]
  const lastBreak = breaks[countBelow(breaks, start) - 1] ?? -1
  if (lastCompared !== undefined && lastCompared > lastBreak) return true
  if (first === null) return false
  const said = tokens.slice(from, to)
  const isPast = said.some((token) => isWord(token, 'were', 'was', 'had'))
  const isNew = said.some((token) => isWord(token, 'have', 'has', 'been', 'newly'))
  SINCE.lastIndex = tokens[to - 1]?.end ?? sentence.length
  // "Three actions have been delivered since the last report" counts a change; "28 are On Track" is about now, whatever follows.
  return isPast || isNew || first <= start || SINCE.test(sentence)
}

const isRag = (bucket: Bucket): bucket is Bucket & OverallRag =>
  (OVERALL_RAGS as readonly string[]).includes(bucket)

function measureOf(of: 'actions' | 'sections', buckets: readonly Bucket[]): Measure | null {
  if (of === 'actions') return { of, buckets: BUCKETS.filter((bucket) => buckets.includes(bucket)) }
  if (buckets.length === BUCKETS.length) return { of, rags: [...OVERALL_RAGS, null] }
  const rags = buckets.filter(isRag)
  return rags.length === buckets.length ? { of, rags } : null
}

/** Of each place in a sentence: what was last said to be counted before it; and where the sentence last says "is". */
const subjectsOf = oncePerSentence((tokens) => {
  const unitBefore: (Unit | null)[] = []
  let unit: Unit | null = null
  for (const token of tokens) {
    unitBefore.push(unit)
    if (token.kind === 'unit') unit = token.of
  }
  return { unitBefore, lastIs: tokens.findLastIndex((token) => isWord(token, 'is')) }
})

function judgeAmount(claim: Extract<Claim, { kind: 'amount' }>, context: Context): Finding | null {
  const { tokens, figures } = context
  const of = claim.of ?? subjectsOf(tokens).unitBefore[claim.from] ?? 'actions'
  const measure = measureOf(of, claim.buckets)
  if (!measure) return null
  const { scopes, unclear } = findScopes(claim, context)
  if (unclear) return { kind: 'unclear', place: unclear, ...quote(claim, context) }
  const isWholeBase = claim.amount.base !== null && claim.amount.base === countIn(measure, figures.whole).base
  // "3 of the 10 At Risk actions are in section 1.1": the 10 are those of the whole plan.
  const isAmong = isWord(tokens[claim.from - 1], 'the') && isWord(tokens[claim.from - 2], 'of')
  const candidates = isWholeBase || isAmong ? [...scopes, figures.whole] : scopes
  const isRight = candidates.some((scope) => {
    const { count, base } = countIn(measure, scope)
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
  const isSingular = tokens[from]?.kind === 'status' || subjectsOf(tokens).lastIs >= from
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

function judgeList(claim: Extract<Claim, { kind: 'list' }>, context: Context): Finding | null {
  const measure = measureOf('actions', claim.buckets)
  if (!measure) return null
  const wrong = claim.refs.flatMap((code) => {
    const stands = context.standing.get(code.toLowerCase()) ?? null
    return stands !== null && claim.buckets.includes(stands) ? [] : [{ code, stands }]
  })
  const { scopes, unclear } = findScopes(claim, context)
  // Where a reference stands is the same in every part of the plan; whether a list is whole is not.
  if (unclear && (wrong.length || claim.isWhole))
    return { kind: 'unclear', place: unclear, ...quote(claim, context) }
  const named = new Set(claim.refs)
  const isComplete =
    !claim.isWhole || scopes.some((scope) => measureIn(measure, scope).list.every((ref) => named.has(ref)))
  const [scope] = scopes
  if (!scope || (wrong.length === 0 && isComplete)) return null
  return { ...describe(claim, context, measure, scope), wrong, isList: true }
}

function judgeRatings(claim: Extract<Claim, { kind: 'ratings' }>, context: Context): Finding | null {
  const measure = measureOf('sections', claim.buckets)
  const rags: readonly (OverallRag | null)[] = measure?.of === 'sections' ? measure.rags : []
  const unclear = claim.scopes.find(isUnclear)
  if (unclear) return { kind: 'unclear', place: unclear, ...quote(claim, context) }
  const sections = claim.scopes.flatMap((scope) => (isUnclear(scope) ? [] : scope.sections))
  const wrong = sections.flatMap(({ code, rating }) =>
    rags.includes(rating.rag) ? [] : [{ code, stands: rating.rag }],
  )
  if (!measure || wrong.length === 0) return null
  return { ...describe(claim, context, measure, context.figures.whole), wrong, isList: true }
}

function quote({ from, to }: Claim, { sentence, tokens }: Context) {
  return { sentence, says: sentence.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end) }
}

function describe(claim: Claim, context: Context, measure: Measure, scope: FigureScope): Disagreement {
  return {
    kind: 'wrong',
    ...quote(claim, context),
    ...{ measure, ...measureIn(measure, scope), wrong: [], isList: false },
    scope: { level: scope.level, code: scope.code, title: scope.title },
    field: fieldOf(measure, scope),
    rows: rowsBehind(measure, scope),
  }
}
