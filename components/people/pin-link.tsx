import { type Actor, canSeeInside } from '@/lib/domain/people/permissions'
import type { PinSubject } from '@/lib/domain/people/pins'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'

interface Props extends Pick<PinSubject, 'level' | 'code'> {
  readonly actor: Actor
  readonly plan: PlanSummary
}

/** For members of a plan, the way to pin what the page is about; the same for all of them, whatever they have pinned. */
export function PinLink({ actor, plan, level, code }: Props) {
  const isLive = plan.asAt === null && plan.knownAt === null && plan.report === null
  if (!isLive || !canSeeInside(actor, plan)) return null
  return (
    <p className="no-print">
      <a href={paths.newPin({ plan: plan.slug, level, code })}>Pin to your start page</a>
    </p>
  )
}
