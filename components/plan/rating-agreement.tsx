import { SpanText } from '@/components/paper/span-text'
import type { PlanPlace } from '@/lib/domain/place'
import type { PlanWords } from '@/lib/domain/plan'
import type { SectionRow } from '@/lib/domain/views'
import { sayAgreement } from '@/lib/format/plan-blocks'

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
