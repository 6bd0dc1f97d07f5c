/** What a report's text says in figures, each with whether it agrees with the plan: a reader of free text, which warns and never forbids. */

import type { HasLevels } from '@/lib/domain/plan/plan'
import { decimalsOf, roundShare } from '@/lib/domain/printed/printed-share'
import { type Claim, readClaims } from './report-claims'
import type { Amount } from './report-amounts'
import { fieldOf, type Run } from './report-fields'
import {
  type CheckedFigures,
  countIn,
  type FigureScope,
  isOfAll,
  type Measure,
  measureIn,
  rowsBehind,
  type RowsBehind,
} from './report-figures'
import type { TextBlock } from './report-text'
import { ALL_COUNTED, LONGEST_SENTENCE, makeLexer, splitSentences, type Token } from './report-words'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import { shareOf } from '@/lib/domain/status/roll-up'
import {
  type Bucket,
  bucketLabel,
  bucketsOf,
  type HasStatuses,
  meaningOf,
  NO_UPDATE,
} from '@/lib/domain/status/status'

export const VERDICTS = ['disagrees', 'unchecked', 'agrees'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A figure as it was typed, or a status as it was named, and how it compares with the plan. */
export interface TypedFigure {
  readonly sentence: string
  /** As much of it as states the figure. */
  readonly says: string
  readonly verdict: Verdict
  /** What the plan has, of a figure that was compared: "28 of 69 (41%)". */
  readonly plan: string | null
  /** The rows behind that, and the field to write in its place. */
  readonly rows: RowsBehind | null
  readonly field: string | null
}

/** What was read of a text. */
export interface ReadText {
  readonly figures: readonly TypedFigure[]
  /** Figures in braces that another status stands beside: "{at risk} are On Track". No one means that. */
  readonly contradictions: readonly Pick<TypedFigure, 'sentence' | 'says'>[]
}

/** The most figures of one text that are listed. What disagrees is listed first. */
export const MOST_FIGURES = 500

/**
 * Takes the blocks of a text as they read and the figures of their plan; returns every typed figure in it, in its order. The time
 * it takes grows with the length of the text, and no faster: a sentence is bounded, and so is how far each step looks.
 */
export function checkText(blocks: readonly TextBlock<Run>[], figures: CheckedFigures): ReadText {
  const read = lexers.get(figures) ?? makeLexer(figures)
  lexers.set(figures, read)
  const found: TypedFigure[] = []
  const contradictions: ReadText['contradictions'][number][] = []
  /** A list says more of the paragraph that leads to it. */
  let context: Context = { scopes: [], isLater: false }
  for (const { kind, items } of blocks) {
    if (kind === 'paragraph') context = { scopes: [], isLater: false }
    for (const runs of items) {
      let here = context
      for (const sentence of splitSentences(runs)) {
        const text = sentence.text.trim()
        if (text.length > LONGEST_SENTENCE) {
          found.push({
            ...UNCHECKED,
            sentence: `${text.slice(0, 200)}…`,
            says: 'A sentence that is too long to be read',
          })
          continue
        }
        const tokens = read(sentence.runs)
        judgeSentence({ sentence: sentence.text, tokens, figures, ...here }, found, contradictions)
        const named = tokens.flatMap((token) => (token.kind === 'scope' ? token.scopes : []))
        here = { scopes: [...here.scopes, ...named].slice(-20), isLater: true }
      }
      if (kind === 'paragraph') context = here
    }
  }
  return { figures: bounded(found), contradictions: contradictions.slice(0, MOST_FIGURES) }
}

const lexers = new WeakMap<CheckedFigures, ReturnType<typeof makeLexer>>()
const UNCHECKED = { verdict: 'unchecked', plan: null, rows: null, field: null } as const

function bounded(found: readonly TypedFigure[]): readonly TypedFigure[] {
  if (found.length <= MOST_FIGURES) return found
  const saved = VERDICTS.flatMap((one) => found.filter(({ verdict }) => verdict === one)).slice(
    0,
    MOST_FIGURES,
  )
  return [...saved, { ...UNCHECKED, sentence: '', says: `${found.length - MOST_FIGURES} more figures` }]
}

/** What was spoken of before a sentence. */
interface Context {
  readonly scopes: readonly FigureScope[]
  readonly isLater: boolean
}

interface Sentence extends Context {
  readonly sentence: string
  readonly tokens: readonly Token[]
  readonly figures: CheckedFigures
}

function judgeSentence(
  sentence: Sentence,
  found: TypedFigure[],
  contradictions: { sentence: string; says: string }[],
) {
  const { tokens, figures } = sentence
  const claims = readClaims(tokens)
  const message = new Set<number>()
  const entries = claims.flatMap((claim): { at: number; figure: TypedFigure }[] => {
    for (let at = claim.from; at < claim.to; at += 1) message.add(at)
    const quote = { sentence: sentence.sentence.trim(), says: quoteOf(claim, sentence) }
    if (claim.kind === 'field' && contradicts(claim, tokens, figures.plan)) contradictions.push(quote)
    const judged = judge(claim, sentence)
    if (!judged) return []
    return [{ at: claim.from, figure: { ...UNCHECKED, ...judged, ...quote } }]
  })
  tokens.forEach((token, at) => {
    // "One" is more often no number than one.
    if (
      message.has(at) ||
      (token.kind !== 'number' && token.kind !== 'percent' && !/^[£$€]?\d/.test(token.text))
    )
      return
    if (
      token.kind === 'name' ||
      token.kind === 'elsewhere' ||
      token.kind === 'day' ||
      token.kind === 'field' ||
      token.kind === 'scope' ||
      /^one$/i.test(token.text)
    )
      return
    entries.push({ at, figure: { ...UNCHECKED, sentence: sentence.sentence.trim(), says: token.text } })
  })
  found.push(...entries.sort((a, b) => a.at - b.at).map(({ figure }) => figure))
}

function quoteOf({ from, to }: Claim, { sentence, tokens }: Sentence): string {
  return sentence.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end)
}

