'use client'

import { createContext, useContext } from 'react'
import { EMPTY_FORM, type FormState } from '@/lib/schemas/form'

export const FormContext = createContext<{ readonly state: FormState; readonly isSending: boolean }>({
  state: EMPTY_FORM,
  isSending: false,
})

/** Takes a field's name; returns what it holds and what is wrong with it. */
export function useField(name: string): {
  value: string
  values: readonly string[]
  error: string | undefined
} {
  const { state } = useContext(FormContext)
  const current = state.values[name]
  const values = typeof current === 'string' ? [current] : (current ?? [])
  return { value: values[0] ?? '', values, error: state.errors[name] }
}

/** Whether something is wrong with a field whose name begins like one of these: what folds them away then stays open. */
export function useHasError(...beginnings: readonly string[]): boolean {
  const { state } = useContext(FormContext)
  return Object.keys(state.errors).some((name) => beginnings.some((beginning) => name.startsWith(beginning)))
}
