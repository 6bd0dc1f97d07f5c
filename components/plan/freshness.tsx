import { NotRecorded } from '@/components/ui/not-recorded'
import type { Freshness } from '@/lib/domain/plan/views'
import { formatAge, formatDate } from '@/lib/format/dates'

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
