'use client'

import { type ReactNode, use } from 'react'
import { FormContext } from './form-context'

interface Props {
  readonly children: ReactNode
  /** Sent along when this button was the one that was pressed. */
  readonly name?: string
  readonly value?: string
  readonly secondary?: boolean
}

/** Sends its form. Not disabled while it does: a form sent twice is the server's to see, and focus stays where it is. */
export function SubmitButton({ children, name, value, secondary }: Props) {
  const { isSending } = use(FormContext)
  return (
    <button
      type="submit"
      className={secondary ? 'ds_button ds_button--secondary' : 'ds_button'}
      name={name}
      value={value}
      aria-busy={isSending || undefined}
    >
      {children}
    </button>
  )
}
