import type { Metadata } from 'next'
import { promisedOn } from '@/lib/domain/plan/due-date'
import { openTypedForm } from '@/app/drafts/open-form'
import { TextArea } from '@/components/forms/text-fields'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RewriteForm } from '@/components/updates/rewrite-form'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { findPassedDate } from '@/lib/domain/updates/date-guard'
import { formatDate, formatMoment } from '@/lib/format/dates'
import { updateMessages } from '@/lib/format/updates/messages'
import { paths } from '@/lib/paths'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { getCorrectionPage } from '@/lib/queries/updates/update-form'
import { fillReport } from '@/lib/schemas/updates/progress-report'
import { submitCorrection } from './submit'

type Props = PageProps<'/plans/[plan]/actions/[action]/updates/[update]/correct'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Correct an update: ${(await params).action}` }
}

export default async function CorrectionPage({ params }: Props) {
  const { plan: slug, action: ref, update: id } = await params
  await requireActor(paths.correction(slug, ref, id))
  const found = await getCorrectionPage(slug, ref, id)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={updateMessages.cannotCorrect} editors={await listPlanEditors(slug)} />
  const { plan, action, update, submissionKey } = found
  const { effectiveOn } = update.report
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[{ label: `${plan.words.action.one} ${ref}`, href: paths.action(plan, ref) }]}
      />
      <PageHeader label={`${plan.words.action.one} ${ref}`} title={`Correct an update: ${action.title}`}>
        <p className="ds_leader">
          The update of{' '}
          {effectiveOn && formatDate({ date: effectiveOn, precision: update.effectivePrecision })}, recorded{' '}
          {formatMoment(update.recordedAt)}. It stays in the history. Your correction replaces it.
        </p>
      </PageHeader>
      <RewriteForm
        statuses={plan.statuses}
        opened={await openTypedForm({ kind: 'correction', plan: slug, ref, update: id }, update.id, {
          values: fillReport(update.report, update.report.dueOn),
          own: { 'submission-key': submissionKey },
        })}
        submit={submitCorrection.bind(null, slug, ref, id)}
        passed={findPassedDate(plan, promisedOn(action.dueOn, action.timescaleEndsOn), effectiveOn)}
        button="Save correction"
        before={
          <TextArea
            name="correction"
            label="What was wrong?"
            hint="Everyone who can read the plan can see this in the history."
            rows={2}
          />
        }
      />
    </>
  )
}
