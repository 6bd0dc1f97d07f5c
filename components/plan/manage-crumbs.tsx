import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import type { Crumb } from '@/components/ui/breadcrumbs'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'

/** The way up from a page on which a plan is looked after. */
export function ManageCrumbs({ plan, below = [] }: { plan: PlanSummary; below?: readonly Crumb[] }) {
  return (
    <PlanCrumbs plan={plan} below={[{ label: 'Manage this plan', href: paths.manage(plan) }, ...below]} />
  )
}
