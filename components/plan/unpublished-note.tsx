import type { PlanSummary } from '@/lib/domain/plan'
import { paths } from '@/lib/paths'

/** Stands by figures that rest partly on statuses nobody published, so that no example is taken for a fact. */
export function UnpublishedNote({ plan }: { plan: PlanSummary }) {
  return (
    <p className="note">
      Partly illustrative: the status of some of these {plan.words.action.many.toLowerCase()} is inferred or
      an example, not published. <a href={`${paths.ratings(plan)}#basis`}>What this means</a>
    </p>
  )
}
