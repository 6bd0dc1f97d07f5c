import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import type { DraftFigure } from '@/lib/domain/reports/draft-figures'
import type { Point } from '@/lib/format/reports/draft-words'
import { paths } from '@/lib/paths'
import type { DraftRecord } from '@/lib/queries/reports/draft-records'
import type { DraftView } from '@/lib/queries/reports/report-drafts'
import type { FormState } from '@/lib/schemas/form'
import { FigureTicks } from './draft-figures'

interface Props {
  readonly slug: string
  readonly draft: DraftRecord
  readonly review: DraftView['review']
  readonly typed: readonly DraftFigure[]
  /** What is wrong with its texts: no one is asked to review it before that is put right. */
  readonly toMend: readonly Point[]
  readonly submitReview: (state: FormState, form: FormData) => Promise<FormState>
}

/** What comes next for a draft: it is sent for review, reviewed, issued. */
export function DraftReview({ slug, draft, review, typed, toMend, submitReview }: Props) {
  const initial = { values: { version: String(draft.version) }, errors: {} }
  const isStuck = toMend.length > 0
  if (draft.state === 'draft')
    return (
      <Form key={draft.version} submit={submitReview} initial={initial}>
        <HiddenField name="version" />
        <p>When the text is written, another editor reviews it.</p>
        <ToMend points={toMend}>Fix this before you send the report for review:</ToMend>
        {!isStuck && (
          <>
            <FigureTicks figures={typed} />
            <SubmitButton name="step" value="send">
              Send for review
            </SubmitButton>
          </>
        )}
      </Form>
    )
  return (
    <>
      {draft.state === 'inReview' ? (
        <Form key={`${draft.version}-review`} submit={submitReview} initial={initial}>
          <HiddenField name="version" />
          {review.may ? (
            <p>
              Read the whole report below.{' '}
              {review.isOwn
                ? 'You wrote part of this report and there is no other editor to review it. The audit log records that you reviewed your own text.'
                : 'The audit log records that you reviewed it. If anyone changes it after that, it must be reviewed again.'}
            </p>
          ) : (
            <p>You wrote part of this draft, so another editor must review it.</p>
          )}
          <ToMend points={toMend}>
            You cannot approve this report yet. Return it to the writers to fix:
          </ToMend>
          {review.may && !isStuck && (
            <>
              <FigureTicks figures={typed} />
              <SubmitButton name="step" value="approve">
                Approve report
              </SubmitButton>
            </>
          )}
        </Form>
      ) : (
        <p>
          <a className="ds_button" href={paths.issueReportDraft(slug, draft.id)}>
            Check and issue
          </a>
        </p>
      )}
      <Form key={`${draft.version}-return`} submit={submitReview} initial={initial}>
        <HiddenField name="version" />
        <TextArea
          name="comment"
          label="What needs to change?"
          hint="Shown to the writers above the draft."
          rows={3}
        />
        <SubmitButton name="step" value="return" secondary>
          Return to writers
        </SubmitButton>
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
