import { Form } from '@/components/forms/form'
import { HiddenField } from '@/components/forms/field'
import { SubmitButton } from '@/components/forms/submit-button'
import type { Point } from '@/lib/format/draft-words'
import type { DraftRecord } from '@/lib/queries/draft-records'
import type { DraftView } from '@/lib/queries/report-drafts'
import type { FormState } from '@/lib/schemas/form'

type Submit = (state: FormState, form: FormData) => Promise<FormState>

interface Props {
  readonly draft: DraftRecord
  readonly review: DraftView['review']
  readonly isPublic: boolean
  /** Whether nothing but the review is missing. */
  readonly isReady: boolean
  /** What is wrong with its texts: nobody is asked to review it before that is put right. */
  readonly toMend: readonly Point[]
  readonly submitReview: Submit
  readonly submitIssue: Submit
}

/** What comes next for a draft: it is sent for review, reviewed, issued. */
export function DraftReview(props: Props) {
  const { draft, review, isPublic, isReady, toMend, submitReview, submitIssue } = props
  const initial = { values: { version: String(draft.version) }, errors: {} }
  if (draft.state === 'draft')
    return (
      <Form key={draft.version} submit={submitReview} initial={initial}>
        <HiddenField name="version" />
        <p>When the text is written, another editor reads it.</p>
        <ToMend points={toMend}>It can be sent for review when this is put right:</ToMend>
        <Later isReady={isReady || toMend.length > 0}>It can be sent for review now</Later>
        {toMend.length === 0 && (
          <SubmitButton name="step" value="send">
            Send for review
          </SubmitButton>
        )}
      </Form>
    )
  const giveBack = (
    <SubmitButton name="step" value="return" secondary>
      Give it back to be written on
    </SubmitButton>
  )
  if (draft.state === 'inReview')
    return (
      <Form key={`${draft.version}-review`} submit={submitReview} initial={initial}>
        <HiddenField name="version" />
        {review.may ? (
          <p>
            Read the whole report below.{' '}
            {review.isOwn
              ? 'You wrote in it yourself, and there is no editor who has not. It stays on record that you reviewed your own text.'
              : 'It goes on record that you reviewed it. Whoever changes it afterwards has to have it reviewed again.'}
          </p>
        ) : (
          <p>You wrote in this draft, so another editor has to review it.</p>
        )}
        <ToMend points={toMend}>
          It cannot be found right as it is. Give it back, so that this is put right:
        </ToMend>
        <Later isReady={isReady || toMend.length > 0}>It can be found right now</Later>
        {review.may && toMend.length === 0 && (
          <SubmitButton name="step" value="approve">
            It is right
          </SubmitButton>
        )}{' '}
        {giveBack}
      </Form>
    )
  return (
    <>
      <Form key={`${draft.version}-issue`} submit={submitIssue} initial={initial}>
        <HiddenField name="version" />
        <p>
          Issuing freezes the whole plan as it stands on that day. It cannot be changed or taken back
          afterwards, only corrected by another report.{' '}
          {isPublic && 'The plan is public, so the report is public at once.'}
        </p>
        {isReady ? (
          <SubmitButton>Freeze and issue</SubmitButton>
        ) : (
          <p>Put right first what is listed above. Changing the text means that it is reviewed again.</p>
        )}
      </Form>
      <Form key={`${draft.version}-return`} submit={submitReview} initial={initial}>
        <HiddenField name="version" />
        {giveBack}
      </Form>
    </>
  )
}

/** What stands in the way of a review, each with the way to it. */
function ToMend({ points, children }: { readonly points: readonly Point[]; readonly children: string }) {
  if (points.length === 0) return null
  return (
    <>
      <p>{children}</p>
      <ul>
        {points.map(({ title, href }, at) => (
          <li key={at}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What does not keep a draft from being reviewed keeps it from being issued all the same. */
function Later({ isReady, children }: { readonly isReady: boolean; readonly children: string }) {
  if (isReady) return null
  return <p>{children}, but it cannot be issued before what is listed above is settled.</p>
}
