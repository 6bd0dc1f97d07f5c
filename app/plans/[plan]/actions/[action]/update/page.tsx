import type { Metadata } from 'next'
import { MissingInPlan } from '@/components/plan/missing-in-plan'
import { NoChangeButton } from '@/components/plan/no-change-button'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StandingNow } from '@/components/plan/standing-now'
import { UpdateForm } from '@/components/plan/update-form'
import { Forbidden } from '@/components/ui/forbidden-page'
import { PageHeader } from '@/components/ui/page-header'
import { makeFormToken } from '@/lib/auth/form-token'
import { requireActor } from '@/lib/auth/require'
import { formatDay, formatInstant, formatTime } from '@/lib/format/dates'
import { keptAs } from '@/lib/format/kept-as'
import { NOT_YOURS } from '@/lib/mutations/report-progress'
import { paths } from '@/lib/paths'
import { listHelpers } from '@/lib/queries/helpers'
import { getReportPage, type ReportPage } from '@/lib/queries/update-form'
import { fillDate } from '@/lib/schemas/date-fields'
import type { FormState } from '@/lib/schemas/form'
import { fillReport } from '@/lib/schemas/progress-report'
import { submitDiscardDraft, submitDraft, submitNoChange, submitProgressUpdate } from './submit'
import { tokenPurpose } from './token-purpose'

type Props = PageProps<'/plans/[plan]/actions/[action]/update'>

export const metadata: Metadata = { title: 'Report progress' }

export default async function UpdatePage({ params, searchParams }: Props) {
  const { plan: slug, action: ref } = await params
  const { from, emptied } = await searchParams
  await requireActor(paths.update(slug, ref))
  const found = await getReportPage(slug, ref)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden') return <Forbidden why={NOT_YOURS} helpers={await listHelpers(slug)} />
  const { plan, action, actor, current, draft, submissionKey, canStillBeTrue } = found
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
          <StandingNow
            current={current}
            latest={latest}
            dueOn={action.dueOn}
            originalDueOn={action.originalDueOn}
          />
          {latest?.standing === 'returned' && (
            <p>
              <a href={paths.update(slug, ref, 'returned')}>Start from the update that was returned</a>
            </p>
          )}
          {canStillBeTrue && current && (
            <section aria-labelledby="no-change">
              <h2 id="no-change">Nothing new?</h2>
              <NoChangeButton
                submit={submitNoChange.bind(null, slug, ref, 'action')}
                updateId={current.id}
                submissionKey={submissionKey}
              />
            </section>
          )}
          <section aria-labelledby="report">
            <h2 id="report">Report what is new</h2>
            {draft && (
              <div className="ds_inset-text">
                <div className="ds_inset-text__text">
                  <p>
                    We kept what you typed: the draft below is of {formatInstant(draft.savedAt)},{' '}
                    {formatTime(draft.savedAt)}. It is not sent yet.
                  </p>
                  <form action={submitDiscardDraft.bind(null, slug, ref)}>
                    <button type="submit" className="ds_button ds_button--secondary">
                      Throw this draft away
                    </button>
                  </form>
                </div>
              </div>
            )}
            <UpdateForm
              // A browser keeps a form's fields over a change of address; one that was emptied is another form.
              key={String(emptied)}
              submit={submitProgressUpdate.bind(null, slug, ref)}
              saveDraft={submitDraft.bind(null, slug, ref)}
              initial={fillForm(found, from)}
              due={action.dueOn && formatDay(action.dueOn)}
              last={
                current?.narrative ? { text: current.narrative, href: paths.update(slug, ref, 'last') } : null
              }
              keptAs={keptAs(action.id, actor.id)}
            />
          </section>
        </>
      ) : (
        <p>This action has left the plan, so nothing more is reported on it.</p>
      )}
    </>
  )
}

/** What the form holds when it is opened: never a status that nobody chose. */
function fillForm({ plan, action, actor, current, draft, today }: ReportPage, from: unknown): FormState {
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
    ...(!returned && draft?.fields),
    ...(from === 'last' && current?.narrative && { narrative: current.narrative }),
    token: makeFormToken(actor.id, tokenPurpose(plan.slug, action.ref)),
    // Not that of "No change": each form is sent for itself.
    'submission-key': crypto.randomUUID(),
  }
  return { values, errors: {} }
}
