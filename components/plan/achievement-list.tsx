import { Citation } from '@/components/ui/citation'
import { PagedList } from '@/components/ui/paged-list'
import { SameWorkLine, SameWorkList } from './same-work'
import { FEW_ROWS } from '@/lib/domain/paging'
import type { ActionView } from '@/lib/domain/plan/action-views'
import { type CitingKind, titleOf } from '@/lib/domain/structure/structure'
import type { SameWork } from '@/lib/domain/structure/same-work'
import type { Metric, PlanState } from '@/lib/domain/plan/plan'
import { formatDate, formatPartialDate } from '@/lib/format/dates'
import { describeMetric } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanState
  readonly action: ActionView
  /** The parameters of the page's address. */
  /** What of other plans is the same work as the action or one of its achievements. */
  readonly sameWork: readonly SameWork[]
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The slug of the plan where the reader may edit what is shown; else null. */
  readonly editable: string | null
}

/** What later papers report as done under an action, with their figures, and the publications that cite it. */
export function AchievementList({ plan, action, sameWork, params, editable }: Props) {
  const { achievements, publications } = action
  const elsewhere = sameWork.filter(({ other }) => other.record === 'achievement')
  const here = `${paths.action(plan, action.ref)}#achievements`
  const edit = (kind: CitingKind, code: string, text: string) =>
    editable !== null && (
      <>
        {' '}
        <a href={paths.editRecord(editable, kind, code)}>
          Edit<span className="visually-hidden">: {titleOf({ text })}</span>
        </a>
      </>
    )
  return (
    <>
      {achievements.length + publications.length + elsewhere.length === 0 && (
        <p>No achievements or publications mention this {plan.words.action.one.toLowerCase()}.</p>
      )}
      <PagedList
        rows={achievements}
        params={params}
        name="achievements"
        label="Pages of achievements"
        here={here}
        size={FEW_ROWS}
      >
        {(some) =>
          some.map((achievement) => (
            <article key={achievement.code} className="achievement">
              <p>{achievement.summary}</p>
              {achievement.metrics.length > 0 && <Metrics metrics={achievement.metrics} />}
              {achievement.doubtfulMatch && (
                <p className="aside">
                  The source names this {plan.words.action.one.toLowerCase()}, but may mean a different one.
                </p>
              )}
              {achievement.note && <p className="aside">{achievement.note}</p>}
              <SameWorkLine rows={sameWork.filter(({ recordId }) => recordId === achievement.id)} />
              <p className="aside">
                <Citation plan={plan} text={achievement.sourceTitle} />
                {achievement.sourcePage && `, page ${achievement.sourcePage}`},{' '}
                {formatDate(achievement.reported)}.
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
                {edit('achievement', achievement.code, achievement.summary)}
              </p>
            </article>
          ))
        }
      </PagedList>
      {elsewhere.length > 0 && (
        <>
          <h3>In other plans</h3>
          <SameWorkList
            rows={elsewhere}
            params={params}
            label="Pages of achievements in other plans"
            here={here}
          />
        </>
      )}
      {publications.length > 0 && (
        <>
          <h3>Publications</h3>
          <PagedList
            rows={publications}
            params={params}
            name="publications"
            size={FEW_ROWS}
            label="Pages of publications"
            here={here}
          >
            {(some) => (
              <ul>
                {some.map((publication) => (
                  <li key={publication.code}>
                    {publication.url ? (
                      <a href={publication.url} rel="nofollow noopener">
                        {publication.title}
                      </a>
                    ) : (
                      publication.title
                    )}
                    <span className="aside">
                      {publication.publisher && `, ${publication.publisher}`}
                      {publication.published
                        ? `, ${formatPartialDate(publication.published)}`
                        : ', date not recorded'}
                    </span>
                    {publication.note && <p className="aside">{publication.note}</p>}
                    {edit('publication', publication.code, publication.title)}
                  </li>
                ))}
              </ul>
            )}
          </PagedList>
        </>
      )}
      {editable !== null && (
        <ul className="shown-links">
          {(['achievement', 'publication'] as const).map((kind) => (
            <li key={kind}>
              <a href={paths.addRecord(editable, kind, { actions: action.ref })}>
                {kind === 'achievement' ? 'Add an achievement' : 'Add a publication'}
              </a>
            </li>
          ))}
        </ul>
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
