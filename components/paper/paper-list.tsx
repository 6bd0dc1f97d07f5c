import type { Block } from '@/lib/format/paper'
import { SpanText } from './span-text'

/** A list of a paper: short items stand in two columns, and what is many is folded away on a screen. */
export function PaperList({ list }: { list: Extract<Block, { kind: 'list' }> }) {
  const { items, isShort, folded } = list
  const open = (
    <ul className={isShort ? 'delivered' : undefined}>
      {items.map((spans, i) => (
        <li key={i}>
          <SpanText spans={spans} />
        </li>
      ))}
    </ul>
  )
  if (folded === undefined) return open
  return (
    <details className="ds_details unfolds">
      <summary className="ds_details__summary">{folded}</summary>
      <div className="ds_details__text">{open}</div>
    </details>
  )
}
