/**
 * What moved, told in about a page, made from a comparison by rules alone: the same input gives the same words. Every figure is
 * one of the comparison, and links to the rows behind it.
 */

import {
  type ActionChange,
  type Comparison,
  changesOf,
  slippedIn,
  worstMovesFirst,
} from '@/lib/domain/movement/movement'
import { LEAST_STALLED, type StalledAction } from '@/lib/domain/movement/time-in-status'
import { countIn } from '@/lib/domain/movement/movement-matrix'
import type { ChangeKind } from '@/lib/domain/movement/movement-kinds'
import { type HasLevels, hasSections, type PlanWords } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import { type RollUp, shareOf } from '@/lib/domain/status/roll-up'
import { adverseCodes, bucketsOf, type HasStatuses } from '@/lib/domain/status/status'
import { trimEndOf } from '@/lib/domain/text'
import { paths } from '@/lib/paths'
import { linkMovement, placeOf } from '@/lib/format/movement/movement-links'
import {
  describeTimeInStatus,
  describeSide,
  describeState,
  kindWords,
} from '@/lib/format/movement/movement-words'
import type { Span, Spans } from '@/lib/format/paper/paper'
import { count, countLevel, describeAdverse, lower } from '@/lib/format/words'

/** What a briefing is made from. */
export interface BriefingSource {
  readonly comparison: Comparison
  /** Adverse actions that have long been so, see findStandstills; left out where no one counted. */
  readonly stalled?: readonly StalledAction[]
  readonly plan: HasStatuses & HasLevels & { readonly slug: string; readonly words: PlanWords }
}

/** One thing that a briefing says, and what it names. */
export interface BriefingPoint {
  readonly lead: Spans
  readonly items: readonly Spans[]
  readonly isOfActions?: boolean
}

/** So many actions are named before "and 3 more". */
const MOST_NAMED = 5
/** A reason is told as far as this; the table beside it has it whole. */
const LONGEST_REASON = 160

export function brief(source: BriefingSource): BriefingPoint[] {
  const points = [
    describeWhole(source),
    describeSteps(source),
    describeNamed(source, 'recovered'),
    describeNamed(source, 'delivered'),
    describeNamed(source, 'worsened'),
    describeSlips(source),
    ...(hasSections(source.plan) ? [describeSections(source)] : []),
    describePlanChanges(source),
    describeStalled(source),
  ]
  return points
    .map((point) => ('lead' in point ? point : { lead: point, items: [] }))
    .filter(({ lead }) => lead.length > 0)
}

/** Takes a point; returns it as one paragraph. */
export function pointInALine({ lead, items }: BriefingPoint): Spans {
  if (items.length === 0) return lead
  return [...lead, ...items.flatMap((item, at) => [text(at > 0 ? '; ' : ': '), ...item]), text('.')]
}

const text = (words: string): Span => ({ text: words })

function describeWhole({ comparison, plan }: BriefingSource): Spans {
  const { before, after, totals } = comparison
  const { many } = lower(plan.words, 'action')
  const [was, is] = [totals.before, totals.after]
  const base =
    was.base === is.base
      ? `${countLevel(is.base, plan.words.action)} counted both times`
      : `${was.base} counted ${many} then, ${is.base} now`
  return [
    text(`From ${describeSide(before)} to ${describeSide(after)}: ${base}. `),
    text(
      `${plan.words.action.many} that need attention (${describeAdverse(plan, 'none of its statuses')}): `,
    ),
    { text: describeCount(was), href: adverseHref(plan, before) },
    text(' then, '),
    { text: describeCount(is), href: adverseHref(plan, after) },
    text(` now (${describeDifference(is.adverse - was.adverse)}).`),
  ]
}

const adverseHref = (plan: BriefingSource['plan'], side: Comparison['before']) =>
  paths.actions(placeOf(plan.slug, side), {
    status: adverseCodes(plan),
    counted: 'yes',
  })

const describeCount = ({ adverse, base }: RollUp) =>
  base ? `${adverse} of ${base} (${shareOf(adverse, base)})` : 'none counted'

const describeDifference = (difference: number) =>
  difference === 0 ? 'no change' : `${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'}`

function describeSteps({ comparison, plan }: BriefingSource): Spans {
  const { matrix } = comparison
  if (matrix.inBoth === 0) return []
  const same = bucketsOf(plan).reduce((sum, bucket) => sum + countIn(matrix, { was: bucket, is: bucket }), 0)
  if (same === matrix.inBoth) return [text(`No ${plan.words.action.one.toLowerCase()} changed status.`)]
  const steps = (['improved', 'worsened', 'firstReported', 'silent'] as const).flatMap((kind) =>
    countKind({ comparison, plan }, kind),
  )
  return [
    text(`Of ${countLevel(matrix.inBoth, plan.words.action)} counted in both, `),
    ...steps.flatMap((span, at) => [span, text(at < steps.length - 1 ? ', ' : ' and ')]),
    text(`${same} did not change status.`),
  ]
}

/** "3 recovered", with its link; nothing for none. */
function countKind({ comparison, plan }: BriefingSource, kind: ChangeKind): Span[] {
  const found = changesOf(comparison, kind).length
  if (found === 0) return []
  return [
    { text: `${found} ${kindWords(plan, kind).did}`, href: linkMovement(plan.slug, comparison, { kind }) },
  ]
}

