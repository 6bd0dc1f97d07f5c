/** What another threshold would change, before anyone sets it. */

import type { PlanState } from '@/lib/domain/plan/plan'
import { type OverallRag, type RagSuggestion, type RatingRule, suggestRag } from '@/lib/domain/status/rag'
import { viewSectionRow } from '@/lib/domain/plan/views'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'

export interface SuggestionChange extends CodeAndTitle {
  readonly now: OverallRag | null
  /** What would be suggested, and why. */
  readonly then: RagSuggestion
  /** What a person rated it, which no rule changes. */
  readonly assessed: OverallRag | null
}

/** Takes a plan and a rule; returns the sections whose suggestion the rule would change, in the plan's order. */
export function previewRule(plan: PlanState, rule: RatingRule): SuggestionChange[] {
  return plan.sections.flatMap((section) => {
    const { code, title, rollUp, rating } = viewSectionRow(plan, section)
    const then = suggestRag(rollUp, rule)
    const now = rating.suggestion.rag
    return then.rag === now ? [] : [{ code, title, now, then, assessed: rating.assessed }]
  })
}
