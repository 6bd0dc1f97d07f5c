import type { Metadata } from 'next'
import { promisedOn } from '@/lib/domain/plan/due-date'
import { openTypedForm } from '@/app/drafts/open-form'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { NoChangeButton } from '@/components/updates/no-change-button'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { CurrentStatus } from '@/components/updates/current-status'
import { UpdateForm } from '@/components/updates/update-form'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { findPassedDate } from '@/lib/domain/updates/date-guard'
import { formatDay } from '@/lib/format/dates'
import { newSubmissionKey } from '@/lib/http/asked-as'
import { paths } from '@/lib/paths'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { getReportPage, type ReportPage } from '@/lib/queries/updates/update-form'
import { fillDate } from '@/lib/schemas/date-fields'
import { fillReport } from '@/lib/schemas/updates/progress-report'
import { submitNoChange, submitProgressUpdate } from './submit'
import { updateMessages } from '@/lib/format/updates/messages'
import { bucketLabel } from '@/lib/domain/status/status'

type Props = PageProps<'/plans/[plan]/actions/[action]/update'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Report progress: ${(await params).action}` }
}

export default async function UpdatePage({ params, searchParams }: Props) {
  const { plan: slug, action: ref } = await params
  const { from } = await searchParams
  await requireActor(paths.update(slug, ref))
  const found = await getReportPage(slug, ref)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={updateMessages.cannotReport} editors={await listPlanEditors(slug)} />
  const { plan, action, current, submissionKey, notConfirmable } = found
  const { latest } = action
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[{ label: `${plan.words.action.one} ${ref}`, href: paths.action(plan, ref) }]}
      />
      <PageHeader label={`${plan.words.action.one} ${ref}`} title={`Report progress: ${action.title}`} />
      {action.lifecycle === 'active' ? (
        <>
          <CurrentStatus
            plan={plan}
            current={current}
            latest={latest}
            dueOn={action.dueOn}
            originalDueOn={action.originalDueOn}
            timescaleEndsOn={action.timescaleEndsOn}
          />
          {latest?.standing === 'returned' && (
            <p>
              <a href={paths.update(slug, ref, 'returned')}>Start from the update that was returned</a>
            </p>
          )}
          {current && (
            <section aria-labelledby="no-change">
              <h2 id="no-change">No change</h2>
              {notConfirmable === null ? (
                <NoChangeButton
                  submit={submitNoChange.bind(null, slug, ref, 'action')}
                  updateId={current.id}
                  status={bucketLabel(plan, current.status)}
                  submissionKey={submissionKey}
                />
              ) : (
                <p>{updateMessages.notConfirmable(plan, notConfirmable, current)}</p>
              )}
            </section>
          )}
          <section aria-labelledby="report">
            <h2 id="report">Report a change</h2>
            <UpdateForm
              statuses={plan.statuses}
              submit={submitProgressUpdate.bind(null, slug, ref)}
              opened={await openTypedForm(
                { kind: 'update', plan: slug, ref },
                action.id,
                fillForm(found, from),
              )}
              passed={findPassedDate(plan, promisedOn(action.dueOn, action.timescaleEndsOn), found.today)}
              due={action.dueOn && formatDay(action.dueOn)}
              last={
                current?.narrative ? { text: current.narrative, href: paths.update(slug, ref, 'last') } : null
              }
            />
          </section>
        </>
      ) : (
        <p>
          You cannot report on this {plan.words.action.one.toLowerCase()} because it is no longer in the plan.
        </p>
      )}
    </>
  )
}

/** What the form holds when it is opened: never a status that no one chose. */
function fillForm({ action, current, today }: ReportPage, from: unknown) {
  const { latest } = action
  const returned = from === 'returned' && latest?.standing === 'returned' ? latest : null
  const values = {
    ...fillDate('effective', today),
    ...(returned && {
      ...fillReport({ ...returned.report, dueOn: returned.report.dueOn ?? action.dueOn }, action.dueOn),
      'due-reason': returned.dueReason,
    }),
    'seen-update': latest?.id ?? '',
    'seen-due': action.dueOn ?? '',
  }
  const own = {
    ...(returned && values),
    ...(from === 'last' && current?.narrative && { narrative: current.narrative }),
    // Not that of "No change": each form is sent for itself.
    'submission-key': newSubmissionKey(),
  }
  return { values, own }
}