/** "{at risk} are On Track": a figure of one status is said to be that of another. */
function contradicts(
  claim: Extract<Claim, { kind: 'field' }>,
  tokens: readonly Token[],
  plan: HasStatuses & HasLevels,
): boolean {
  const own = bucketsIn(plan, claim.field.rows)
  const [reading] = claim.readings
  if (
    !own ||
    own.length === bucketsOf(plan).length ||
    !reading ||
    claim.readings.length > 1 ||
    reading.length > 1 ||
    reading.includes(ALL_COUNTED)
  )
    return false
  const isDirect = tokens
    .slice(claim.from + 1, claim.to)
    .every(
      ({ kind, text }) =>
        kind === 'unit' || kind === 'status' || kind === 'scope' || /^(?:are|is|in|now)$/.test(text),
    )
  return isDirect && !isAway(claim, tokens) && !reading.some((bucket) => own.includes(bucket))
}

function bucketsIn(plan: HasStatuses, rows: RowsBehind): readonly Bucket[] | null {
  if (rows.list !== 'actions') return null
  const { status } = rows.query
  const all = bucketsOf(plan)
  return status === undefined ? all : all.filter((bucket) => status.includes(bucket))
}

type Judged = Pick<TypedFigure, 'verdict' | 'plan' | 'rows' | 'field'>

/** What a claim comes to; null where there is nothing typed in it. */
function judge(claim: Claim, sentence: Sentence): Judged | null {
  if (claim.kind === 'field') return judgeField(claim, sentence)
  if (isAway(claim, sentence.tokens)) return UNCHECKED
  switch (claim.kind) {
    case 'rating':
      return claim.refs
        ? judgeActions(claim, claim.refs, sentence)
        : judgeSections(claim, sentence.figures.plan)
    case 'order':
      return judgeOrder(claim, sentence)
    case 'amount':
      return judgeAmount(claim, sentence)
  }
}

/** Whether a claim is about another day, a change, a forecast or a part of what was spoken of before. */
function isAway({ from, to }: Pick<Claim, 'from' | 'to'>, tokens: readonly Token[]): boolean {
  const isMark = ({ kind }: Token) => kind === 'elsewhere'
  const begin =
    tokens
      .slice(0, from)
      .findLastIndex(
        ({ text }, at) => text === ';' || (text === 'that' && /^notes?$/.test(tokens[at - 1]?.text ?? '')),
      ) + 1
  if (tokens.slice(begin, to).some(isMark)) return true
  for (const token of tokens.slice(to)) {
    if (token.kind === 'mark' || /^(?:and|but|while|whereas|which|down|up)$/.test(token.text)) break
    // "Ten are At Risk compared with 12" is about now.
    if (isMark(token)) return !/^(?:compared|up|down|against)/.test(token.text)
  }
  const isPast = tokens.slice(Math.max(0, from - 3), to).some(({ text }) => /^(?:were|was|had)$/i.test(text))
  return isPast && !tokens.some(({ kind }) => kind === 'day')
}

