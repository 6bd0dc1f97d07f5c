import { isBeforePlan } from '@/lib/domain/plan/as-at'
import { type Moment, momentQuery, type PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { formatDay } from '@/lib/format/dates'
import { describeMoment, WHAT_IS_OF_THAT_DAY } from '@/lib/format/moment'

interface Props {
  readonly plan: PlanSummary
  /** The address of the same page as things stand now. */
  readonly now: string
}

/** Says, at the head of a page, that it shows an earlier state, and offers the way back; nothing when it shows the present. */
export function AsAtBanner({ plan, now }: Props) {
  const moment = describeMoment(plan)
  // A report has a banner of its own on all its pages.
  if (moment === null || plan.report !== null) return null
  return (
    <section className="ds_inset-text as-at" aria-labelledby="as-at">
      <div className="ds_inset-text__text">
        <p id="as-at" className="as-at__title">
          {moment}
        </p>
        {isBeforePlan(plan, plan) ? (
          <p>
            <strong>There was no plan yet.</strong> It began on {formatDay(plan.startsOn)}.
          </p>
        ) : (
          plan.isBlank && (
            <p>
              <strong>Nothing recorded yet.</strong> Nothing had been recorded for this plan by that day.
            </p>
          )
        )}
        <p>
          {WHAT_IS_OF_THAT_DAY} <a href={now}>Back to the current figures</a>
        </p>
        <details className="ds_details no-print">
          <summary className="ds_details__summary">Choose another date</summary>
          <div className="ds_details__text">
            <MomentForm plan={plan} now={now} />
          </div>
        </details>
      </div>
    </section>
  )
}

/** Offers, at the foot of a page that shows the present, the same page as at an earlier day. */
export function LookBack({ plan, now }: Props) {
  if (describeMoment(plan) !== null) return null
  return (
    <details className="ds_details look-back no-print">
      <summary className="ds_details__summary">View this page for an earlier date</summary>
      <div className="ds_details__text">
        <MomentForm plan={plan} now={now} />
      </div>
    </details>
  )
}

/** A plain form that asks for another day of the page at the address given. */
export function MomentForm({ plan, now }: { plan: Moment; now: string }) {
  const [path = '', query = ''] = now.split('?')
  return (
    <form className="moment-form" method="get" action={path}>
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <DateInput name="as-at" label="Show figures for" value={plan.asAt} />
      <DateInput name="known-at" label="Using information recorded up to (optional)" value={plan.knownAt} />
      <button type="submit" className="ds_button ds_button--secondary">
        Show
      </button>
    </form>
  )
}

function DateInput({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <div>
      <label className="ds_label" htmlFor={name}>
        {label}
      </label>
      <input className="ds_input" id={name} name={name} type="date" defaultValue={value ?? ''} />
    </div>
  )
}

/** Carries a plan's moment along in a form that asks by its address. */
export function MomentFields({ plan }: { plan: PlanRef }) {
  return momentQuery(plan).map(([name, date]) => <input key={name} type="hidden" name={name} value={date} />)
}
