'use client'

import { HiddenField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import type { FormState } from '@/lib/schemas/form'

interface Props {
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** The update that is still true, and what its plan calls its status. */
  readonly updateId: string
  readonly status: string
  /** New with every form, so that the same one sent twice is one answer. */
  readonly submissionKey: string
  /** Said to those who cannot see what the button stands beside: "action 18". */
  readonly about?: string
}

/** "No change": says with one button that what was said last is still true today. */
export function NoChangeButton({ submit, updateId, status, submissionKey, about }: Props) {
  return (
    <Form
      submit={submit}
      initial={{ values: { 'update-id': updateId, 'submission-key': submissionKey }, errors: {} }}
    >
      <HiddenField name="update-id" />
      <HiddenField name="submission-key" />
      <SubmitButton secondary>
        No change – still {status}
        {about && <span className="visually-hidden"> ({about})</span>}
      </SubmitButton>
    </Form>
  )
}