/** The parts of the plan that a claim may be about, the likeliest first, and whether that is certain; null where no one can tell. */
function scopesOf(
  { from, to, scopes }: Claim,
  { tokens, figures, ...context }: Sentence,
): { scopes: readonly FigureScope[]; isCertain: boolean } | null {
  if (scopes === null) return null
  if (scopes.length) return { scopes: withUnion(figures.plan, scopes), isCertain: true }
  const places = tokens.flatMap((token, at) => (token.kind === 'scope' ? [{ at, token }] : []))
  const breaks = (token: Token) => token.text === ';'
  const start = tokens.slice(0, from).findLastIndex(breaks)
  const before = places.filter(({ at }) => at < from && at > start)
  if (before.some(({ token }) => !token.scopes.length)) return null
  const nearest = before.at(-1)
  // "Section 1.1 is At Risk, and 28 actions are On Track": what is rated need not be what comes next is about.
  const isRated =
    nearest && readClaims(tokens).some((one) => one.kind === 'rating' && one.from === nearest.at)
  if (nearest && !isRated) return { scopes: withUnion(figures.plan, nearest.token.scopes), isCertain: true }
  const later = places.filter(({ at }) => at >= to).flatMap(({ token }) => token.scopes)
  const others = [...(nearest?.token.scopes ?? []), ...later, ...context.scopes]
  return {
    scopes: [figures.whole, ...withUnion(figures.plan, others)],
    isCertain: !context.isLater && !isRated && !context.scopes.length && !places.some(({ at }) => at < from),
  }
}

/** Several parts may be meant each by itself, or together. */
function withUnion(plan: HasStatuses, scopes: readonly FigureScope[]): readonly FigureScope[] {
  const distinct = [...new Set(scopes)]
  const [first] = distinct
  if (!first || distinct.length < 2 || distinct.some(({ level }) => level !== first.level)) return distinct
  const refs = Object.fromEntries(
    bucketsOf(plan).map((bucket) => [bucket, distinct.flatMap((scope) => scope.refs[bucket] ?? [])]),
  )
  const base = distinct.reduce((sum, { rollUp }) => sum + rollUp.base, 0)
  return [
    ...distinct,
    {
      ...first,
      rollUp: { ...first.rollUp, base },
      refs,
      sections: distinct.flatMap(({ sections }) => sections),
    },
  ]
}

/** The ratings that statuses are called like, or mean. */
function ragsOf(plan: HasStatuses, buckets: readonly Bucket[]): OverallRag[] {
  const meanings: readonly string[] = buckets.map((bucket) => meaningOf(plan, bucket))
  return OVERALL_RAGS.filter((rag) => meanings.includes(rag))
}

/** What a reading counts; all, where it names no status. Null for sections by what no section is rated. */
function measureOf(
  plan: HasStatuses & HasLevels,
  of: 'actions' | 'sections',
  buckets: readonly Bucket[],
): Measure | null {
  const all = bucketsOf(plan)
  const isAll = buckets.length === 0 || buckets.includes(ALL_COUNTED) || buckets.length === all.length
  if (of === 'actions') return { of, buckets: isAll ? all : all.filter((bucket) => buckets.includes(bucket)) }
  if (isAll) return { of, rags: [...OVERALL_RAGS, null] }
  const rags = ragsOf(plan, buckets)
  return rags.length ? { of, rags } : null
}

