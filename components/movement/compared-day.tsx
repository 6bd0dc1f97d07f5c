import { MomentForm } from '@/components/plan/as-at'
import type { DatedTo } from '@/lib/domain/dates'
import { type PlanAt, splitPlanAt } from '@/lib/domain/plan/plan-ref'
import { formatDate } from '@/lib/format/dates'
import { describeMoment } from '@/lib/format/moment'

interface Props {
  /** The moment that was asked for. */
  readonly place: PlanAt
  /** The day of the report's figures; null where there are several reports. */
  readonly ownDay: DatedTo | null
  /** The address of the page without a moment. */
  readonly here: string
}

/** Says with which day's statuses printed figures are compared, and offers another day. */
export function ComparedDay({ place, ownDay, here }: Props) {
  const asked = splitPlanAt(place)
  const moment = describeMoment(asked)
  const own =
    ownDay === null
      ? 'on the date of each report’s figures'
      : ownDay.precision === 'day'
        ? `on ${formatDate(ownDay)}, the date of its figures`
        : `at the end of ${formatDate(ownDay)}`
  return (
    <div className="prose compared-day">
      {moment === null ? (
        <p>Compared with action statuses {own}.</p>
      ) : (
        <p>
          <strong>{moment}:</strong> compared with action statuses on that date, not on the date of the
          figures. <a href={here}>Compare with the date of the figures</a>
        </p>
      )}
      <details className="ds_details no-print">
        <summary className="ds_details__summary">Compare with another date</summary>
        <div className="ds_details__text">
          <MomentForm plan={asked} now={here} />
        </div>
      </details>
    </div>
  )
}
