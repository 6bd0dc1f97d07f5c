import type { RecentMovement } from '@/lib/domain/movement/recent-movement'
import type { ActionChange } from '@/lib/domain/movement/movement'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { langOf } from '@/lib/domain/plan/languages'
import { describeNotable, describeSpan, movementCounts } from '@/lib/format/movement/recent-words'
import { placeOf, sidesQuery } from '@/lib/format/movement/movement-links'
import { paths } from '@/lib/paths'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  readonly plan: PlanAt & HasStatuses
  readonly movement: RecentMovement
}

/** What moved last: a count for each way, which opens its rows, and the most important by name. */
export function RecentChanges({ plan, movement }: Props) {
  const { title, sentence } = describeSpan(movement)
  const { isNone, span, notable } = movement
  return (
    <section aria-labelledby="recent" className="overview-part whole-only">
      <h2 id="recent">{title}</h2>
      <p>
        {sentence}{' '}
        {!isNone && span !== 'sinceStart' && (
          <a href={paths.compare(plan.slug, sidesQuery(movement))}>See all changes</a>
        )}
      </p>
      {!isNone && (
        <>
          <ul className="moves">
            {movementCounts(plan, movement).map(({ kind, count, did, href }) => (
              <li key={kind}>
                {href ? (
                  <a href={href}>
                    <strong>{count}</strong> {did}
                  </a>
                ) : (
                  <span className={count === 0 ? 'aside' : undefined}>
                    <strong>{count}</strong> {did}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {notable.length > 0 && (
            <ul className="notable">
              {notable.map((change) => (
                <Notable key={change.id} plan={plan} movement={movement} change={change} />
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

function Notable({ plan, movement, change }: Props & { readonly change: ActionChange }) {
  const state = change.after ?? change.before
  if (!state) return null
  const { moved, why } = describeNotable(plan, change)
  // One that has left the plan has its page in the earlier report.
  const place = change.after ? plan : placeOf(plan.slug, movement.before)
  return (
    <li>
      <a className="coded" href={paths.action(place, state.ref)}>
        <span className="code">{state.ref} </span>
        <span lang={langOf(plan)}>{state.title}</span>
      </a>
      <span className="notable__moved">{moved}</span>
      {why && <span className="clamp">{why}</span>}
    </li>
  )
}
