/** Whether the figures that a report works out agree with each other. They do unless the program is wrong: then nothing is issued. */

import { ADVERSE, type PlanFigures } from './report-figures'
import { viewOverview } from '@/lib/domain/plan/views'
import { type Bucket, BUCKETS } from '@/lib/domain/status/status'

/** Two figures that ought to be the same. */
type Disagreement = { readonly one: number; readonly other: number } & Comparison

/** What the two figures are. */
type Comparison =
  /** The counts of a part of the plan, and its base. */
  | { readonly kind: 'counts'; readonly title: string }
  /** The count of a status in a part of the plan, and the list of its actions. */
  | { readonly kind: 'list'; readonly title: string; readonly bucket: Bucket }
  | { readonly kind: 'partsOfPillar'; readonly title: string }
  | { readonly kind: 'partsOfPlan' | 'ratings' | 'attention' | 'delivered' }

/** What is wrong with the figures of a draft: two of them differ, or the report before cannot be compared with. */
export type FigureFault = Disagreement | { readonly kind: 'reportBefore'; readonly reference: string }

/** Takes a plan's figures; returns what does not add up. */
export function findFigureFaults({ plan, whole, scopes }: PlanFigures): FigureFault[] {
  const { pillars, ragCounts, sectionCount, attention, delivered } = viewOverview(plan, plan.asAt ?? '')
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const faults: FigureFault[] = []
  const expectSame = (what: Comparison, one: number, other: number) => {
    if (one !== other) faults.push({ ...what, one, other })
  }
  for (const { title, rollUp, refs } of scopes) {
    expectSame({ kind: 'counts', title }, sum(Object.values(rollUp.counts)), rollUp.base)
    for (const bucket of BUCKETS)
      expectSame({ kind: 'list', title, bucket }, rollUp.counts[bucket], refs[bucket].length)
  }
  for (const pillar of pillars)
    expectSame(
      { kind: 'partsOfPillar', title: pillar.title },
      pillar.rollUp.base,
      sum(pillar.sections.map(({ rollUp }) => rollUp.base)),
    )
  expectSame({ kind: 'partsOfPlan' }, whole.rollUp.base, sum(pillars.map(({ rollUp }) => rollUp.base)))
  expectSame({ kind: 'ratings' }, sum(Object.values(ragCounts)), sectionCount)
  expectSame({ kind: 'attention' }, sum(ADVERSE.map((one) => whole.rollUp.counts[one])), attention.length)
  expectSame({ kind: 'delivered' }, whole.rollUp.counts.delivered, delivered.length)
  return faults
}
