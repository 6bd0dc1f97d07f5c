/** Why two states of a plan cannot be compared, in words. */

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
      return `“${problem.code.slice(0, 100)}” is no report of ${shortTitle}. Only reports of the same plan can be compared: choose from its list.`
    case 'same':
      return 'Both sides are the same. Choose two different ones.'
    case 'backwards':
      return 'The first side is later than the second. A comparison goes from the earlier to the later one.'
    case 'first':
      return `There is no report before ${problem.reference}, so choose what to compare it with.`
    case 'altered':
      return `${problem.reference} cannot be shown as verified: it is not what was frozen any more. So nothing is compared with it.`
  }
}
