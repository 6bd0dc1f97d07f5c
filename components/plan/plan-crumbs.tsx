import { Breadcrumbs, type Crumb } from '@/components/ui/breadcrumbs'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'

/** The way from a page of a plan back up to the plan and the list of plans. */
export function PlanCrumbs({ plan, below = [] }: { plan: PlanSummary; below?: readonly Crumb[] }) {
  return (
    <Breadcrumbs
      crumbs={[
        { label: 'Plans', href: paths.plans() },
        { label: plan.shortTitle, href: paths.plan(plan) },
        ...below,
      ]}
    />
  )
}

/** The way up from a page on which a plan is managed. */
export function ManageCrumbs({ plan, below = [] }: { plan: PlanSummary; below?: readonly Crumb[] }) {
  return (
    <PlanCrumbs plan={plan} below={[{ label: 'Manage this plan', href: paths.manage(plan) }, ...below]} />
  )
}
