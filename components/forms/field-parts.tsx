'use client'

/** What every field of a form has beside its control. */

import { type ReactNode } from 'react'
import { useField } from './form-context'

export interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
}

/** The parts that every field has: its error and its hint, and the ids by which the control names them. */
export function useParts({ name, hint }: FieldProps, offered: readonly string[] | null = null) {
  const { value, values, error } = useField(name)
  const isGone = offered !== null && value !== '' && !offered.includes(value)
  const describedBy =
    [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined
  const parts = (
    <>
      {hint && (
        <div className="ds_hint-text" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {isGone && <p className="ds_hint-text">Your earlier choice is no longer available. Choose again.</p>}
      {error && (
        <p className="ds_question__error-message" id={`${name}-error`}>
          <span className="visually-hidden">Error: </span>
          {error}
        </p>
      )}
    </>
  )
  const question = error ? 'ds_question ds_question--error' : 'ds_question'
  return {
    value,
    values,
    error,
    parts,
    question,
    control: { 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined },
  }
}
