/** How a plan went, told by the reports that froze it. */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { type Invented, inventedInPlan } from '@/lib/domain/plan/invented'
import { type Action, currentStatus, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { OverallRag } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf, type HasStatuses, NO_UPDATE } from '@/lib/domain/status/status'
import { type BasisCounts, countBases, viewPillar, viewSectionRow } from '@/lib/domain/plan/views'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'

export const TREND_LEVELS = ['plan', 'pillar', 'section'] as const
/** What a row of a time series is about. */
export type TrendLevel = (typeof TREND_LEVELS)[number]

/** How many counted actions stand in each bucket by how that is known. */
export type BucketBases = Readonly<Record<Bucket, BasisCounts>>

/** The figures of one report, with the statuses that its plan had. */
export interface ReportFigures extends HasStatuses {
  readonly rollUp: RollUp
  readonly invented: Invented
  readonly bases: BucketBases
  readonly pillars: readonly (CodeAndTitle & {
    readonly id: string
    readonly rollUp: RollUp
    readonly bases: BucketBases
  })[]
  readonly sections: readonly (CodeAndTitle & {
    readonly id: string
    readonly pillar: CodeAndTitle | null
    readonly rollUp: RollUp
    readonly bases: BucketBases
    readonly rag: OverallRag | null
  })[]
}

interface TrendPoint extends ReportFigures {
  readonly code: string
  readonly reference: string
  readonly asAt: IsoDate
  /** The same, as exactly as its paper says. */
  readonly figuresOf: DatedTo
}

export interface Trend {
  /** The oldest first; without the reports that were corrected. */
  readonly points: readonly TrendPoint[]
  /** References of the reports that are left out, because they are not what was frozen any more. */
  readonly altered: readonly string[]
}

/** Takes a plan that a report froze, and the report's count of it as a whole; returns the figures of the report. */
export function figuresInReport(plan: PlanState, rollUp: RollUp): ReportFigures {
  const index = indexPlan(plan)
  const countedIn = (sections: readonly { readonly id: string }[]) =>
    basesOf(
      plan,
      sections.flatMap(({ id }) => index.countedOf(id)),
    )
  const pillars = plan.pillars.map((pillar) => viewPillar(plan, pillar))
  return {
    statuses: plan.statuses,
    rollUp,
    invented: inventedInPlan(plan),
    bases: basesOf(plan, index.counted),
    pillars: pillars.map(({ id, code, title, rollUp: counts, sections }) => ({
      id,
      code,
      title,
      rollUp: counts,
      bases: countedIn(sections),
    })),
    sections: plan.sections.map((section) => {
      const { id, code, title, pillar, rollUp: counts, rating } = viewSectionRow(plan, section)
      return { id, code, title, pillar, rollUp: counts, bases: countedIn([section]), rag: rating.rag }
    }),
  }
}

function basesOf(plan: HasStatuses, counted: readonly Action[]): BucketBases {
  const byBucket = (bucket: Bucket) => counted.filter((one) => (currentStatus(one) ?? NO_UPDATE) === bucket)
  return Object.fromEntries(bucketsOf(plan).map((bucket) => [bucket, countBases(byBucket(bucket))]))
}
