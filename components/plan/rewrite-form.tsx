'use client'

import { HiddenField } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ReportFields } from '@/components/plan/report-fields'
import type { FormState } from '@/lib/schemas/form'

interface Props {
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** What was said, to be put right. */
  readonly initial: FormState
  readonly button: string
  /** The expected date as it is, in words, or null. Left out where it cannot be changed. */
  readonly due?: string | null
}

/** The form in which what somebody said is put right: corrected, or reworded before it is approved. */
export function RewriteForm({ submit, initial, button, due }: Props) {
  return (
    <Form submit={submit} initial={initial}>
      <HiddenField name="submission-key" />
      <ReportFields {...(due !== undefined && { due })} />
      <SubmitButton>{button}</SubmitButton>
    </Form>
  )
}
