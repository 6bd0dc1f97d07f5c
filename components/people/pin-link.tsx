import { currentActor } from '@/lib/auth/actor'
import type { PinSubject } from '@/lib/domain/people/pins'
import { canSeeInside } from '@/lib/domain/people/permissions'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'

interface Props extends Pick<PinSubject, 'level' | 'code'> {
  readonly plan: PlanSummary
}

/** For members of a plan, the way to pin what the page is about; the same for all of them, whatever they have pinned. */
export async function PinLink({ plan, level, code }: Props) {
  const isLive = plan.asAt === null && plan.knownAt === null && plan.report === null
  if (!isLive || !canSeeInside(await currentActor(), plan)) return null
  return (
    <p className="no-print">
      <a href={paths.newPin({ plan: plan.slug, level, code })}>Pin to your start page</a>
    </p>
  )
}
