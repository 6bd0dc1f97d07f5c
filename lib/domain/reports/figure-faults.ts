/** Whether the figures that a report works out agree with each other. They do unless the program is wrong: then nothing is issued. */

import { hasSections } from '@/lib/domain/plan/plan'
import { type PlanFigures } from './report-figures'
import { viewOverview } from '@/lib/domain/plan/views'
import { adverseCodes, type Bucket, bucketLabel, bucketsOf, completeCodes } from '@/lib/domain/status/status'
import { countAt } from '@/lib/domain/status/roll-up'

/** Two figures that ought to be the same. */
type Disagreement = { readonly one: number; readonly other: number } & Comparison

/** What the two figures are. */
type Comparison =
  /** The counts of a part of the plan, and its base. */
  | { readonly kind: 'counts'; readonly title: string }
  /** The count of a status in a part of the plan, and the list of its actions. */
  | { readonly kind: 'list'; readonly title: string; readonly label: string }
  | { readonly kind: 'partsOfPillar'; readonly title: string }
  | { readonly kind: 'partsOfPlan' | 'ratings' | 'attention' | 'delivered' }

/** What is wrong with the figures of a draft: two of them differ, or the report before cannot be compared with. */
export type FigureFault = Disagreement | { readonly kind: 'reportBefore'; readonly reference: string }

/** Takes a plan's figures; returns what does not add up. */
export function findFigureFaults({ plan, whole, scopes }: PlanFigures): FigureFault[] {
  const { pillars, sections, ragCounts, attention, delivered } = viewOverview(plan, plan.asAt ?? '')
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const countOf = (buckets: readonly Bucket[]) =>
    sum(buckets.map((bucket) => countAt(whole.rollUp.counts, bucket)))
  const faults: FigureFault[] = []
  const expectSame = (what: Comparison, one: number, other: number) => {
    if (one !== other) faults.push({ ...what, one, other })
  }
  for (const { title, rollUp, refs } of scopes) {
    expectSame({ kind: 'counts', title }, sum(Object.values(rollUp.counts)), rollUp.base)
    for (const bucket of bucketsOf(plan))
      expectSame(
        { kind: 'list', title, label: bucketLabel(plan, bucket) },
        countAt(rollUp.counts, bucket),
        refs[bucket]?.length ?? 0,
      )
  }
  for (const pillar of pillars)
    expectSame(
      { kind: 'partsOfPillar', title: pillar.title },
      pillar.rollUp.base,
      sum(pillar.sections.map(({ rollUp }) => rollUp.base)),
    )
  if (hasSections(plan))
    expectSame({ kind: 'partsOfPlan' }, whole.rollUp.base, sum(sections.map(({ rollUp }) => rollUp.base)))
  expectSame({ kind: 'ratings' }, sum(Object.values(ragCounts)), sections.length)
  expectSame({ kind: 'attention' }, countOf(adverseCodes(plan)), attention.length)
  expectSame({ kind: 'delivered' }, countOf(completeCodes(plan)), delivered.length)
  return faults
}
