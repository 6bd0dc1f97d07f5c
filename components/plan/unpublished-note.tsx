import { SpanText } from '@/components/paper/span-text'
import type { PlanSummary } from '@/lib/domain/plan'
import { sayUnpublished } from '@/lib/format/plan-blocks'

/** Stands by figures that rest partly on statuses nobody published, so that no example is taken for a fact. */
export function UnpublishedNote({ plan }: { plan: PlanSummary }) {
  return (
    <p className="note">
      <SpanText spans={sayUnpublished(plan)} />
    </p>
  )
}
