import type { Metadata } from 'next'
import { EmbedCodes } from '@/components/charts/embed-codes'
import { StatusChart } from '@/components/charts/status-chart'
import { AsAtBanner } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { mainChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { levelsTitle } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { siteAddress } from '@/lib/site'

type Props = PageProps<'/plans/[plan]/charts'>

export const metadata: Metadata = { title: 'Charts' }

export default async function ChartsPage({ params }: Props) {
  const plan = await readPlan(await readPlanAt((await params).plan))
  if (!plan) return <MissingInPlan />
  const main = mainChart(plan)
  const day = plan.asAt ?? today()
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.charts(plan.slug)} />
      <PageHeader title="Charts" />
      <InventedNotice plan={plan} invented={inventedInPlan(plan)} />
      <section aria-label={levelsTitle(plan) || 'Timescales'}>
        <StatusChart plan={plan} chart={viewStatusChart(plan, main, day)} />
      </section>
      <section aria-labelledby="more" className="overview-part">
        <h2 id="more">More charts</h2>
        <ul>
          <li>
            <a href={`${paths.partners(plan)}#chart-partners`}>By partner</a>
          </li>
          {main !== 'timescales' && (
            <li>
              <a href={`${paths.timescales(plan)}#chart-timescales`}>By timescale</a>
            </li>
          )}
          {plan.report === null && (
            <li>
              <a href={`${paths.reports(plan.slug)}#chart-trend`}>By report</a>
            </li>
          )}
        </ul>
      </section>
      {plan.isPublic && <EmbedCodes plan={plan} address={siteAddress} />}
    </>
  )
}
