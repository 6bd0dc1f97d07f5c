import { NotRecorded } from '@/components/ui/not-recorded'
import type { DatedTo } from '@/lib/domain/dates'
import type { LevelWord } from '@/lib/domain/plan/plan'
import type { Freshness } from '@/lib/domain/plan/views'
import { formatAge, formatDate } from '@/lib/format/dates'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly freshness: Freshness
  /** What the plan calls its actions. */
  readonly word: LevelWord
  /** The plan's last report, where it should be named. */
  readonly lastReport?: {
    readonly code: string
    readonly reference: string
    readonly figuresOf: DatedTo
  } | null
  readonly plan: { readonly slug: string }
}

/** How old the figures are, in one line under the title. */
export function FreshnessLine({ freshness, word, plan, lastReport = null }: Props) {
  const { reported, newer, older, daysOld, source } = freshness
  const report = lastReport && (
    <>
      Last report: <a href={paths.report(plan.slug, lastReport.code)}>{lastReport.reference}</a>,{' '}
      {formatDate(lastReport.figuresOf)}.
    </>
  )
  if (!reported || daysOld === null) {
    return (
      <p className="fresh">
        <NotRecorded>No updates yet</NotRecorded> {report}
      </p>
    )
  }
  // The paper that the figures come from is the last report itself, mostly: named once.
  const isReport = source !== null && source.reference === lastReport?.reference
  return (
    <p className="fresh">
      <strong>Figures from {formatDate(reported)}</strong>
      {source && !isReport && (
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
      </span>{' '}
      {report}
    </p>
  )
}