function judgeAmount(claim: Extract<Claim, { kind: 'amount' }>, sentence: Sentence): Judged {
  const found = scopesOf(claim, sentence)
  if (!found) return UNCHECKED
  const units = claim.of ? [claim.of] : unitsBefore(claim, sentence)
  const measures = units.flatMap((of) =>
    claim.readings.flatMap((reading) => measureOf(sentence.figures.plan, of, reading) ?? []),
  )
  const [measure] = measures
  const [scope] = found.scopes
  if (!measure || !scope) return UNCHECKED
  const isIn = (scopes: readonly FigureScope[]) =>
    scopes.find((one) => measures.some((m) => agrees(claim.amount, countIn(m, one))))
  const right = isIn(found.scopes)
  const described = describe(sentence.figures.plan, measure, right ?? scope)
  if (right) return { ...described, verdict: 'agrees' }
  if (isReference(claim, sentence)) return UNCHECKED
  const { count, base } = claim.amount
  // Of more than there are; "99 out of 69" is wrong in any case.
  if (count !== null && base !== null && count > base) return { ...described, verdict: 'disagrees' }
  // In a sentence that says of what part of the plan it speaks, the base is that of the whole.
  const isWholeBase = base !== null && base === countIn(measure, sentence.figures.whole).base
  if (isWholeBase && isIn([sentence.figures.whole]))
    return { ...describe(sentence.figures.plan, measure, sentence.figures.whole), verdict: 'agrees' }
  const isKnownElsewhere = base !== null && !isWholeBase && isIn(sentence.figures.scopes) !== undefined
  // Parts of actions, and those that are not counted, are actions too.
  const isTotal =
    claim.readings.every((reading) => reading.length === 0) &&
    measure.of === 'actions' &&
    isSomeTotal(base ?? 0, sentence)
  if (!claim.isPlain || !(found.isCertain || isWholeBase) || isKnownElsewhere || isTotal) return UNCHECKED
  return { ...described, verdict: 'disagrees' }
}

/** "Off Track: 63", where 63 is the only one that is Off Track. */
function isReference(
  { amount, readings, from }: Extract<Claim, { kind: 'amount' }>,
  { tokens, figures }: Sentence,
) {
  const isBare = amount.base === null && amount.percent === null && amount.share === null
  const named = readings.flatMap((reading) => reading.flatMap((bucket) => figures.whole.refs[bucket] ?? []))
  return isBare && tokens[from]?.kind === 'status' && named.length === 1 && named[0] === String(amount.count)
}

/** Whether a plan has so many actions somewhere, as they are counted, listed or numbered. */
function isSomeTotal(total: number, { figures: { plan, scopes } }: Sentence): boolean {
  const numbered = new Set(plan.actions.map(({ ref }) => ref.split('.')[0]))
  return [plan.actions.length, numbered.size, ...scopes.map(({ rollUp }) => rollUp.base)].includes(total)
}

/** What was last said to be counted before a claim. */
function unitsBefore({ from }: Claim, { tokens }: Sentence): readonly ('actions' | 'sections')[] {
  const last = tokens.slice(0, from).findLast(({ kind }) => kind === 'unit')
  return last?.kind === 'unit' && last.of === 'sections' ? ['sections', 'actions'] : ['actions']
}

/** Takes what is said and what is so; returns whether the one can stand for the other. */
function agrees(
  { bound, count, base, percent, share, allBut }: Amount,
  real: { readonly count: number; readonly base: number },
): boolean {
  if (base !== null && base !== real.base) return false
  if (allBut !== null) return real.count === real.base - allBut
  const isOne = (value: number, message: number, tolerance: number) => {
    switch (bound) {
      case 'over':
        return value > message
      case 'under':
        return value < message
      case 'atLeast':
        return value >= message
      case 'atMost':
        return value <= message
      case 'nearly':
        return value < message + 1e-9 && value >= message - 2 * tolerance
      case 'about':
        return Math.abs(value - message) <= tolerance
      case 'exactly':
        return Math.abs(value - message) < 1e-9
    }
  }
  if (count !== null && !isOne(real.count, count, Math.max(1, real.base / 20))) return false
  if (percent === null && share === null) return true
  if (real.base === 0) return false
  const exact = (100 * real.count) / real.base
  if (percent !== null) {
    const message = Number(percent)
    const isExact = bound === 'exactly' || bound === 'atLeast' || bound === 'atMost'
    if (!isOne(isExact ? Number(roundShare(real.count, real.base, decimalsOf(percent))) : exact, message, 5))
      return false
    // Only all is 100%, and only none is 0%.
    if (
      bound === 'exactly' &&
      ((message === 100 && real.count < real.base) || (message === 0 && real.count > 0))
    )
      return false
  }
  if (share === null) return true
  if (share.least !== share.most || share.most === 0 || share.least === 1)
    return exact >= 100 * share.least && exact <= 100 * share.most
  // A third is 33%, as a share is written; people call 26% a quarter, too.
  return (
    isOne(exact, 100 * share.least, 5) || (bound === 'exactly' && Math.abs(exact - 100 * share.least) <= 2)
  )
}

