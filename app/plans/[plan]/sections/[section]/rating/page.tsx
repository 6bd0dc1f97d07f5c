import type { Metadata } from 'next'
import { openTypedForm } from '@/app/drafts/open-form'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PastRatings } from '@/components/plan/past-ratings'
import { PagedList } from '@/components/ui/paged-list'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RatingPanel } from '@/components/status/rating-panel'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { FEW_ROWS } from '@/lib/domain/paging'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import { countLevel, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getSection } from '@/lib/queries/plan/section'
import { getSectionRatings } from '@/lib/queries/status/section-ratings'
import { submitRating } from './submit'
import { statusMessages } from '@/lib/format/status/messages'

type Props = PageProps<'/plans/[plan]/sections/[section]/rating'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await params
  return { title: `Rate ${section}` }
}

export default async function RateSectionPage({ params, searchParams }: Props) {
  const { plan: slug, section: code } = await params
  const actor = await requireActor(paths.rating(slug, code))
  const [plan, section, ratings] = await Promise.all([
    readPlan(slug),
    getSection(slug, code),
    getSectionRatings(slug, code),
  ])
  if (!plan || !section) return <MissingInPlan />
  if (!canEditPlan(actor, plan))
    return <Forbidden why={statusMessages.cannotRate} editors={await listPlanEditors(slug)} />
  const { rollUp, rating, assessment } = section
  const { section: sectionWord, action } = plan.words
  const suggested = rating.suggestion.rag
  const id = plan.sections.find((one) => one.code === code)?.id ?? ''
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[{ label: `${sectionWord.one} ${code}`, href: paths.section(plan, code) }]}
      />
      <PageHeader label={`Rate ${sectionWord.one.toLowerCase()} ${code}`} title={section.title}>
        <p className="pillar__sentence">
          <a href={paths.actions(plan, { section: code, counted: 'yes' })}>
            {countLevel(rollUp.base, action)} counted
          </a>{' '}
          · {describeShares(rollUp)}
        </p>
      </PageHeader>
      <BreakdownBar plan={plan} rollUp={rollUp} size="large" decorative />
      <section aria-labelledby="now">
        <h2 id="now">Current rating</h2>
        <RatingPanel plan={plan} section={section} />
      </section>
      <section aria-labelledby="rate">
        <h2 id="rate">Your rating</h2>
        <DraftForm
          opened={await openTypedForm({ kind: 'rating', plan: slug, section: code }, id, {
            values: { seen: assessment?.id ?? '' },
          })}
          submit={submitRating.bind(null, slug, code)}
        >
          <HiddenField name="seen" />
          <RadioField
            name="overallRag"
            label="Overall rating"
            options={OVERALL_RAGS.map((rag) => ({
              value: rag,
              label: ragLabel(rag),
              ...(rag === suggested ? { hint: 'Suggested' } : {}),
            }))}
          />
          <TextArea
            name="reason"
            label="Reason"
            hint={
              suggested
                ? `Shown to readers. Required if you do not choose the suggested rating, ${ragLabel(suggested)}.`
                : 'Shown to readers. Optional.'
            }
          />
          <SubmitButton>Save rating</SubmitButton>
        </DraftForm>
      </section>
      {ratings.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">Previous ratings</h2>
          <PagedList
            rows={ratings}
            params={await searchParams}
            size={FEW_ROWS}
            label="Pages of previous ratings"
            here={`${paths.rating(slug, code)}#past`}
          >
            {(some) => <PastRatings ratings={some} />}
          </PagedList>
        </section>
      )}
    </>
  )
}
