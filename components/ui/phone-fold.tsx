import type { ReactNode } from 'react'

interface Props {
  /** What is folded, with how many there are. */
  readonly summary: string
  /** Whether the address asks for something in it. */
  readonly isOpen?: boolean
  readonly children: ReactNode
}

/** What a phone shows when the reader asks for it. A wide screen and paper have it open (app/page.css, app/print.css). */
export function PhoneFold({ summary, isOpen = false, children }: Props) {
  return (
    <details className="ds_details unfolds phone-fold" open={isOpen}>
      <summary className="ds_details__summary">{summary}</summary>
      <div className="ds_details__text">{children}</div>
    </details>
  )
}
