import { Breadcrumbs, type Crumb } from '@/components/ui/breadcrumbs'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'
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

/** Takes a plan and a pillar of it, null where it has none; returns the pillar's place on the way up. */
export const pillarCrumb = (plan: PlanSummary, pillar: CodeAndTitle | null): Crumb[] =>
  pillar ? [{ label: pillar.title, href: paths.pillar(plan, pillar.code) }] : []

/** The way up from a page on which a plan is managed. */
export function ManageCrumbs({ plan, below = [] }: { plan: PlanSummary; below?: readonly Crumb[] }) {
  return (
    <PlanCrumbs plan={plan} below={[{ label: 'Manage this plan', href: paths.manage(plan) }, ...below]} />
  )
}
