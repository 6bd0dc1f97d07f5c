import { Citation } from '@/components/ui/citation'
import type { ActionView } from '@/lib/domain/plan/action-views'
import type { Metric, PlanState } from '@/lib/domain/plan/plan'
import { formatDate, formatPartialDate } from '@/lib/format/dates'
import { describeMetric } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** What later papers report as done under an action, with their figures, and the publications that cite it. */
export function AchievementList({ plan, action }: { plan: PlanState; action: ActionView }) {
  const { achievements, publications } = action
  if (achievements.length + publications.length === 0)
    return <p>No achievements or publications mention this action.</p>
  return (
    <>
      {achievements.map((achievement) => (
        <article key={achievement.code} className="achievement">
          <p>{achievement.summary}</p>
          {achievement.metrics.length > 0 && <Metrics metrics={achievement.metrics} />}
          {achievement.doubtfulMatch && (
            <p className="aside">The source names this action, but may mean a different one.</p>
          )}
          {achievement.note && <p className="aside">{achievement.note}</p>}
          <p className="aside">
            <Citation plan={plan} text={achievement.sourceTitle} />, {formatDate(achievement.reported)}.
            {achievement.actionRefs.length > 1 && (
              <>
                {' '}
                Also reported under{' '}
                {achievement.actionRefs
                  .filter((ref) => ref !== action.ref)
                  .map((ref, i) => (
                    <span key={ref}>
                      {i > 0 && ', '}
                      <a href={paths.action(plan, ref)}>{ref}</a>
                    </span>
                  ))}
                .
              </>
            )}
          </p>
        </article>
      ))}
      {publications.length > 0 && (
        <>
          <h3>Publications</h3>
          <ul>
            {publications.map((publication) => (
              <li key={publication.code}>
                {publication.title}
                <span className="aside">
                  {publication.publisher && `, ${publication.publisher}`}
                  {publication.published
                    ? `, ${formatPartialDate(publication.published)}`
                    : ', date not recorded'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Metrics({ metrics }: { metrics: readonly Metric[] }) {
  return (
    <ul className="metrics">
      {metrics.map((metric) => (
        <li key={metric.label}>
          {describeMetric(metric)} <span className="aside">({describeDate(metric.asOf)})</span>
        </li>
      ))}
    </ul>
  )
}

/** Papers say "2025-01", and also "mid-2025" and "2024/25". */
function describeDate(asOf: string): string {
  return /^\d{4}-(0\d|1[0-2])$/.test(asOf) ? formatPartialDate(asOf) : asOf
}
