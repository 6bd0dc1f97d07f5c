import { NotRecorded } from '@/components/ui/not-recorded'
import type { PlanSummary } from '@/lib/domain/plan'
import type { Freshness } from '@/lib/domain/views'
import { formatAge, formatDate } from '@/lib/format/dates'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** How old the figures are, in one line under the title. */
export function FreshnessLine({ freshness }: { freshness: Freshness }) {
  const { reported, newer, older, daysOld, source } = freshness
  if (!reported || daysOld === null) {
    return (
      <p className="fresh">
        <NotRecorded>Nothing has been reported yet</NotRecorded>
      </p>
    )
  }
  return (
    <p className="fresh">
      <strong>As reported {formatDate(reported)}</strong>
      {source && (
        <>
          {' '}
          (<a href={source.url}>{source.reference ?? source.title}</a>)
        </>
      )}{' '}
      <span className="aside">
        {formatAge(daysOld)}
        {newer && `; ${newer.count} updated since, the latest ${formatDate(newer.latest)}`}
        {older > 0 && `; ${older} older`}
      </span>
    </p>
  )
}

/** What the statuses rest on: said once at the foot, so that nobody takes an example for a fact. */
export function FreshnessNote({ plan, freshness }: { plan: PlanSummary; freshness: Freshness }) {
  const { published, inferred, illustrative } = freshness.basisCounts
  if (inferred + illustrative === 0) return null
  const total = published + inferred + illustrative
  return (
    <p className="note">
      Of {countLevel(total, plan.words.action)}, the status of {published} is published, of {inferred}{' '}
      inferred and of {illustrative} illustrative: an example that fits the published figures.{' '}
      <a href={`${paths.ratings(plan)}#basis`}>What these mean</a>, and{' '}
      <a href={`${paths.ratings(plan)}#notes`}>what to know of these figures</a>
    </p>
  )
}
