import type { ReactNode } from 'react'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { Gap } from '@/lib/domain/reports/readiness'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanAt
  readonly gap: Gap
  readonly title: string
  /** What to do about it, or why it was let stand. */
  readonly note: ReactNode
}

/** Where something is missing or stale, each with the way to it. */
export function GapList({ plan, gap, title, note }: Props) {
  return (
    <div className="gap">
      <h3>
        {title} ({gap.where.length})
      </h3>
      <p>{note}</p>
      <details className="ds_details">
        <summary className="ds_details__summary">Show which</summary>
        <div className="ds_details__text">
          <ul className="plain-list">
            {gap.where.map(({ level, code, title: name }) => (
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
        </div>
      </details>
    </div>
  )
}
