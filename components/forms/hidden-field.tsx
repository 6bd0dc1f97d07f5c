'use client'

import { useField } from './form-context'

/** What the form carries along unseen, as it was last told. */
export function HiddenField({ name }: { name: string }) {
  const { value } = useField(name)
  return <input type="hidden" name={name} defaultValue={value} key={value} />
}
