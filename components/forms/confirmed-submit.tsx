'use client'

import { type ReactNode, use } from 'react'
import { HiddenField } from './text-fields'
import { FormContext } from './form-context'
import { SubmitButton } from './submit-button'

interface Props {
  readonly children: ReactNode
  /** What the button says once the form has told what would happen. */
  readonly confirm: string
  /** Where to go instead. */
  readonly page: string
}

/** The button of a form that asks before it acts: pressed once, the form says what would happen; pressed again, it happens. */
export function ConfirmedSubmit({ children, confirm, page }: Props) {
  const { state } = use(FormContext)
  const isAsked = state.values.confirmed === 'yes'
  return (
    <div className="form__buttons">
      <HiddenField name="confirmed" />
      <SubmitButton secondary={!isAsked}>{isAsked ? confirm : children}</SubmitButton>
      {isAsked && <a href={page}>Cancel</a>}
    </div>
  )
}
