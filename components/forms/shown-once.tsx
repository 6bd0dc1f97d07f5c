'use client'

import { useState, useSyncExternalStore } from 'react'
import { useField } from './form-context'

/** Copies a text; not there without scripts, or where the browser lets no page copy. */
function CopyButton({ text }: { readonly text: string }) {
  const [sentence, setSaid] = useState('')
  const canCopy = useSyncExternalStore(
    () => () => undefined,
    () => 'clipboard' in navigator,
    () => false,
  )
  if (!canCopy) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Your browser could not copy it. Select it and copy it yourself'),
    )
  return (
    <p>
      <button
        type="button"
        className="ds_button ds_button--secondary ds_button--small"
        onClick={() => void copy()}
      >
        Copy
      </button>{' '}
      <span aria-live="polite">{sentence}</span>
    </p>
  )
}

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
      <CopyButton text={value} />
    </div>
  )
}
