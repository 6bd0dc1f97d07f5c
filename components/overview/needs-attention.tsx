import { AttentionList, MOST_ATTENTION } from '@/components/overview/attention-list'
import { type ActionRow, newestOfWorstFirst } from '@/lib/domain/plan/action-row'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import type { OverviewView } from '@/lib/domain/plan/views'
import { adverseCodes, bucketLabel, completeLabel, type HasStatuses } from '@/lib/domain/status/status'
import { count, countLevel, describeAdverse } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { TimeInStatus } from '@/lib/domain/movement/time-in-status'

/** As many rows as app/print.css leaves in the brief, and app/overview.css on a phone. */
const BRIEF_ROWS = 5

interface Props {
  readonly plan: PlanSummary
  readonly overview: OverviewView
  readonly timeInStatus: TimeInStatus | null
}

/** The actions that need attention, the worst first and of these the newest, and the way to all of them. */
export function NeedsAttention({ plan, overview: { attention, overdueCount }, timeInStatus }: Props) {
  const { action } = plan.words
  const all = paths.actions(plan, {
    status: adverseCodes(plan),
    counted: 'yes',
  })
  const overdue = overdueCount > 0 && (
    <>
      {' '}
      <a href={`${paths.timescales(plan)}#past-end`}>{countLevel(overdueCount, action)} past</a> their due
      date or timescale and not {completeLabel(plan).toLowerCase()}.
    </>
  )
  const shown = newestOfWorstFirst(plan, attention).slice(0, MOST_ATTENTION)
  return (
    <section aria-labelledby="attention" className="overview-part brief-list">
      <h2 id="attention">Needs attention</h2>
      {attention.length ? (
        <>
          <p>
            <a href={all}>{countLevel(attention.length, action)}</a>: {describeAttention(plan, attention)}
            {overdue}
          </p>
          <AttentionList
            plan={plan}
            caption={`${action.many} that need attention`}
            rows={shown}
            timeInStatus={timeInStatus}
          />
          {attention.length > BRIEF_ROWS && (
            <p className="note brief-only">The {BRIEF_ROWS} most serious are listed here.</p>
          )}
          {attention.length > BRIEF_ROWS && (
            <p>
              <a href={all}>
                See all {attention.length} {action.many.toLowerCase()} that need attention
              </a>
            </p>
          )}
        </>
      ) : (
        <p>
          No counted {action.one.toLowerCase()} is {describeAdverse(plan, 'in need of attention')}.{overdue}
        </p>
      )}
    </section>
  )
}

/** "1 Off Track, 1 Delivery Date Missed with Risk, 10 At Risk." */
function describeAttention(plan: HasStatuses, rows: readonly ActionRow[]): string {
  const statuses = [...new Set(rows.flatMap((row) => row.status ?? []))]
  const counts = statuses.map((status) => {
    const label = bucketLabel(plan, status)
    return count(rows.filter((row) => row.status === status).length, label, label)
  })
  return `${counts.join(', ')}.`
}
