/** Sentences about the address of a comparison, and why two states of a plan cannot be compared. */

import type { ComparisonProblem } from '@/lib/domain/movement/comparison-problem'
import type { PlanSummary } from '@/lib/domain/plan/plan'

/** Takes a plan and what is wrong; returns it as one sentence or two, with what to do about it. */
export function describeComparisonProblem(
  { shortTitle }: Pick<PlanSummary, 'shortTitle'>,
  problem: ComparisonProblem,
): string {
  switch (problem.kind) {
    case 'noReports':
      return `No report of ${shortTitle} has been issued yet, so there is nothing to compare with.`
    case 'unknown':
      return `“${problem.code.slice(0, 100)}” is not a report of ${shortTitle}. Choose 2 reports of the same plan.`
    case 'same':
      return 'Both reports are the same. Choose 2 different reports.'
    case 'backwards':
      return 'The first report is later than the second. Choose the earlier report first.'
    case 'first':
      return `There is no report before ${problem.reference}. Choose another report to compare it with.`
    case 'altered':
      return `${problem.reference} was altered after it was issued, so you cannot compare it.`
  }
}

export const movementMessages = {
  tookFirst: (name: string) => `We used the first “${name}” and ignored the others.`,
  notStatus: (value: string) => `We ignored “${value}”, which is not a status.`,
  notKind: (value: string) => `We ignored “${value}”, which is not a kind of change.`,
}
