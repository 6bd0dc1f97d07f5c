import { SpanText } from '@/components/paper/span-text'
import type { PlanPlace } from '@/lib/domain/plan/plan-ref'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { SectionRow } from '@/lib/domain/plan/views'
import { sayAgreement } from '@/lib/format/plan/plan-blocks'

interface Props {
  readonly plan: PlanPlace & { readonly words: PlanWords }
  readonly sections: readonly SectionRow[]
}

/** How far people and the rule agree; nothing when nobody rated any. */
export function RatingAgreement({ plan, sections }: Props) {
  const said = sayAgreement(plan, sections)
  return (
    said && (
      <p className="note">
        <SpanText spans={said} />
      </p>
    )
  )
}
