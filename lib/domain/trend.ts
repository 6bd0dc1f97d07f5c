/** How a plan went, told by the reports that froze it. */

import type { DatedTo, IsoDate } from './dates'
import { type Invented, inventedInPlan } from './invented'
import type { PlanState } from './plan'
import type { OverallRag } from './rag'
import type { RollUp } from './roll-up'
import { type CodeAndTitle, viewPillar } from './views'

export const TREND_LEVELS = ['plan', 'pillar', 'section'] as const
/** What a row of a time series is about. */
export type TrendLevel = (typeof TREND_LEVELS)[number]

/** The figures of one report. */
export interface ReportFigures {
  readonly rollUp: RollUp
  readonly invented: Invented
  readonly pillars: readonly (CodeAndTitle & { readonly id: string; readonly rollUp: RollUp })[]
  readonly sections: readonly (CodeAndTitle & {
    readonly id: string
    readonly pillar: CodeAndTitle
    readonly rollUp: RollUp
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
  const sectionIds = new Map(plan.sections.map(({ id, code }) => [code, id]))
  const pillars = plan.pillars.map((pillar) => ({ id: pillar.id, ...viewPillar(plan, pillar) }))
  return {
    rollUp,
    invented: inventedInPlan(plan),
    pillars: pillars.map((pillar) => ({
      ...{ id: pillar.id, code: pillar.code, title: pillar.title, rollUp: pillar.rollUp },
    })),
    sections: pillars.flatMap(({ sections }) =>
      sections.map(({ code, title, pillar, rollUp: counts, rating }) => ({
        ...{ id: sectionIds.get(code) ?? '', code, title, pillar, rollUp: counts, rag: rating.rag },
      })),
    ),
  }
}
