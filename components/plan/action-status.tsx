import { StatusTag } from '@/components/plan/status-tag'
import type { Place } from '@/lib/domain/place'
import type { ActionRow } from '@/lib/domain/views'
import { BASIS_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: Place
  readonly row: Pick<ActionRow, 'bucket' | 'status' | 'basis' | 'ratedWith' | 'hasCountedParts'>
}

/** An action's status, and, quietly, what it rests on where that is not plain fact. */
export function ActionStatus({ plan, row: { bucket, status, basis, ratedWith, hasCountedParts } }: Props) {
  const shown = bucket ?? status
  if (!shown) {
    return (
      <span className="aside">
        {ratedWith ? (
          <>
            Rated with action <a href={paths.action(plan, ratedWith)}>{ratedWith}</a>
          </>
        ) : hasCountedParts ? (
          'Rated through its parts'
        ) : (
          'Not counted'
        )}
      </span>
    )
  }
  return (
    <>
      <StatusTag bucket={shown} />
      {basis && basis !== 'published' && (
        <span className="basis">
          <a href={`${paths.ratings(plan)}#basis`}>{BASIS_LABELS[basis]}</a>
        </span>
      )}
    </>
  )
}
