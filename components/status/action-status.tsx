import type { PlanWords } from '@/lib/domain/plan/plan'
import { StatusTag } from '@/components/status/status-tag'
import { isInvented } from '@/lib/domain/plan/invented'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { NOT_PUBLISHED_MARK } from '@/lib/format/status/invented-words'
import { LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanAt & HasStatuses & { readonly words: Pick<PlanWords, 'action'> }
  readonly row: Pick<ActionRow, 'bucket' | 'status' | 'basis' | 'lifecycle' | 'ratedWith' | 'hasCountedParts'>
}

/**
 * An action's status, and, quietly, what it rests on where that is not plain fact. One that has left the plan has none any more,
 * and no figure counts it: what it had last is told in words, so that no one takes it for one of those that a figure speaks of.
 */
export function ActionStatus({ plan, row }: Props) {
  const { bucket, status, basis, lifecycle, ratedWith, hasCountedParts } = row
  if (lifecycle !== 'active')
    return (
      <>
        {LIFECYCLE_LABELS[lifecycle]}
        {status && <span className="aside aside--below">Last status: {bucketLabel(plan, status)}</span>}
      </>
    )
  const shown = bucket ?? status
  if (!shown) {
    return (
      <span className="aside">
        {ratedWith ? (
          <>
            Rated with {plan.words.action.one.toLowerCase()}{' '}
            <a href={paths.action(plan, ratedWith)}>{ratedWith}</a>
          </>
        ) : hasCountedParts ? (
          'Rated through its parts'
        ) : (
          'Not counted'
        )}
      </span>
    )
  }
  return <StatusTag plan={plan} bucket={shown} note={isInvented(basis) ? NOT_PUBLISHED_MARK : undefined} />
}
