import { HiddenField } from '@/components/forms/text-fields'
import { FoldedFields } from '@/components/forms/folded-fields'
import { DraftForm, type OpenedForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ReportFields } from '@/components/updates/report-fields'
import type { PassedDate } from '@/lib/domain/updates/date-guard'
import type { FormState } from '@/lib/schemas/form'
import type { PlanStatus } from '@/lib/domain/status/status'

interface Props {
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** What was said, to be put right. */
  readonly opened: OpenedForm
  /** The plan's. */
  readonly statuses: readonly PlanStatus[]
  /** Its date, where that had passed on the day it speaks of. */
  readonly passed: PassedDate | null
  readonly button: string
  /** What it asks before the report itself. */
  readonly before?: React.ReactNode
  /** The expected date as it is, in words, or null. Left out where it cannot be changed. */
  readonly due?: string | null
  /** Where it is rarely wanted: the words that unfold it, and whether it is unfolded already. */
  readonly folded?: { readonly summary: string; readonly open: boolean }
}

const ANY = ['']

/** The form in which what someone said is put right: corrected, or reworded before it is approved. */
export function RewriteForm({ submit, opened, statuses, passed, button, before, due, folded }: Props) {
  const fields = (
    <>
      {before}
      <ReportFields statuses={statuses} passed={passed} {...(due !== undefined && { due })} />
      <SubmitButton>{button}</SubmitButton>
    </>
  )
  return (
    <DraftForm opened={opened} submit={submit}>
      <HiddenField name="submission-key" />
      {folded ? (
        <FoldedFields {...folded} fields={ANY}>
          {fields}
        </FoldedFields>
      ) : (
        fields
      )}
    </DraftForm>
  )
}
