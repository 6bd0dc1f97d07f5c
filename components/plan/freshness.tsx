import { NotRecorded } from '@/components/ui/not-recorded'
import type { LevelWord } from '@/lib/domain/plan/plan'
import type { Freshness } from '@/lib/domain/plan/views'
import { formatAge, formatDate } from '@/lib/format/dates'
import { countLevel } from '@/lib/format/words'

/** How old the figures are, in one line under the title. */
export function FreshnessLine({
  freshness,
  word,
}: {
  freshness: Freshness
  /** What the plan calls its actions. */
  word: LevelWord
}) {
  const { reported, newer, older, daysOld, source } = freshness
  if (!reported || daysOld === null) {
    return (
      <p className="fresh">
        <NotRecorded>No updates yet</NotRecorded>
      </p>
    )
  }
  return (
    <p className="fresh">
      <strong>Figures from {formatDate(reported)}</strong>
      {source && (
        <>
          {' '}
          (<a href={source.url}>{source.reference ?? source.title}</a>)
        </>
      )}{' '}
      <span className="aside">
        ({formatAge(daysOld)}).
        {newer &&
          ` ${countLevel(newer.count, word)} updated since, the latest on ${formatDate(newer.latest)}.`}
        {older > 0 && ` ${countLevel(older, word)} ${older === 1 ? 'has' : 'have'} older figures.`}
      </span>
    </p>
  )
}
