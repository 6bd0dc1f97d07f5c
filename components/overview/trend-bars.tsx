import { BreakdownBar } from '@/components/status/breakdown-bar'
import type { LevelWord } from '@/lib/domain/plan/plan'
import type { Trend } from '@/lib/domain/movement/trend'
import { formatDate } from '@/lib/format/dates'
import { describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** So many reports are drawn, the last ones. */
export const MOST_REPORTS = 6

interface Props {
  readonly slug: string
  readonly action: LevelWord
  readonly points: Trend['points']
}

/** How a plan went from report to report: a line each, the oldest first; nothing before there are two. */
export function TrendBars({ slug, action, points }: Props) {
  if (points.length < 2) return null
  return (
    <section aria-labelledby="trend" className="overview-part whole-only">
      <h2 id="trend">Reports so far</h2>
      <ol className="trend-bars">
        {points.map(({ code, reference, figuresOf, rollUp, statuses }) => (
          <li key={code}>
            <span>
              <a href={paths.report(slug, code)}>{reference}</a>{' '}
              <span className="aside">{formatDate(figuresOf)}</span>
            </span>
            <BreakdownBar
              plan={{ statuses }}
              rollUp={rollUp}
              decorative
              rows={{ href: paths.actions({ slug, report: code }, { counted: 'yes' }), action }}
            />
            <span className="visually-hidden">{describeShares(rollUp)}</span>
          </li>
        ))}
      </ol>
      <p>
        <a href={paths.reports(slug)}>All reports</a>
      </p>
    </section>
  )
}
