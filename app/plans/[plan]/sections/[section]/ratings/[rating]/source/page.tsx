import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { OriginForm } from '@/components/status/origin-fields'
import { ragLabel } from '@/lib/domain/status/rag'
import { formatDate } from '@/lib/format/dates'
import { statusMessages } from '@/lib/format/status/messages'
import { paths } from '@/lib/paths'
import { newSubmission } from '@/lib/schemas/form'
import { requireEditor } from '../../../../../require-role'
import { submitRatingSource } from './submit'

type Props = PageProps<'/plans/[plan]/sections/[section]/ratings/[rating]/source'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Correct basis or source: ${(await params).section}` }
}

export default async function RatingSourcePage({ params }: Props) {
  const { plan: slug, section: code, rating: id } = await params
  const page = paths.ratingSource(slug, code, id)
  const { plan, refusal } = await requireEditor(slug, page, statusMessages.cannotCorrectSource)
  if (!plan) return refusal
  const section = plan.sections.find((one) => one.code === code)
  const rating = section?.assessment
  if (!section || rating?.id !== id) return <MissingInPlan />
  const word = plan.words.section.one
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: `${word} ${code}`, href: paths.section(plan, code) }]} />
      <PageHeader label={`${word} ${code}`} title={`Correct basis or source: ${section.title}`}>
        <p className="ds_leader">
          The rating {ragLabel(rating.overallRag)} of {formatDate(rating.effective)}. The rating itself stays
          as it is.
        </p>
      </PageHeader>
      <OriginForm
        plan={plan}
        about="rating"
        back={paths.section(plan, code)}
        submit={submitRatingSource.bind(null, slug, code, id)}
        opened={await openPageForm(page, {
          values: {
            basis: rating.basis,
            sources: plan.sources.find((source) => source.id === rating.sourceId)?.code ?? '',
            page: rating.sourcePage ?? '',
          },
          own: newSubmission(),
        })}
      />
    </>
  )
}
