/** The changes the plan seeks, and the sections that work towards each. */

import { hasPillars, type PlanState } from './plan'
import { indexPlan } from './plan-index'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { type BasisCounts, type SectionRow, countBases, rollUpActions, viewSectionRow } from './views'
import type { CodeAndTitle } from './action-row'

interface OutcomeRow {
  readonly id: string
  readonly code: string
  readonly text: string
  readonly sections: readonly SectionRow[]
  /** The counted actions of those sections. */
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
}

export interface PillarOutcomes {
  /** Null where the plan has no pillars. */
  readonly pillar: CodeAndTitle | null
  readonly outcomes: readonly OutcomeRow[]
}

/** Takes a plan; returns its outcomes by the pillar they belong to, both in the plan's order; all together where it has no pillars. */
export function viewOutcomes(plan: PlanState): PillarOutcomes[] {
  const index = indexPlan(plan)
  const rows = (outcomes: PlanState['outcomes']) =>
    outcomes.map((outcome) => {
      const sections = plan.sections.filter((section) => section.outcomeIds.includes(outcome.id))
      const counted = sections.flatMap((section) => index.countedOf(section.id))
      return {
        id: outcome.id,
        code: outcome.code,
        text: outcome.text,
        sections: sections.map((section) => viewSectionRow(plan, section)),
        rollUp: rollUpActions(plan, counted),
        basisCounts: countBases(counted),
      }
    })
  if (!hasPillars(plan)) return [{ pillar: null, outcomes: rows(plan.outcomes) }]
  return plan.pillars.map(({ id, code, name }) => ({
    pillar: { code, title: name },
    outcomes: rows(plan.outcomes.filter(({ pillarId }) => pillarId === id)),
  }))
}
