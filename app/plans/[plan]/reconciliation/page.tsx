import type { Metadata } from 'next'
import { ComparedDay } from '@/components/movement/compared-day'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { Pagination } from '@/components/ui/pagination'
import { PageHeader } from '@/components/page/page-header'
import { type Finding, FINDING_GROUPS, groupOf } from '@/lib/domain/printed/findings'
import { formatDate, formatInstant } from '@/lib/format/dates'
import { GROUP_TITLES } from '@/lib/format/printed/finding-words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { listPrintedReports } from '@/lib/queries/printed/printed-reports'
import { readPageNumber } from '@/lib/schemas/page-number'

export const metadata: Metadata = { title: 'Printed reports' }

export default async function ReconciliationPage(props: PageProps<'/plans/[plan]/reconciliation'>) {
  const [{ plan: asked }, query] = await Promise.all([props.params, props.searchParams])
  const planAt = await readPlanAt(asked)
  const found = await listPrintedReports(planAt, readPageNumber(query.page))
  if (!found) return <MissingInPlan />
  const { plan, reports, place, mayEdit } = found
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Printed reports">
        <p className="ds_leader">
          The figures of printed reports, and where they do not match their own tables or the statuses
          recorded in Cairn.
        </p>
      </PageHeader>
      {mayEdit && (
        <p className="buttons">
          <a className="ds_button" href={paths.newPrintedReport(plan.slug)}>
            Enter a report
          </a>
          <a className="ds_button ds_button--secondary" href={paths.uploadPrintedReport(plan.slug)}>
            Load a report from a file
          </a>
        </p>
      )}
      {reports.length === 0 ? (
        <p>No printed reports have been entered yet.</p>
      ) : (
        <DataTable
          caption="Reports, newest first"
          hideCaption
          rows={reports}
          rowKey={({ report }) => report.code}
          columns={[
            {
              key: 'reference',
              header: 'Report',
              rowHeader: true,
              className: 'col-wide',
              cell: ({ report }) => (
                <>
                  <a href={paths.printedReport(planAt, report.code)}>{report.reference}</a>
                  <span className="aside"> {report.title}</span>
                </>
              ),
            },
            {
              key: 'asOf',
              header: 'Figures of',
              className: 'col-date',
              cell: ({ report }) => formatDate(report.asOf),
            },
            {
              key: 'findings',
              header: 'Findings',
              cell: ({ findings }) => <Found findings={findings} />,
            },
            {
              key: 'entered',
              header: 'Entered',
              cell: ({ report }) => `${formatInstant(report.recordedAt)}${report.by ? `, ${report.by}` : ''}`,
            },
          ]}
        />
      )}
      <Pagination
        label="Pages of printed reports"
        list={place}
        href={(to) => paths.atPage(paths.reconciliation(planAt), to)}
      />
      <ComparedDay place={planAt} ownDay={null} here={paths.reconciliation(plan.slug)} />
    </>
  )
}

function Found({ findings }: { findings: readonly Finding[] }) {
  if (!findings.length) return 'Everything matches'
  return (
    <ul className="findings-count">
      {FINDING_GROUPS.map((group) => {
        const number = findings.filter((finding) => groupOf(finding) === group).length
        return (
          number > 0 && (
            <li key={group}>
              {GROUP_TITLES[group]}: {number}
            </li>
          )
        )
      })}
    </ul>
  )
}
