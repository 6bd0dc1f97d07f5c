import type { Metadata } from 'next'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { type PeriodStage, stageOf } from '@/lib/domain/periods/periods'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { listPeriods } from '@/lib/queries/periods/periods'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { EDITORS_ONLY } from './period-fields'

export const metadata: Metadata = { title: 'Reporting periods' }

const STAGES: Readonly<Record<PeriodStage, string>> = {
  toCome: 'Not open yet',
  open: 'Open now',
  closed: 'Closed',
}

export default async function PeriodsPage({ params, searchParams }: PageProps<'/plans/[plan]/periods'>) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const { plan, refusal } = await requireEditor(slug, paths.periods(slug), EDITORS_ONLY)
  if (!plan) return refusal
  const periods = await listPeriods(plan.id)
  const day = today()
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Reporting periods">
        <p>
          While a period is open, each accountable officer sends an update on each of their{' '}
          {plan.words.action.many.toLowerCase()}.
        </p>
      </PageHeader>
      <p className="buttons">
        <a className="ds_button" href={paths.newPeriod(slug)}>
          Add a period
        </a>
        <a className="ds_button ds_button--secondary" href={paths.periodsAhead(slug)}>
          Add several periods
        </a>
      </p>
      {periods.length === 0 ? (
        <p>There are no reporting periods yet. No updates are due until you add one.</p>
      ) : (
        <PagedList
          rows={periods.toReversed()}
          params={query}
          label="Pages of periods"
          here={paths.periods(slug)}
        >
          {(rows) => (
            <DataTable
              caption="Reporting periods, newest first"
              hideCaption
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  header: 'Period',
                  rowHeader: true,
                  className: 'col-text',
                  cell: (period) =>
                    stageOf(period, day) === 'closed' ? (
                      period.name
                    ) : (
                      <a href={paths.period(slug, period.id)}>{period.name}</a>
                    ),
                },
                { key: 'stage', header: 'State', cell: (period) => STAGES[stageOf(period, day)] },
                { key: 'opens', header: 'Opens', cell: ({ opensOn }) => formatDay(opensOn) },
                { key: 'due', header: 'Updates due', cell: ({ dueOn }) => formatDay(dueOn) },
                { key: 'closes', header: 'Closes', cell: ({ closesOn }) => formatDay(closesOn) },
              ]}
            />
          )}
        </PagedList>
      )}
    </>
  )
}
