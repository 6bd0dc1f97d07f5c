import type { ReactNode } from 'react'
import { StatusTag } from '@/components/status/status-tag'
import type { UpdateDueRow } from '@/lib/domain/periods/updates-due-rows'
import { formatAge, formatDay } from '@/lib/format/dates'
import { BASIS_LABELS } from '@/lib/format/words'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props<Row extends UpdateDueRow> {
  readonly rows: readonly Row[]
  /** The plan of a row. */
  readonly plan: (row: Row) => HasStatuses & { readonly words: PlanWords }
  readonly href: (row: Row) => string
  /** What else there is to say of a row: the plan it is in, whose it is. */
  readonly aside?: (row: Row) => ReactNode
  /** What one can do without opening the row. */
  readonly control?: (row: Row) => ReactNode
  /** There is nothing to do about these. */
  readonly quiet?: boolean
}

/** Actions on which an update is owed or was given. The whole row is the link. */
export function UpdatesDue<Row extends UpdateDueRow>({
  rows,
  plan,
  href,
  aside,
  control,
  quiet,
}: Props<Row>) {
  return (
    <ul className={quiet ? 'duties duties--quiet' : 'duties'}>
      {rows.map((row) => (
        <li key={href(row)}>
          <div className="duty__what">
            <a className="duty__link coded" href={href(row)}>
              <span className="code">
                <span className="visually-hidden">{plan(row).words.action.one} </span>
                {row.ref}{' '}
              </span>
              {row.title}
            </a>
            <p className="duty__facts">
              <Facts row={row} />
              {aside?.(row)}
            </p>
          </div>
          <div className="duty__status">
            <StatusTag plan={plan(row)} bucket={row.bucket} />
            {control?.(row)}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Facts({ row }: { row: UpdateDueRow }) {
  const { updateDue, dueOn, last, pending, passedOn, basis } = row
  return (
    <>
      {updateDue === 'late' && dueOn && <strong className="duty__late">Late: due {formatDay(dueOn)}</strong>}
      {updateDue === 'due' && dueOn && <span>Due {formatDay(dueOn)}</span>}
      {updateDue === 'missed' && <strong className="duty__late">No update received</strong>}
      {updateDue === 'reported' && <span>Reported in this period</span>}
      {passedOn && pending === null && (
        <span className="duty__late">Due date {formatDay(passedOn)} has passed</span>
      )}
      {pending === 'returned' && <strong>Returned to you. Open it to see why</strong>}
      {pending === 'waiting' && <span>Waiting for approval</span>}
      <span>
        {last ? `Last update ${formatDay(last.on)} (${formatAge(last.days)})` : 'No updates yet'}
        {basis && pending === null && `, ${BASIS_LABELS[basis].toLowerCase()}`}
      </span>
    </>
  )
}
