import type { ReactNode } from 'react'

export interface SummaryItem {
  readonly term: string
  /** Null leaves the item out. */
  readonly value: ReactNode
}

/** Terms and what they are, in the design system's summary list. */
export function SummaryList({ items }: { items: readonly SummaryItem[] }) {
  return (
    <dl className="ds_summary-list summary">
      {items
        .filter(({ value }) => value !== null)
        .map(({ term, value }) => (
          <div className="ds_summary-list__item" key={term}>
            <dt className="ds_summary-list__key">{term}</dt>
            <dd className="ds_summary-list__value">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