function judgeOrder(claim: Extract<Claim, { kind: 'order' }>, sentence: Sentence): Judged {
  const found = scopesOf(claim, sentence)
  const [first, other] = [claim.readings[0], claim.than[0]].map(
    (reading) => reading && measureOf(sentence.figures.plan, 'actions', reading),
  )
  const [scope] = found?.scopes ?? []
  if (!found || !first || !other || !scope) return UNCHECKED
  const isRight = found.scopes.some((one) => {
    const [a, b] = [countIn(first, one).count, countIn(other, one).count]
    return claim.isMore ? a > b : a < b
  })
  const plan = `${countIn(first, scope).count} and ${countIn(other, scope).count}`
  if (isRight) return { ...UNCHECKED, verdict: 'agrees', plan }
  return claim.isPlain && found.isCertain ? { ...UNCHECKED, verdict: 'disagrees', plan } : UNCHECKED
}

/** A share or a base that was typed beside a figure in braces. */
function judgeField(
  { field, amount }: Extract<Claim, { kind: 'field' }>,
  { figures }: Sentence,
): Judged | null {
  const buckets = bucketsIn(figures.plan, field.rows)
  if (!buckets || field.rows.list !== 'actions' || (amount.percent === null && amount.base === null))
    return null
  const { section, pillar } = field.rows.query
  const scope = figures.scopes.find(({ level, code }) =>
    section
      ? level === 'section' && code === section
      : pillar
        ? level === 'pillar' && code === pillar
        : level === 'plan',
  )
  if (!scope) return UNCHECKED
  const measure: Measure = { of: 'actions', buckets }
  return {
    ...describe(figures.plan, measure, scope),
    verdict: agrees(amount, countIn(measure, scope)) ? 'agrees' : 'disagrees',
  }
}

function judgeActions(
  { readings, isNot }: Claim & { readonly isNot: boolean },
  refs: readonly string[],
  { figures }: Sentence,
): Judged {
  const all = new Map(figures.plan.actions.map((action) => [action.ref.toLowerCase(), action]))
  const silent = new Set(figures.whole.refs[NO_UPDATE])
  const wrong: string[] = []
  for (const ref of refs) {
    const action = all.get(ref.toLowerCase())
    // What is not counted, because its parts are, has no status of its own to compare with.
    if (action && !action.current && !silent.has(action.ref)) return UNCHECKED
    const bucket = action?.current?.status ?? NO_UPDATE
    if (!action) wrong.push(`${ref} is no action of this plan`)
    else if (readings.some((reading) => reading.includes(bucket) || reading.includes(ALL_COUNTED)) === isNot)
      wrong.push(`${ref} is ${bucketLabel(figures.plan, bucket)}`)
  }
  return { ...UNCHECKED, verdict: wrong.length ? 'disagrees' : 'agrees', plan: wrong.join(', ') || null }
}

function judgeSections(
  { readings, isNot, scopes }: Extract<Claim, { kind: 'rating' }>,
  plan: HasStatuses & HasLevels,
): Judged {
  if (!scopes?.length) return UNCHECKED
  const rated = readings.map((reading) =>
    reading.includes(ALL_COUNTED) ? [...OVERALL_RAGS] : ragsOf(plan, reading),
  )
  const wrong = scopes
    .flatMap(({ sections }) => sections)
    .flatMap(({ code, rating: { rag } }) =>
      rated.some((rags) => rag !== null && rags.includes(rag)) !== isNot
        ? []
        : [`${code} is ${rag ? ragLabel(rag) : 'not rated'}`],
    )
  return { ...UNCHECKED, verdict: wrong.length ? 'disagrees' : 'agrees', plan: wrong.join(', ') || null }
}

function describe(
  plan: HasStatuses & HasLevels,
  measure: Measure,
  scope: FigureScope,
): Omit<Judged, 'verdict'> {
  const { count, base } = measureIn(measure, scope)
  return {
    plan: isOfAll(measure, plan)
      ? String(base)
      : `${count} of ${base}${base > 0 ? ` (${shareOf(count, base)})` : ''}`,
    rows: rowsBehind(plan, measure, scope),
    field: fieldOf(plan, measure, scope),
  }
}
