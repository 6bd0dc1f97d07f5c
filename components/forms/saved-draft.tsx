import { formatInstant, formatTime } from '@/lib/format/dates'
import type { FormState } from '@/lib/schemas/form'
import { Form } from './form'
import { SubmitButton } from './submit-button'

interface Props {
  /** When it was saved, an instant. */
  readonly savedAt: string
  readonly wasOutdated: boolean
  readonly discard: (state: FormState, form: FormData) => Promise<FormState>
}

/** Above a form that is filled in with its reader's draft. */
export function SavedDraft({ savedAt, wasOutdated, discard }: Props) {
  return (
    <div className="ds_inset-text">
      <div className="ds_inset-text__text">
        {wasOutdated && (
          <p role="status">
            <strong>Cairn was updated while you had this form open. Nothing is saved yet.</strong> Check the
            form below and send it again.
          </p>
        )}
        <p>
          Draft saved on {formatInstant(savedAt)} at {formatTime(savedAt)}. It is not sent yet.
        </p>
        <Form submit={discard}>
          <SubmitButton secondary>Delete this draft</SubmitButton>
        </Form>
      </div>
    </div>
  )
}
