'use client'

import { useField } from './form-context'

/** What a form has made and shows this once: a link to copy. Nothing before it was sent. */
export function ShownOnce({ name, label }: { readonly name: string; readonly label: string }) {
  const { value } = useField(name)
  if (!value) return null
  return (
    <div className="ds_question">
      <label className="ds_label" htmlFor={name}>
        {label}
      </label>
      <textarea className="ds_input shown-once" id={name} rows={3} readOnly value={value} />
    </div>
  )
}
