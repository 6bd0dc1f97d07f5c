import type { Metadata } from 'next'
import { MissingInPlan } from '@/components/plan/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RewriteForm } from '@/components/plan/rewrite-form'
import { Forbidden } from '@/components/ui/forbidden-page'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/require'
import { formatDate, formatInstant } from '@/lib/format/dates'
import { NOT_YOURS_TO_CORRECT } from '@/lib/mutations/report-progress'
import { paths } from '@/lib/paths'
import { listHelpers } from '@/lib/queries/helpers'
import { getCorrectionPage } from '@/lib/queries/update-form'
import { fillReport } from '@/lib/schemas/progress-report'
import { submitCorrection } from './submit'

type Props = PageProps<'/plans/[plan]/actions/[action]/updates/[update]/correct'>

export const metadata: Metadata = { title: 'Correct an update' }

export default async function CorrectionPage({ params }: Props) {
  const { plan: slug, action: ref, update: id } = await params
  await requireActor(paths.correction(slug, ref, id))
  const found = await getCorrectionPage(slug, ref, id)
  if (found.kind === 'missing') return <MissingInPlan />
  if (found.kind === 'forbidden')
    return <Forbidden why={NOT_YOURS_TO_CORRECT} helpers={await listHelpers(slug)} />
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
          {formatInstant(update.recordedAt)}. It stays on record; the correction takes its place.
        </p>
      </PageHeader>
      <RewriteForm
        submit={submitCorrection.bind(null, slug, id)}
        initial={{
          values: { ...fillReport(update.report, update.report.dueOn), 'submission-key': submissionKey },
          errors: {},
        }}
        button="Save correction"
      />
    </>
  )
}
