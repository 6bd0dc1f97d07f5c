/** The changes the plan seeks, and the sections that work towards each. */

import type { PlanState } from './plan'
import { indexPlan } from './plan-index'
import type { RollUp } from './roll-up'
import { type CodeAndTitle, type SectionRow, rollUpActions, viewSectionRow } from './views'

interface OutcomeRow {
  readonly code: string
  readonly text: string
  readonly sections: readonly SectionRow[]
  /** The counted actions of those sections. */
  readonly rollUp: RollUp
}

export interface PillarOutcomes extends CodeAndTitle {
  readonly outcomes: readonly OutcomeRow[]
}

/** Takes a plan; returns its outcomes by the pillar they belong to, both in the plan's order. */
export function viewOutcomes(plan: PlanState): PillarOutcomes[] {
  const index = indexPlan(plan)
  return plan.pillars.map((pillar) => ({
    code: pillar.code,
    title: pillar.name,
    outcomes: plan.outcomes
      .filter((outcome) => outcome.pillarId === pillar.id)
      .map((outcome) => {
        const sections = plan.sections.filter((section) => section.outcomeIds.includes(outcome.id))
        return {
          code: outcome.code,
          text: outcome.text,
          sections: sections.map((section) => viewSectionRow(plan, section)),
          rollUp: rollUpActions(sections.flatMap((section) => index.countedOf(section.id))),
        }
      }),
  }))
}
