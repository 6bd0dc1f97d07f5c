import { openTypedForm } from '@/app/drafts/open-form'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { RatingTag } from '@/components/board/board-marks'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { describeSubject } from '@/lib/format/board/request-words'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { getDisputeForm } from '@/lib/queries/board/board-items'
import { requireMember } from '@/app/plans/[plan]/require-role'
import { submitDispute } from './submit'

interface Props {
  readonly slug: string
  readonly level: 'action' | 'section'
  readonly code: string
}

/** The page on which a board member says that a rating is wrong, of an action or of a section. */
export async function DisputeRatingPage({ slug, level, code }: Props) {
  const access = await requireMember(
    slug,
    paths.disputeRating(slug, level, code),
    boardMessages.cannotDispute,
    () => getDisputeForm(slug, level, code),
  )
  if (!access.open) return access.refusal
  const { plan, about, rating, submissionKey } = access.open
  const name = describeSubject(about, plan.words)
  const page = level === 'action' ? paths.action(slug, code) : paths.section(slug, code)
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: name, href: page }]} />
      <PageHeader label={name} title="Dispute this rating">
        <p>{about.title}</p>
      </PageHeader>
      {rating ? (
        <>
          <p>
            Current rating: <RatingTag plan={plan} rating={rating} />
          </p>
          <p className="prose">
            An editor of the plan decides whether to change the rating. Your reason and the answer are shown
            in the next report, without your name.
          </p>
          <DraftForm
            opened={await openTypedForm({ kind: 'dispute', plan: slug, level, code }, about.id, {
              own: { seen: rating.value, 'submission-key': submissionKey },
            })}
            submit={submitDispute.bind(null, slug, { level, code })}
          >
            <HiddenField name="seen" />
            <HiddenField name="submission-key" />
            <TextArea name="reason" label="Why do you think it is wrong?" hint="Do not name anyone" />
            <div className="form__buttons">
              <SubmitButton>Submit dispute</SubmitButton>
              <a href={page}>Cancel</a>
            </div>
          </DraftForm>
        </>
      ) : (
        <p>
          You cannot dispute this because it has no rating yet.{' '}
          <a href={page}>Back to {name.toLowerCase()}</a>
        </p>
      )}
    </>
  )
}
