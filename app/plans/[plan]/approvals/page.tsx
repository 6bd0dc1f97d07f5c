import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { RowCheckbox } from '@/components/forms/row-checkbox'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusTag } from '@/components/status/status-tag'
import { DataTable } from '@/components/ui/data-table'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { bucketLabel, NO_UPDATE } from '@/lib/domain/status/status'
import { formatMoment } from '@/lib/format/dates'
import { count } from '@/lib/format/words'
import { updateMessages } from '@/lib/format/updates/messages'
import { paths } from '@/lib/paths'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { getApprovals } from '@/lib/queries/updates/update-form'
import { submitApprovals } from './submit'

export const metadata: Metadata = { title: 'Updates waiting for approval' }

export default async function ApprovalsPage({ params }: PageProps<'/plans/[plan]/approvals'>) {
  const { plan: slug } = await params
  await requireActor(paths.approvals(slug))
  const found = await getApprovals(slug)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={updateMessages.cannotApprove} editors={await listPlanEditors(slug)} />
  const { plan, waiting, total } = found
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Updates waiting for approval" />
      {waiting.length === 0 && <p>No updates to approve.</p>}
      {total > waiting.length && (
        <p>
          {count(total, 'update')} to approve. The {waiting.length} oldest are listed.
        </p>
      )}
      {/* Also when none waits any more: it says what became of those that were ticked. */}
      <Form submit={submitApprovals.bind(null, slug)} className="form-wide">
        {waiting.length > 0 && (
          <>
            <DataTable
              caption={
                waiting.length === 1
                  ? '1 update to approve'
                  : `${waiting.length} updates to approve, oldest first`
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
                      <span className="code">{ref} </span>
                      {title}
                    </a>
                  ),
                },
                {
                  key: 'status',
                  header: 'New status',
                  cell: ({ update, status }) =>
                    update.report.status && (
                      <>
                        <StatusTag plan={plan} bucket={update.report.status} />
                        {status !== update.report.status && (
                          <span className="aside aside--below">
                            Now: {bucketLabel(plan, status ?? NO_UPDATE)}
                          </span>
                        )}
                      </>
                    ),
                },
                {
                  key: 'says',
                  header: 'Update',
                  width: 35,
                  className: 'col-text',
                  cell: ({ update }) => shorten(update.report.narrative),
                },
                {
                  key: 'by',
                  header: 'By',
                  cell: ({ update }) => update.author?.name ?? update.origin.attributedTo,
                },
                { key: 'sent', header: 'Sent', cell: ({ update }) => formatMoment(update.recordedAt) },
                {
                  key: 'approve',
                  header: 'Approve',
                  cell: ({ update, ref }) => (
                    <RowCheckbox
                      name="updates"
                      value={update.id}
                      label={`Approve the update of ${plan.words.action.one.toLowerCase()} ${ref}`}
                    />
                  ),
                },
              ]}
            />
            <SubmitButton>Approve selected updates</SubmitButton>
          </>
        )}
      </Form>
    </>
  )
}

/** As much of a text as tells an editor what it is about: its own page has all of it. */
function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
