import type { Metadata } from 'next'
import { MissingInPlan } from '@/components/plan/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusTag } from '@/components/plan/status-tag'
import { DataTable } from '@/components/ui/data-table'
import { Forbidden } from '@/components/ui/forbidden-page'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/require'
import { formatMoment } from '@/lib/format/dates'
import { NOT_YOURS_TO_APPROVE } from '@/lib/mutations/not-yours'
import { paths } from '@/lib/paths'
import { listHelpers } from '@/lib/queries/helpers'
import { getApprovals } from '@/lib/queries/update-form'

export const metadata: Metadata = { title: 'Updates that wait for approval' }

export default async function ApprovalsPage({ params }: PageProps<'/plans/[plan]/approvals'>) {
  const { plan: slug } = await params
  await requireActor(paths.approvals(slug))
  const found = await getApprovals(slug)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={NOT_YOURS_TO_APPROVE} helpers={await listHelpers(slug)} />
  const { plan, waiting } = found
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Updates that wait for approval" />
      {waiting.length === 0 ? (
        <p>No update waits.</p>
      ) : (
        <DataTable
          caption={
            waiting.length === 1 ? 'One update waits' : `${waiting.length} updates wait, the oldest first`
          }
          rows={waiting}
          rowKey={({ update }) => update.id}
          columns={[
            {
              key: 'action',
              header: plan.words.action.one,
              rowHeader: true,
              cell: ({ update, ref, title }) => (
                <a className="coded" href={paths.approval(slug, update.id)}>
                  <span className="code">{ref}</span> {title}
                </a>
              ),
            },
            {
              key: 'status',
              header: 'New status',
              cell: ({ update }) => update.report.status && <StatusTag bucket={update.report.status} />,
            },
            {
              key: 'by',
              header: 'By',
              cell: ({ update }) => update.author?.name ?? update.origin.attributedTo,
            },
            { key: 'sent', header: 'Sent', cell: ({ update }) => formatMoment(update.recordedAt) },
          ]}
        />
      )}
    </>
  )
}
