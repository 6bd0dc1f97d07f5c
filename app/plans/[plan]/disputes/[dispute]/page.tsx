import type { Metadata } from 'next'
import { openTypedForm } from '@/app/drafts/open-form'
import { TextArea } from '@/components/forms/text-fields'
import { RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { RatingTag } from '@/components/board/board-marks'
import { DisputeList } from '@/components/board/dispute-list'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { DISPUTE_OUTCOMES, ratingOf } from '@/lib/domain/board/disputes'
import { OUTCOME_LABELS } from '@/lib/format/board/request-words'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { getDisputes } from '@/lib/queries/board/board-items'
import { requireMember } from '@/app/plans/[plan]/require-role'
import { submitDisputeAnswer } from '../submit'

type Props = PageProps<'/plans/[plan]/disputes/[dispute]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Dispute ${(await params).dispute}` }
}

export default async function DisputePage({ params }: Props) {
  const { plan: slug, dispute: asked } = await params
  const access = await requireMember(
    slug,
    paths.dispute(slug, Number(asked)),
    boardMessages.cannotDispute,
    () => getDisputes(slug, asked),
  )
  if (!access.open) return access.refusal
  const { plan, disputes, names, mayAnswer } = access.open
  const [dispute] = disputes
  const { id, about, number, answer } = dispute ?? {}
  const now = about ? ratingOf(plan, about) : null
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Disputed ratings', href: paths.disputes(slug) }]} />
      <PageHeader title={`Dispute ${number}`} />
      <DisputeList plan={plan} disputes={disputes} names={names} mayAnswer={false} level={2} />
      {mayAnswer && about && id !== undefined && number !== undefined && answer === null && (
        <section aria-labelledby="answer-it">
          <h2 id="answer-it">Answer</h2>
          <p>
            Current rating: {now ? <RatingTag plan={plan} rating={now} /> : 'none'}.{' '}
            <a
              href={
                about.level === 'action' ? paths.update(slug, about.code) : paths.rating(slug, about.code)
              }
            >
              {about.level === 'action' ? 'Report a new status' : 'Change the rating'}
            </a>{' '}
            first if the rating should change.
          </p>
          <DraftForm
            opened={await openTypedForm({ kind: 'disputeAnswer', plan: slug, dispute: String(number) }, id)}
            submit={submitDisputeAnswer.bind(null, slug, number)}
          >
            <RadioField
              name="outcome"
              label="What did you decide?"
              options={DISPUTE_OUTCOMES.map((value) => ({ value, label: OUTCOME_LABELS[value] }))}
            />
            <TextArea
              name="text"
              label="Why?"
              hint="Shown in the next report as you write it. Do not name anyone."
            />
            <SubmitButton>Save answer</SubmitButton>
          </DraftForm>
        </section>
      )}
    </>
  )
}
