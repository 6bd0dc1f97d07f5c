import type { Metadata } from 'next'
import { StatusChart } from '@/components/charts/status-chart'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusSummary } from '@/components/status/status-summary'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { hasSections } from '@/lib/domain/plan/plan'
import { count, PARTNER_KIND_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { listPartners } from '@/lib/queries/plan/partners'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

type Props = PageProps<'/plans/[plan]/partners'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const plan = await readPlan(await readPlanAt((await params).plan))
  return plan ? { title: 'Partners' } : { title: 'Not found' }
}

export default async function PartnersPage({ params, searchParams }: Props) {
  const found = await listPartners(await readPlanAt((await params).plan))
  if (!found) return <MissingInPlan />
  const { plan, partners, chart } = found
  const { section, action } = plan.words
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.partners(plan.slug)} />
      <PageHeader title="Partners">
        <p className="ds_leader">
          Organisations involved in the plan, and the status of their {action.many.toLowerCase()}.
        </p>
      </PageHeader>
      <InventedNotice plan={plan} invented={chart.invented} />
      <StatusChart plan={plan} chart={chart} isStill />
      <section aria-labelledby="all">
        <h2 id="all">{count(partners.length, 'partner')}</h2>
        <p>
          A partner is involved when the plan names it on the {action.one.toLowerCase()}
          {hasSections(plan) && `, on its ${section.one.toLowerCase()}`} or on one of its parts.
        </p>
        <PagedList
          rows={partners}
          params={await searchParams}
          label="Pages of partners"
          here={`${paths.partners(plan)}#all`}
        >
          {(rows) => (
            <DataTable
              className="partner-table compact-rows bar-table"
              caption={`Partners and the counted ${action.many.toLowerCase()} that involve them`}
              hideCaption
              rows={rows}
              rowKey={(partner) => partner.code}
              columns={[
                {
                  key: 'partner',
                  header: 'Partner',
                  rowHeader: true,
                  className: 'col-wide',
                  cell: (partner) => <a href={paths.partner(plan, partner.code)}>{partner.title}</a>,
                },
                {
                  key: 'kind',
                  header: 'Kind',
                  className: 'col-kind',
                  hideLabelOnPhone: true,
                  cell: (partner) => PARTNER_KIND_LABELS[partner.kind],
                },
                {
                  key: 'standing',
                  header: `Counted ${action.many.toLowerCase()} that involve it`,
                  className: 'col-bar',
                  hideLabelOnPhone: true,
                  cell: ({ rollUp, code }) => (
                    <StatusSummary
                      plan={plan}
                      rollUp={rollUp}
                      action={action}
                      href={paths.actions(plan, { partner: code, counted: 'yes' })}
                    />
                  ),
                },
              ]}
            />
          )}
        </PagedList>
      </section>
      <LookBack plan={plan} now={paths.partners(plan.slug)} />
    </>
  )
}
