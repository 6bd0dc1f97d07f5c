import type { Place } from '@/lib/domain/place'
import type { ActionRow } from '@/lib/domain/views'
import { BASIS_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** What was delivered, in two narrow columns; what is not plain fact says so. */
export function DeliveredList({ plan, rows }: { plan: Place; rows: readonly ActionRow[] }) {
  return (
    <ul className="delivered">
      {rows.map((row) => (
        <li key={row.ref}>
          <a className="coded" href={paths.action(plan, row.ref)}>
            <span className="code">{row.ref} </span>
            {row.title}
          </a>
          {row.basis && row.basis !== 'published' && (
            <span className="aside"> {BASIS_LABELS[row.basis]}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
