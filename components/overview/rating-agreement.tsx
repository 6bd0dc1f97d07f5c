import { SpanText } from '@/components/paper/span-text'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { HasLevels, PlanWords } from '@/lib/domain/plan/plan'
import type { SectionRow } from '@/lib/domain/plan/views'
import { describeAgreement } from '@/lib/format/plan/plan-blocks'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  readonly plan: PlanAt & HasStatuses & HasLevels & { readonly words: PlanWords }
  readonly sections: readonly SectionRow[]
}

/** How far people and the rule agree; nothing when no one rated any. */
export function RatingAgreement({ plan, sections }: Props) {
  const sentence = describeAgreement(plan, sections)
  return (
    sentence && (
      <p className="note">
        <SpanText spans={sentence} />
      </p>
    )
  )
}
