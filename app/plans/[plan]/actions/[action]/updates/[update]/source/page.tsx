import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { OriginForm } from '@/components/status/origin-fields'
import { formatDate, formatMoment } from '@/lib/format/dates'
import { statusMessages } from '@/lib/format/status/messages'
import { paths } from '@/lib/paths'
import { getCorrectionPage } from '@/lib/queries/updates/update-form'
import { newSubmission } from '@/lib/schemas/form'
import { requireEditor } from '../../../../../require-role'
import { submitUpdateSource } from './submit'

type Props = PageProps<'/plans/[plan]/actions/[action]/updates/[update]/source'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Correct basis or source: ${(await params).action}` }
}

export default async function UpdateSourcePage({ params }: Props) {
  const { plan: slug, action: ref, update: id } = await params
  const page = paths.updateSource(slug, ref, id)
  const { plan, refusal } = await requireEditor(slug, page, statusMessages.cannotCorrectSource)
  if (!plan) return refusal
  const found = await getCorrectionPage(slug, ref, id)
  if (found.kind !== 'open') return <MissingInPlan />
  const { action, update } = found
  const { origin, effectivePrecision: precision, report } = update
  const word = plan.words.action.one
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: `${word} ${ref}`, href: paths.action(plan, ref) }]} />
      <PageHeader label={`${word} ${ref}`} title={`Correct basis or source: ${action.title}`}>
        <p className="ds_leader">
          The update of {report.effectiveOn && formatDate({ date: report.effectiveOn, precision })}, recorded{' '}
          {formatMoment(update.recordedAt)}. Its status and wording stay as they are. The original stays in
          the history.
        </p>
      </PageHeader>
      <OriginForm
        plan={plan}
        about="update"
        back={`${paths.action(plan, ref)}#entry-${id}`}
        submit={submitUpdateSource.bind(null, slug, id)}
        opened={await openPageForm(page, {
          values: {
            basis: origin.basis,
            sources: origin.sourceIds.flatMap(
              (one) => plan.sources.find((source) => source.id === one)?.code ?? [],
            ),
            page: origin.sourcePage ?? '',
            basisNote: origin.basisNote ?? '',
          },
          own: newSubmission(),
        })}
      />
    </>
  )
}
