'use client'

import { useHasError } from './form-context'

interface Props {
  readonly summary: string
  /** How the names of its fields begin: it stays open when something is wrong with one of them. */
  readonly fields: readonly string[]
  /** Whether it is open without that. */
  readonly open?: boolean
  readonly children: React.ReactNode
}

/** Fields that are rarely wanted, out of the way. What is wrong with them is never out of sight, even without scripts. */
export function FoldedFields({ summary, fields, open = false, children }: Props) {
  const isWrong = useHasError(...fields)
  return (
    <details className="ds_details" open={isWrong || open || undefined}>
      <summary className="ds_details__summary">{summary}</summary>
      <div className="ds_details__text">{children}</div>
    </details>
  )
}
