'use client'

import { HiddenField } from '@/components/forms/text-fields'
import { DraftForm, type OpenedForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { VersionChoices } from '@/components/forms/version-choices'
import { ReportFields } from '@/components/updates/report-fields'
import type { PassedDate } from '@/lib/domain/updates/date-guard'
import type { FormState } from '@/lib/schemas/form'
import type { PlanStatus } from '@/lib/domain/status/status'

interface Props {
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  readonly opened: OpenedForm
  /** The plan's. */
  readonly statuses: readonly PlanStatus[]
  readonly passed: PassedDate | null
  /** The expected date as it is, in words; null when there is none. */
  readonly due: string | null
  /** What was said last, and the address of this form with it; null when nothing was. */
  readonly last: { readonly text: string; readonly href: string } | null
}

/** The form in which an officer reports on an action. */
export function UpdateForm({ submit, opened, statuses, passed, due, last }: Props) {
  return (
    <DraftForm opened={opened} submit={submit}>
      {['submission-key', 'seen-update', 'seen-due', 'compared'].map((name) => (
        <HiddenField name={name} key={name} />
      ))}
      <VersionChoices />
      <ReportFields
        statuses={statuses}
        passed={passed}
        due={due}
        beforeNarrative={last && <StartFromLast {...last} />}
      />
      <div className="form-buttons">
        <SubmitButton name="intent" value="save">
          Save update
        </SubmitButton>
        <SubmitButton name="intent" value="draft" secondary>
          Save draft
        </SubmitButton>
      </div>
    </DraftForm>
  )
}

function StartFromLast({ text, href }: { text: string; href: string }) {
  return (
    <p>
      <a
        href={href}
        onClick={(event) => {
          const field = document.getElementById('narrative')
          if (!(field instanceof HTMLTextAreaElement)) return
          event.preventDefault()
          field.value = field.value ? `${field.value}\n\n${text}` : text
          field.dispatchEvent(new Event('input', { bubbles: true }))
          field.focus()
        }}
      >
        Start from your last update
      </a>
    </p>
  )
}
