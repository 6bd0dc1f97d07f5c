import { ListRest, MOST_ROWS } from '@/components/ui/list-rest'
import type { Block } from '@/lib/format/paper/paper'
import { SpanText } from './span-text'

/** A list of a paper: short items stand in two columns, and what is many is folded away on a screen. */
export function PaperList({ list }: { list: Extract<Block, { kind: 'list' }> }) {
  const { items, isShort, folded, all } = list
  const open = (
    <>
      <ul className={isShort ? 'delivered' : undefined}>
        {items.slice(0, MOST_ROWS).map((spans, i) => (
          <li key={i}>
            <SpanText spans={spans} />
          </li>
        ))}
      </ul>
      <ListRest total={items.length} all={all} />
    </>
  )
  if (folded === undefined) return open
  return (
    <details className="ds_details unfolds">
      <summary className="ds_details__summary">{folded}</summary>
      <div className="ds_details__text">{open}</div>
    </details>
  )
}
