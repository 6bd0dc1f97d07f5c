import type { Metadata } from 'next'
import { StatusChart } from '@/components/charts/status-chart'
import { DraftTable } from '@/components/reports/draft-table'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { Notice } from '@/components/ui/notices'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { currentActor } from '@/lib/auth/actor'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { formatDate, formatDay, formatMoment } from '@/lib/format/dates'
import { nameReport } from '@/lib/format/reports/report-name'
import { trendChart } from '@/lib/format/charts/trend-chart'
import { count, joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listDrafts } from '@/lib/queries/reports/report-drafts'
import { listReports, readMissingReports, readUnaltered } from '@/lib/queries/reports/reports'
import { siteAddress } from '@/lib/site'
import { readTrend } from '@/lib/queries/movement/trend'

type Props = PageProps<'/plans/[plan]/reports'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { plan: slug } = await params
  const feed = { 'application/atom+xml': siteAddress(paths.reportFeed(slug)) }
  return { title: 'Reports', ...((await readPlan(slug)) && { alternates: { types: feed } }) }
}

export default async function ReportsPage({ params, searchParams }: Props) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const [plan, reports, drafts, actor] = await Promise.all([
    readPlan(slug),
    listReports(slug),
    listDrafts(slug),
    currentActor(),
  ])
  if (!plan) return <MissingInPlan />
  const waiting = drafts.filter(({ state }) => state === 'inReview').length
  const [unaltered, missing, trend] = await Promise.all([
    readUnaltered(plan.id),
    readMissingReports(plan.id),
    readTrend(plan),
  ])
  const chart = trendChart(plan, trend)
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Reports">
        <p className="ds_leader">Reports are permanent. Later changes to the plan do not change them.</p>
      </PageHeader>
      <InventedNotice plan={plan} invented={chart.invented} />
      {query.said === 'gone' && (
        <Notice>
          This draft has been issued or deleted by another editor. Nothing was done. Issued reports are listed
          below.
        </Notice>
      )}
      {canEditPlan(actor, plan) && (
        <p>
          <a className="ds_button" href={paths.newReport(slug)}>
            Start a report
          </a>
        </p>
      )}
      {drafts.length > 0 && (
        <>
          <h2>Drafts</h2>
          <p>
            {waiting > 0 && (
              <strong>{`${count(waiting, 'draft')} ${waiting === 1 ? 'is' : 'are'} waiting for review. `}</strong>
            )}
            Only editors of this plan can see drafts.
          </p>
          <PagedList
            rows={drafts}
            params={query}
            name="drafts"
            label="Pages of drafts"
            here={paths.reports(slug)}
          >
            {(rows) => <DraftTable slug={slug} drafts={rows} />}
          </PagedList>
          <h2 id="issued">Issued reports</h2>
        </>
      )}
      {missing.length > 0 && (
        <Notice>
          <strong>{`${joinNames(missing)} ${missing.length === 1 ? 'is' : 'are'} missing from the database. `}</strong>
          The audit log says that {missing.length === 1 ? 'it was' : 'they were'} issued. Ask an administrator
          to restore the database from a backup.
        </Notice>
      )}
      {reports.length === 0 ? (
        <p>No reports have been issued yet.</p>
      ) : (
        <PagedList
          rows={reports}
          params={query}
          label="Pages of reports"
          here={drafts.length > 0 ? `${paths.reports(slug)}#issued` : paths.reports(slug)}
        >
          {(rows) => (
            <DataTable
              caption={`Reports of ${plan.shortTitle}`}
              hideCaption
              rows={rows}
              rowKey={({ code }) => code}
              columns={[
                {
                  key: 'report',
                  header: 'Report',
                  rowHeader: true,
                  className: 'col-wide',
                  cell: (report) => (
                    <>
                      <a href={paths.report(slug, report.code)}>
                        {nameReport(report)}: {report.title}
                      </a>
                      {!unaltered.has(report.code) && (
                        <span className="aside">
                          <strong>Do not rely on it.</strong> It was altered after it was issued.{' '}
                          <a href={paths.verifyReport(slug, report.code)}>See what is wrong</a>
                        </span>
                      )}
                      {report.correction && (
                        <span className="aside">What was wrong: {report.correction}</span>
                      )}
                    </>
                  ),
                },
                { key: 'asAt', header: 'Figures as at', cell: ({ figuresOf }) => formatDate(figuresOf) },
                {
                  key: 'meeting',
                  header: 'Meeting',
                  cell: ({ meetingOn }) => meetingOn && formatDay(meetingOn),
                },
                { key: 'frozen', header: 'Issued', cell: ({ frozenAt }) => formatMoment(frozenAt) },
              ]}
            />
          )}
        </PagedList>
      )}
      <p className="no-print">
        <a href={paths.reportFeed(slug)}>Follow the reports in a feed reader (Atom)</a>
      </p>
      {reports.length > 0 && (
        <p>
          <a href={paths.compare(slug)}>Compare reports</a>
        </p>
      )}
      {trend.points.length > 0 && <StatusChart plan={plan} chart={chart} />}
    </>
  )
}
