import type { Metadata } from 'next'
import { submitDiscardDraft, submitDraft } from '@/app/drafts/submit'
import { DraftKeeper } from '@/components/forms/draft-keeper'
import { HiddenField, TextArea } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { KeptDraft } from '@/components/forms/kept-draft'
import { SubmitButton } from '@/components/forms/submit-button'
import { ChangeTable } from '@/components/plan/change-table'
import { MissingInPlan } from '@/components/plan/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RewriteForm } from '@/components/plan/rewrite-form'
import { Forbidden } from '@/components/ui/forbidden-page'
import { PageHeader } from '@/components/ui/page-header'
import { makeFormToken } from '@/lib/auth/form-token'
import { requireActor } from '@/lib/auth/require'
import { findPassedDate } from '@/lib/domain/date-guard'
import { draftName, tokenPurpose } from '@/lib/domain/draft'
import type { ProgressReport } from '@/lib/domain/progress-report'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { keptAs } from '@/lib/format/kept-as'
import { NOT_YOURS_TO_APPROVE } from '@/lib/mutations/not-yours'
import { paths } from '@/lib/paths'
import { readDraft } from '@/lib/queries/drafts'
import { listHelpers } from '@/lib/queries/helpers'
import { getApproval } from '@/lib/queries/update-form'
import { sayMeanwhile } from '@/lib/schemas/meanwhile'
import { fillReport } from '@/lib/schemas/progress-report'
import { submitApproval, submitReturn, submitRewording } from './submit'

type Props = PageProps<'/plans/[plan]/approvals/[update]'>

export const metadata: Metadata = { title: 'Approve an update' }

export default async function ApprovalPage({ params, searchParams }: Props) {
  const { plan: slug, update: id } = await params
  const actor = await requireActor(paths.approval(slug, id))
  const found = await getApproval(slug, id)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={NOT_YOURS_TO_APPROVE} helpers={await listHelpers(slug)} />
  const { plan, action, update, current, submissionKey } = found
  const withDate = (report: ProgressReport) => ({ ...report, dueOn: report.dueOn ?? action.dueOn })
  const asked = withDate(update.report)
  const { emptied } = await searchParams
  const keeping = async (kind: 'return' | 'rewording') => {
    const typed = { kind, plan: slug, update: update.id }
    return {
      draft: await readDraft(actor.id, kind, update.id),
      token: await makeFormToken(actor.id, tokenPurpose(typed)),
      save: submitDraft.bind(null, typed),
      discard: submitDiscardDraft.bind(null, typed),
      keptAs: keptAs(draftName(kind, update.id), actor.id),
    }
  }
  const [returning, rewording] = await Promise.all([keeping('return'), keeping('rewording')])
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[{ label: 'Updates that wait for approval', href: paths.approvals(slug) }]}
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
            <h2 id="changes">What it changes</h2>
            <ChangeTable
              caption="What the update changes"
              before={{
                label: 'Readers see now',
                report: current && { ...current.report, dueOn: action.dueOn },
              }}
              after={{ label: 'This update', report: asked }}
            />
            {current?.report.effectiveOn &&
              asked.effectiveOn &&
              asked.effectiveOn < current.report.effectiveOn && (
                <p>
                  This update is of an earlier day. Once approved it is kept in the history, and readers go on
                  seeing the newer update of {formatDay(current.report.effectiveOn)}.
                </p>
              )}
            {update.dueReason && <p>The expected date changes because: {update.dueReason}</p>}
          </section>
          <section aria-labelledby="approve">
            <h2 id="approve">Approve it as it is</h2>
            <Form submit={submitApproval.bind(null, slug, id)}>
              <SubmitButton>Approve</SubmitButton>
            </Form>
          </section>
          <section aria-labelledby="return">
            <h2 id="return">Return it</h2>
            {returning.draft && <KeptDraft savedAt={returning.draft.savedAt} discard={returning.discard} />}
            <Form
              // A browser keeps a form's fields over a change of address; one that was emptied is another form.
              key={String(emptied)}
              submit={submitReturn.bind(null, slug, id)}
              initial={{ values: { ...returning.draft?.fields, token: returning.token }, errors: {} }}
            >
              <HiddenField name="token" />
              <TextArea name="comment" label="What should its author change?" />
              <SubmitButton secondary>Return to its author</SubmitButton>
              <DraftKeeper save={returning.save} keptAs={returning.keptAs} />
            </Form>
          </section>
          <section aria-labelledby="reword">
            <h2 id="reword">Approve it in other words</h2>
            {rewording.draft && <KeptDraft savedAt={rewording.draft.savedAt} discard={rewording.discard} />}
            <RewriteForm
              key={String(emptied)}
              saveDraft={rewording.save}
              keptAs={rewording.keptAs}
              submit={submitRewording.bind(null, slug, id)}
              initial={{
                values: {
                  ...fillReport(asked, action.dueOn),
                  'due-reason': update.dueReason,
                  ...rewording.draft?.fields,
                  token: rewording.token,
                  'submission-key': submissionKey,
                },
                errors: {},
              }}
              due={action.dueOn && formatDay(action.dueOn)}
              passed={findPassedDate(asked.dueOn ?? action.timescaleEndsOn, asked.effectiveOn)}
              button="Approve as edited"
              folded={{ summary: 'Change what it says', open: Boolean(rewording.draft) }}
            />
          </section>
        </>
      ) : (
        <p>
          {update.decided
            ? `${sayMeanwhile(update.decided, actor.id, `${update.decided.decision} this update`)}.`
            : 'This update was corrected by its author and is no longer waiting.'}
        </p>
      )}
    </>
  )
}