function describeNamed(source: BriefingSource, kind: ChangeKind): BriefingPoint | Spans {
  const { comparison, plan } = source
  const changes = changesOf(comparison, kind)
  if (changes.length === 0) return []
  const head = {
    text: `${countLevel(changes.length, plan.words.action)} ${kindWords(plan, kind).did}`,
    href: linkMovement(plan.slug, comparison, { kind }),
  }
  const named = kind === 'worsened' ? worstMovesFirst(plan, changes) : changes
  const describeStep = (change: ActionChange) =>
    kind === 'delivered'
      ? ''
      : ` from ${describeState(plan, change.before)} to ${describeState(plan, change.after)}${kind === 'worsened' ? describeBecause(change) : ''}`
  return { lead: [head], items: nameActions(source, named, describeStep), isOfActions: true }
}

function nameActions(
  { comparison, plan }: BriefingSource,
  changes: readonly ActionChange[],
  say: (change: ActionChange) => string,
): Spans[] {
  const named = changes.slice(0, MOST_NAMED).map((change) => nameAction(plan.slug, comparison, change, say))
  const more = changes.length - named.length
  return more > 0 ? [...named, [text(`and ${more} more`)]] : named
}

function nameAction(
  slug: string,
  { before, after }: Comparison,
  change: ActionChange,
  say: (change: ActionChange) => string,
): Span[] {
  const [state, side] = change.after ? [change.after, after] : [change.before, before]
  const ref = state?.ref ?? ''
  return [
    { text: ref, href: paths.action(placeOf(slug, side), ref) },
    text(` (${state?.title ?? ''})${say(change)}`),
  ]
}

function describeBecause({ why }: ActionChange): string {
  return why.reason ? `, because: ${quoteReason(why.reason)}` : ', with no reason given'
}

function quoteReason(reason: string): string {
  const one = trimEndOf(reason.replace(/\s+/g, ' ').trim(), /[.;:,]/)
  return `“${one.length > LONGEST_REASON ? `${one.slice(0, one.lastIndexOf(' ', LONGEST_REASON))} …` : one}”`
}

function describeSlips(source: BriefingSource): BriefingPoint | Spans {
  const { comparison, plan } = source
  const slipped = slippedIn(comparison)
  if (slipped.length === 0) return []
  const href = linkMovement(plan.slug, comparison, { kind: 'slipped' })
  const describeStep = ({ redating, why }: ActionChange) =>
    redating
      ? ` by ${count(redating.days ?? 0, 'day')}${why.due ? `, because: ${quoteReason(why.due)}` : ''}`
      : ''
  const sooner = changesOf(comparison, 'redated').filter(({ redating }) => (redating?.days ?? 0) < 0).length
  const whose = countLevel(slipped.length, plan.words.action)
  return {
    lead: [
      { text: `${whose} moved to a later due date`, href },
      ...(sooner ? [text(` (and ${sooner} to an earlier one)`)] : []),
    ],
    items: nameActions(source, slipped, describeStep),
    isOfActions: true,
  }
}

function describeSections({ comparison, plan }: BriefingSource): BriefingPoint | Spans {
  const rerated = comparison.sections.filter(({ changes }) => changes.includes('rerated'))
  if (rerated.length === 0) return [text(`No ${lower(plan.words, 'section').one} rating changed.`)]
  const place = placeOf(plan.slug, comparison.after)
  return {
    lead: [
      text(
        `${rerated.length} ${lower(plan.words, 'section').one} ${rerated.length === 1 ? 'rating' : 'ratings'} changed`,
      ),
    ],
    items: rerated.map(({ before, after }) => [
      { text: after?.code ?? '', href: paths.section(place, after?.code ?? '') },
      text(` from ${describeRag(before)} to ${describeRag(after)}`),
    ]),
  }
}

const describeRag = (state: Comparison['sections'][number]['before']) =>
  state?.rag ? ragLabel(state.rag) : 'not rated'

/** What changed about the plan itself, as opposed to how its actions stand. */
const PLAN_KINDS = [
  ...(['added', 'withdrawn', 'merged', 'superseded', 'restored', 'removed'] as const),
  ...(['renumbered', 'reworded', 'moved', 'counted', 'notCounted'] as const),
] as const

function describePlanChanges({ comparison, plan }: BriefingSource): Spans {
  const spans = PLAN_KINDS.flatMap((kind) => countKind({ comparison, plan }, kind))
  if (spans.length === 0) return []
  return [
    text(`The plan itself changed. ${plan.words.action.many}: `),
    ...spans.flatMap((span, at) => [...(at > 0 ? [text(', ')] : []), span]),
    text('.'),
  ]
}

function describeStalled({ comparison, stalled: standstills, plan }: BriefingSource): Spans {
  const [longest] = standstills ?? []
  if (!standstills || !longest) return []
  const isReport = comparison.after.code !== null
  return [
    text(
      `${countLevel(standstills.length, plan.words.action)} still ${standstills.length === 1 ? 'needs' : 'need'} attention after ${LEAST_STALLED} or more reports. Longest: `,
    ),
    { text: longest.ref, href: paths.action(placeOf(plan.slug, comparison.after), longest.ref) },
    text(` (${describeTimeInStatus(plan, longest.status, longest.earlier, isReport)}).`),
  ]
}
