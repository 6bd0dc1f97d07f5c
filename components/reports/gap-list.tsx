import type { ReactNode } from 'react'
import { MOST_ROWS } from '@/components/ui/list-rest'
import { PagedList } from '@/components/ui/paged-list'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { Gap } from '@/lib/domain/reports/readiness'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanAt
  readonly gap: Gap
  readonly title: string
  /** What to do about it, or why it was let stand. */
  readonly note: ReactNode
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Where something is missing or stale, each with the way to it. */
export function GapList({ plan, gap, title, note, here, params }: Props) {
  return (
    <div className="gap">
      <h3 id={gap.kind}>
        {title} ({gap.where.length})
      </h3>
      <p>{note}</p>
      <details className="ds_details" open={params[gap.kind] !== undefined}>
        <summary className="ds_details__summary">Show which</summary>
        <div className="ds_details__text">
          <PagedList
            rows={gap.where}
            params={params}
            name={gap.kind}
            label={`Pages of ${title.toLowerCase()}`}
            here={`${here}#${gap.kind}`}
            size={MOST_ROWS}
          >
            {(some) => (
              <ul className="plain-list">
                {some.map(({ level, code, title: name }) => (
                  <li key={code}>
                    <a
                      className="coded"
                      href={level === 'action' ? paths.action(plan, code) : paths.section(plan, code)}
                    >
                      <span className="code">{code} </span>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </PagedList>
        </div>
      </details>
    </div>
  )
}
