/** The figures of a plan that a report's text can name: what is counted, and in which part of the plan. */

import type { IsoDate } from '@/lib/domain/dates'
import { type Action, type HasLevels, hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import {
  adverseCodes,
  type Bucket,
  bucketLabel,
  bucketsOf,
  type HasStatuses,
  NO_UPDATE,
  type StatusCode,
} from '@/lib/domain/status/status'
import { type SectionRow, viewOverview } from '@/lib/domain/plan/views'

/** The whole plan, one of its pillars or one of its sections, with what is counted there. */
export interface FigureScope {
  readonly level: 'plan' | 'pillar' | 'section'
  /** Empty for the whole plan. */
  readonly code: string
  readonly title: string
  readonly rollUp: RollUp
  /** The references of its counted actions, by where they stand. */
  readonly refs: Readonly<Record<Bucket, readonly string[]>>
  readonly sections: readonly { readonly code: string; readonly rating: Pick<SectionRow['rating'], 'rag'> }[]
}

/** What is counted: actions by where they stand, or sections by their overall rating. */
export type Measure =
  | { readonly of: 'actions'; readonly buckets: readonly Bucket[] }
  /** Null for those without a rating. */
  | { readonly of: 'sections'; readonly rags: readonly (OverallRag | null)[] }

/** The rows behind a figure: a filter of the list of actions, or the sections of a part of the plan. */
export type RowsBehind =
  | { readonly list: 'actions'; readonly query: Readonly<Record<string, string | readonly string[]>> }
  | { readonly list: 'sections'; readonly pillar: string | null }

/** As much of a plan's figures as a text is checked against. */
export interface CheckedFigures {
  /** The day that the figures are of. */
  readonly day: IsoDate
  readonly plan: Pick<PlanState, 'levels' | 'words' | 'statuses'> & {
    readonly actions: readonly {
      readonly ref: string
      readonly current: { readonly status: StatusCode } | null
    }[]
  }
  readonly whole: FigureScope
  /** The whole plan first, then each pillar with its sections. */
  readonly scopes: readonly FigureScope[]
}

export interface PlanFigures extends CheckedFigures {
  readonly plan: PlanState
}

/** Takes a plan and the day of its figures; returns its figures in every part of it. */
export function readFigures(plan: PlanState, day: IsoDate): PlanFigures {
  const { pillars, sections: all, rollUp } = viewOverview(plan, day)
  const { counted, countedOf } = indexPlan(plan)
  const idOf = new Map(plan.sections.map(({ id, code }) => [code, id]))
  const refsOf = (actions: readonly Action[]) => {
    const refs = Object.fromEntries(bucketsOf(plan).map((bucket) => [bucket, [] as string[]]))
    for (const { ref, current } of actions) refs[current?.status ?? NO_UPDATE]?.push(ref)
    return refs
  }
  const scope = (
    level: FigureScope['level'],
    { code, title, rollUp: own }: Pick<FigureScope, 'code' | 'title' | 'rollUp'>,
    sections: readonly SectionRow[],
    actions = sections.flatMap((section) => countedOf(idOf.get(section.code) ?? '')),
  ): FigureScope => ({ level, code, title, rollUp: own, refs: refsOf(actions), sections })
  const whole = scope('plan', { code: '', title: plan.shortTitle, rollUp }, all, [...counted])
  const scopesOf = (sections: readonly SectionRow[]) =>
    sections.map((section) => scope('section', section, [section]))
  return {
    day,
    plan,
    whole,
    scopes: [
      whole,
      ...(hasPillars(plan)
        ? pillars.flatMap((pillar) => [
            scope('pillar', pillar, pillar.sections),
            ...scopesOf(pillar.sections),
          ])
        : scopesOf(all)),
    ],
  }
}

/** Takes a plan's figures; returns as much of them as its texts are checked against. */
export function checkedFigures({ day, plan, scopes }: PlanFigures): CheckedFigures {
  const parts = scopes.map(({ sections, ...scope }) => ({
    ...scope,
    sections: sections.map(({ code, rating: { rag } }) => ({ code, rating: { rag } })),
  }))
  const [whole] = parts
  if (!whole) throw new Error('A plan has figures of the whole of it')
  const actions = plan.actions.map(({ ref, current }) => ({
    ref,
    current: current && { status: current.status },
  }))
  return {
    day,
    plan: { levels: plan.levels, words: plan.words, statuses: plan.statuses, actions },
    whole,
    scopes: parts,
  }
}

const statusMeasure = (buckets: readonly Bucket[]): Measure => ({ of: 'actions', buckets })

interface NamedMeasure {
  readonly names: readonly string[]
  readonly measure: Measure
}

const measuresMade = new WeakMap<HasStatuses['statuses'], readonly NamedMeasure[]>()

/** Takes a plan; returns every measure by the names that a field may give it, in small letters; the first of its names is shown in lists. */
export function measuresOf(plan: HasStatuses & HasLevels): readonly NamedMeasure[] {
  const measures = measuresMade.get(plan.statuses) ?? makeMeasures(plan)
  measuresMade.set(plan.statuses, measures)
  return hasSections(plan) ? measures : measures.filter(({ measure }) => measure.of === 'actions')
}

const makeMeasures = (plan: HasStatuses): readonly NamedMeasure[] => [
  ...namesOfBuckets(plan).map(({ bucket, names }) => ({
    names: names.map((name) => name.toLowerCase()),
    measure: statusMeasure([bucket]),
  })),
  { names: ['needs attention', 'need attention', 'adverse'], measure: statusMeasure(adverseCodes(plan)) },
  { names: ['counted', 'counted actions'], measure: statusMeasure(bucketsOf(plan)) },
  ...OVERALL_RAGS.map((rag) => ({
    names: [`sections ${ragLabel(rag).toLowerCase()}`],
    measure: { of: 'sections', rags: [rag] } as const,
  })),
  { names: ['sections not rated'], measure: { of: 'sections', rags: [null] } },
  { names: ['sections'], measure: { of: 'sections', rags: [...OVERALL_RAGS, null] } },
]

/** Takes a plan; returns its buckets, each with its label and its other names. */
export function namesOfBuckets(
  plan: HasStatuses,
): readonly { readonly bucket: Bucket; readonly names: readonly string[] }[] {
  return [
    ...plan.statuses.map(({ code, label, aliases }) => ({ bucket: code, names: [label, ...aliases] })),
    { bucket: NO_UPDATE, names: [bucketLabel(plan, NO_UPDATE), 'No update'] },
  ]
}

/** Takes a measure of a plan; returns whether it is of all that is counted. */
export function isOfAll(measure: Measure, plan: HasStatuses): boolean {
  return measure.of === 'actions'
    ? measure.buckets.length === bucketsOf(plan).length
    : measure.rags.length > OVERALL_RAGS.length
}

/** Takes a measure and a part of the plan; returns how many there are, of how many. */
export function countIn(
  measure: Measure,
  { refs, sections, rollUp }: FigureScope,
): { readonly count: number; readonly base: number } {
  return measure.of === 'actions'
    ? {
        count: measure.buckets.reduce((sum, bucket) => sum + (refs[bucket]?.length ?? 0), 0),
        base: rollUp.base,
      }
    : {
        count: sections.filter(({ rating }) => measure.rags.includes(rating.rag)).length,
        base: sections.length,
      }
}

/** The same, and which: references or codes. */
export function measureIn(
  measure: Measure,
  scope: FigureScope,
): { readonly count: number; readonly base: number; readonly list: readonly string[] } {
  const list =
    measure.of === 'actions'
      ? measure.buckets.flatMap((bucket) => scope.refs[bucket] ?? [])
      : scope.sections.filter(({ rating }) => measure.rags.includes(rating.rag)).map(({ code }) => code)
  return { ...countIn(measure, scope), list }
}

/** Takes a plan, a measure of it and a part of it; returns where the rows behind the figure are listed. */
export function rowsBehind(plan: HasStatuses, measure: Measure, scope: FigureScope): RowsBehind {
  if (measure.of === 'sections')
    return { list: 'sections', pillar: scope.level === 'pillar' ? scope.code : null }
  return {
    list: 'actions',
    query: {
      ...(scope.level === 'plan' ? {} : { [scope.level]: scope.code }),
      ...(isOfAll(measure, plan) ? {} : { status: measure.buckets }),
      counted: 'yes',
    },
  }
}
