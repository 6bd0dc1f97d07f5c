import type { Metadata } from 'next'
import { ActionTable } from '@/components/plan/action-table'
import { StatusChart } from '@/components/charts/status-chart'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusSummary } from '@/components/status/status-summary'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { NotRecorded } from '@/components/ui/not-recorded'
import { PageHeader } from '@/components/page/page-header'
import { FEW_ROWS } from '@/lib/domain/paging'
import { formatDay } from '@/lib/format/dates'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getTimescales } from '@/lib/queries/plan/timescales'

type Props = PageProps<'/plans/[plan]/timescales'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const plan = await readPlan(await readPlanAt((await params).plan))
  return plan ? { title: 'Timescales' } : { title: 'Not found' }
}

export default async function TimescalesPage({ params, searchParams }: Props) {
  const query = await searchParams
  const found = await getTimescales(await readPlanAt((await params).plan))
  if (!found) return <MissingInPlan />
  const { plan, view, chart } = found
  const { action } = plan.words
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.timescales(plan.slug)} />
      <PageHeader title="Timescales" />
      <InventedNotice plan={plan} invented={chart.invented} hasMarks />
      <StatusChart plan={plan} chart={chart} />
      <section aria-labelledby="standing">
        <h2 id="standing">Status by timescale</h2>
        <PagedList
          rows={view.rows}
          params={query}
          name="timescales"
          label="Pages of timescales"
          here={`${paths.timescales(plan)}#standing`}
        >
          {(rows) => (
            <DataTable
              className="timescale-table"
              caption={`Counted ${action.many.toLowerCase()} by timescale`}
              hideCaption
              rows={rows}
              rowKey={(row) => row.code}
              columns={[
                {
                  key: 'timescale',
                  header: 'Timescale',
                  rowHeader: true,
                  className: 'col-wide',
                  cell: (row) => (
                    <a href={paths.actions(plan, { timescale: row.code, counted: 'yes' })}>{row.title}</a>
                  ),
                },
                {
                  key: 'ends',
                  header: 'Ends',
                  cell: (row) =>
                    row.endsOn ? (
                      <>
                        {formatDay(row.endsOn)}
                        {row.isPast && <strong className="past"> Overdue</strong>}
                      </>
                    ) : (
                      <NotRecorded>{row.startsOn ? 'No end' : 'Not recorded'}</NotRecorded>
                    ),
                },
                {
                  key: 'standing',
                  header: action.many,
                  className: 'col-bar',
                  hideLabelOnPhone: true,
                  cell: ({ rollUp, code }) => (
                    <StatusSummary
                      plan={plan}
                      rollUp={rollUp}
                      action={action}
                      href={paths.actions(plan, { timescale: code, counted: 'yes' })}
                    />
                  ),
                },
              ]}
            />
          )}
        </PagedList>
      </section>
      <section aria-labelledby="past-end">
        <h2 id="past-end">Overdue</h2>
        {view.pastEnd.length ? (
          <>
            <p>
              {countLevel(view.pastEnd.length, action)} past their due date, or past the end of their
              timescale if they have no due date, and not reported as delivered. Later achievements are on the
              page of each {action.one.toLowerCase()}.
            </p>
            <PagedList
              rows={view.pastEnd}
              params={query}
              size={FEW_ROWS}
              label={`Pages of overdue ${action.many.toLowerCase()}`}
              here={`${paths.timescales(plan)}#past-end`}
            >
              {(rows) => (
                <ActionTable
                  plan={plan}
                  caption={`${action.many} overdue`}
                  hideCaption
                  rows={rows}
                  showSection
                  extra={[
                    {
                      key: 'ended',
                      header: 'Ended',
                      className: 'col-date',
                      cell: (row) => formatDay(row.endedOn),
                    },
                  ]}
                />
              )}
            </PagedList>
          </>
        ) : (
          <p>No {action.many.toLowerCase()} are overdue.</p>
        )}
      </section>
      <LookBack plan={plan} now={paths.timescales(plan.slug)} />
    </>
  )
}
