import type { Metadata } from 'next'
import { promisedOn } from '@/lib/domain/plan/due-date'
import { openTypedForm } from '@/app/drafts/open-form'
import { TextArea } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ChangeTable } from '@/components/updates/change-table'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RewriteForm } from '@/components/updates/rewrite-form'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { findPassedDate } from '@/lib/domain/updates/date-guard'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { updateMessages } from '@/lib/format/updates/messages'
import { paths } from '@/lib/paths'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { getApproval } from '@/lib/queries/updates/update-form'
import { describeMeanwhile } from '@/lib/format/audit/meanwhile'
import { fillReport } from '@/lib/schemas/updates/progress-report'
import { submitApproval, submitReturn, submitRewording } from './submit'

type Props = PageProps<'/plans/[plan]/approvals/[update]'>

export const metadata: Metadata = { title: 'Approve an update' }

export default async function ApprovalPage({ params }: Props) {
  const { plan: slug, update: id } = await params
  const actor = await requireActor(paths.approval(slug, id))
  const found = await getApproval(slug, id)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={updateMessages.cannotApprove} editors={await listPlanEditors(slug)} />
  const { plan, action, update, current, submissionKey } = found
  const withDate = (report: ProgressReport) => ({ ...report, dueOn: report.dueOn ?? action.dueOn })
  const asked = withDate(update.report)
  const about = { plan: slug, update: update.id }
  const [returning, rewording] = await Promise.all([
    openTypedForm({ kind: 'return', ...about }, update.id),
    openTypedForm({ kind: 'rewording', ...about }, update.id, {
      values: { ...fillReport(asked, action.dueOn), 'due-reason': update.dueReason },
      own: { 'submission-key': submissionKey },
    }),
  ])
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[{ label: 'Updates waiting for approval', href: paths.approvals(slug) }]}
      />
      <PageHeader
        label={
          <a href={paths.action(plan, action.ref)}>
            {plan.words.action.one} {action.ref}
          </a>
        }
        title={`Approve an update: ${action.title}`}
      >
        <p className="ds_leader">
          By {update.author?.name ?? update.origin.attributedTo}, sent {formatMoment(update.recordedAt)}.
        </p>
      </PageHeader>
      {update.standing === 'waiting' ? (
        <>
          <section aria-labelledby="changes">
            <h2 id="changes">Changes</h2>
            <ChangeTable
              plan={plan}
              caption="Changes in this update"
              before={{
                label: 'Published now',
                report: current && { ...current.report, dueOn: action.dueOn },
              }}
              after={{ label: 'This update', report: asked }}
            />
            {current?.report.effectiveOn &&
              asked.effectiveOn &&
              asked.effectiveOn < current.report.effectiveOn && (
                <p>
                  This update is for an earlier date. If you approve it, it is added to the history and
                  readers still see the newer update of {formatDay(current.report.effectiveOn)}.
                </p>
              )}
            {update.dueReason && <p>Reason for the new date: {update.dueReason}</p>}
          </section>
          <section aria-labelledby="approve">
            <h2 id="approve">Approve</h2>
            <Form submit={submitApproval.bind(null, slug, id)}>
              <SubmitButton>Approve</SubmitButton>
            </Form>
          </section>
          <section aria-labelledby="return">
            <h2 id="return">Return</h2>
            <DraftForm opened={returning} submit={submitReturn.bind(null, slug, id)}>
              <TextArea name="comment" label="What needs to change?" />
              <SubmitButton secondary>Return to author</SubmitButton>
            </DraftForm>
          </section>
          <section aria-labelledby="reword">
            <h2 id="reword">Edit and approve</h2>
            <RewriteForm
              statuses={plan.statuses}
              opened={rewording}
              submit={submitRewording.bind(null, slug, id)}
              due={action.dueOn && formatDay(action.dueOn)}
              passed={findPassedDate(
                plan,
                promisedOn(asked.dueOn, action.timescaleEndsOn),
                asked.effectiveOn,
              )}
              button="Approve as edited"
              folded={{ summary: 'Edit this update', open: Boolean(rewording.draft) }}
            />
          </section>
        </>
      ) : (
        <p>
          {update.decided
            ? `${describeMeanwhile(update.decided, actor.id, `${update.decided.decision} this update`)}.`
            : 'The author corrected this update, so it is no longer waiting for approval.'}
        </p>
      )}
    </>
  )
}
