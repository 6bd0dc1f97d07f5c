import type { Metadata } from 'next'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { SummaryList } from '@/components/ui/summary-list'
import { formatMoment } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { checkReport } from '@/lib/queries/reports/report'
import { reportMessages } from '@/lib/format/reports/messages'

export async function generateMetadata({
  params,
}: PageProps<'/plans/[plan]/reports/[report]/verify'>): Promise<Metadata> {
  const { plan, report } = await params
  const found = await checkReport(plan, report)
  return { title: found ? `Check report ${found.issued.reference}` : 'Not found' }
}

export default async function VerifyPage({ params }: PageProps<'/plans/[plan]/reports/[report]/verify'>) {
  const { plan: slug, report: code } = await params
  const [plan, found] = await Promise.all([readPlan(slug), checkReport(slug, code)])
  if (!plan || !found) return <MissingInPlan />
  const { issued, frozen } = found
  const faults = frozen?.faults.map(reportMessages.fault) ?? [reportMessages.documentUnreadable]
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[
          { label: 'Reports', href: paths.reports(slug) },
          { label: issued.reference, href: paths.report(slug, code) },
        ]}
      />
      <PageHeader
        label={issued.reference}
        title={faults.length ? 'This report was altered' : 'This report is unchanged'}
      />
      {faults.length ? (
        <>
          <p>
            <strong>Do not rely on it.</strong> It differs from the report issued on{' '}
            {formatMoment(issued.frozenAt)}:
          </p>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
          <p>Ask the people who run Cairn to restore the database from a backup.</p>
        </>
      ) : (
        <p>
          Its text has not changed since it was issued on {formatMoment(issued.frozenAt)}, and its figures
          match the statuses of its actions.
        </p>
      )}
      <SummaryList
        items={[
          { term: 'Fingerprint (SHA-256)', value: <code className="fingerprint">{issued.sha256}</code> },
          {
            term: 'Its document',
            value: <a href={paths.reportDocument(slug, code)}>Download the report document (JSON)</a>,
          },
        ]}
      />
      <h2>Check it yourself</h2>
      <p>
        Keep the fingerprint somewhere else, such as in the minutes of the meeting. The fingerprint of the
        downloaded file must be the same. To get it, use <code>sha256sum</code> on Linux,{' '}
        <code>shasum -a 256</code> on a Mac, <code>certutil -hashfile</code> with <code>SHA256</code> on
        Windows.
      </p>
    </>
  )
}
