import type { Metadata } from 'next'
import { InventedNotice } from '@/components/plan/invented-notice'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { PartnerActions, PartnersOfPlans, PlacedActions, PlanTable } from '@/components/overview/all-plans'
import { DueInPlansSections } from '@/components/overview/due-in-plans'
import { PagedList } from '@/components/ui/paged-list'
import { Pagination } from '@/components/ui/pagination'
import { openActionsOf } from '@/lib/domain/overview/all-plans'
import { FEW_ROWS } from '@/lib/domain/paging'
import { adverseCodes } from '@/lib/domain/status/status'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getAllPlans } from '@/lib/queries/plan/all-plans'
import { readPageNumber } from '@/lib/schemas/page-number'

export const metadata: Metadata = { title: 'All plans' }

/** What a board that has several plans asks of all of them at once: what needs attention, and who has how much to do. */
export default async function AllPlansPage({ searchParams }: PageProps<'/plans'>) {
  const params = await searchParams
  const { page, plans, attention, due, partners, invented } = await getAllPlans(readPageNumber(params.page))
  const chosen = partners.find(({ code }) => code === params.partner)
  return (
    <PlainPage>
      <PageHeader title="All plans">
        <p className="ds_leader">What needs attention in all plans, and what each partner still has to do.</p>
      </PageHeader>
      {plans[0] && <InventedNotice plan={plans[0].plan} invented={invented} />}
      <section aria-labelledby="plans">
        <h2 id="plans">{count(page.total, 'plan')}</h2>
        <PlanTable plans={plans} />
        <Pagination label="Pages of plans" list={page} href={(to) => paths.allPlans({ page: to })} />
      </section>
      <section aria-labelledby="attention">
        <h2 id="attention">Needs attention</h2>
        {attention.length > 0 ? (
          <>
            <PlacedActions caption="What needs attention in all plans" rows={attention.slice(0, FEW_ROWS)} />
            <ul>
              {plans
                .filter(({ overview }) => overview.attention.length > 0)
                .map(({ plan, overview }) => (
                  <li key={plan.slug}>
                    <a href={paths.actions(plan, { status: adverseCodes(plan), counted: 'yes' })}>
                      See all {overview.attention.length} in {plan.shortTitle}
                    </a>
                  </li>
                ))}
            </ul>
          </>
        ) : (
          <p>Nothing needs attention.</p>
        )}
      </section>
      {chosen ? (
        <PartnerActions partner={chosen} rows={openActionsOf(chosen)} params={params} page={page.page} />
      ) : (
        <DueInPlansSections due={due} params={params} here={paths.allPlans({ page: page.page })} />
      )}
      <section aria-labelledby="partners">
        <h2 id="partners">Partners</h2>
        <PagedList
          rows={partners}
          params={params}
          name="partners"
          size={FEW_ROWS}
          label="Pages of partners"
          here={`${paths.allPlans({ page: page.page })}#partners`}
        >
          {(rows) => <PartnersOfPlans partners={rows} due={due.partners} page={page.page} />}
        </PagedList>
      </section>
    </PlainPage>
  )
}
