/** The text that a report's draft begins with: sentences by rule, whose figures are bound to the plan. */

import type { HasLevels } from '@/lib/domain/plan/plan'
import type { DraftContent } from '@/lib/domain/reports/report-draft'
import { fieldOf, type FieldForm } from '@/lib/domain/reports/report-fields'
import { type Measure, type PlanFigures } from '@/lib/domain/reports/report-figures'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import { adverseCodes, bucketLabel, bucketsIn, bucketsOf, type HasStatuses } from '@/lib/domain/status/status'
import { countAt } from '@/lib/domain/status/roll-up'
import { joinNames, lower } from '@/lib/format/words'

/** What it is made from: the plan's figures, and the risks of the report before with its reference. */
interface Ground {
  readonly figures: PlanFigures
  readonly risks: { readonly source: string; readonly from: string } | null
}

/** Takes what it is made from; returns the content that a draft begins with. */
export function writeDraft({ figures, risks }: Ground): DraftContent {
  return {
    summary: [describeSections(figures), describeActions(figures), describeAttention(figures)]
      .filter(Boolean)
      .join('\n\n'),
    risks: risks?.source ?? '',
    risksFrom: risks?.from ?? null,
    delivered: {},
    notes: {},
  }
}

const actions = (...buckets: readonly string[]): Measure => ({ of: 'actions', buckets })
const sections = (...rags: readonly (typeof OVERALL_RAGS)[number][]): Measure => ({ of: 'sections', rags })

/** Every measure of a draft's first text has a name. */
const describeField = (
  plan: HasStatuses & HasLevels,
  measure: Measure,
  scope: PlanFigures['whole'],
  form?: FieldForm,
) => fieldOf(plan, measure, scope, form) ?? ''

const isOrAre = (count: number) => (count === 1 ? 'is' : 'are')

function describeSections(figures: PlanFigures): string {
  const { whole, plan } = figures
  const rated = OVERALL_RAGS.filter((rag) => whole.sections.some(({ rating }) => rating.rag === rag))
  if (rated.length === 0) return ''
  const all = describeField(plan, { of: 'sections', rags: [...OVERALL_RAGS, null] }, whole)
  const parts = rated.map((rag) => {
    const count = whole.sections.filter(({ rating }) => rating.rag === rag).length
    return `${describeField(plan, sections(rag), whole)} ${isOrAre(count)} ${ragLabel(rag)}`
  })
  return `Of ${all} ${lower(plan.words, 'section').many}, ${joinNames(parts)}.`
}

function describeActions({ whole, plan }: PlanFigures): string {
  const { many } = lower(plan.words, 'action')
  if (whole.rollUp.base === 0) return `No ${many} are counted.`
  const parts = bucketsIn(plan, [whole.rollUp]).map(
    (bucket) =>
      `${describeField(plan, actions(bucket), whole)} ${isOrAre(countAt(whole.rollUp.counts, bucket))} ${bucketLabel(plan, bucket)}`,
  )
  return `Of ${describeField(plan, actions(...bucketsOf(plan)), whole)} counted ${many}, ${joinNames(parts)}.`
}

function describeAttention({ whole, plan }: PlanFigures): string {
  const { many } = lower(plan.words, 'action')
  if (whole.rollUp.adverse === 0) return `No ${many} need attention.`
  const field = (form: FieldForm) => describeField(plan, actions(...adverseCodes(plan)), whole, form)
  const which = whole.rollUp.adverse <= 12 ? `: ${field('list')}` : ''
  return `${field('both')} of the ${many} ${whole.rollUp.adverse === 1 ? 'needs' : 'need'} attention${which}.`
}
