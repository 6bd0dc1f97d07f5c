'use client'

import { type ReactNode, use, useEffect, useState } from 'react'
import { FormContext } from './form-context'

interface Props {
  readonly children: ReactNode
  /** Sent along when this button was the one that was pressed. */
  readonly name?: string
  readonly value?: string
  readonly secondary?: boolean
  /** What is going on, where it may take more than a moment. */
  readonly working?: string
}

/** Nothing is said of what takes less (milliseconds). */
const A_MOMENT = 2_000

/** Sends its form. Not disabled while it does: a form sent twice is the server's to see, and focus stays where it is. */
export function SubmitButton({ children, name, value, secondary, working }: Props) {
  const { isSending } = use(FormContext)
  return (
    <>
      <button
        type="submit"
        className={secondary ? 'ds_button ds_button--secondary' : 'ds_button'}
        name={name}
        value={value}
        aria-busy={isSending || undefined}
      >
        {children}
      </button>
      {working !== undefined && <div role="status">{isSending && <Progress>{working}</Progress>}</div>}
    </>
  )
}

/** How far it is no one can say: that it goes on. */
function Progress({ children }: { readonly children: string }) {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), A_MOMENT)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  return (
    <p className="progress">
      <span>{children}</span>
      <progress aria-label={children} />
    </p>
  )
}
