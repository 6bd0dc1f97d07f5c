import { SpanText } from '@/components/paper/span-text'
import type { RecentMovement } from '@/lib/domain/movement/recent-movement'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import type { OverviewView } from '@/lib/domain/plan/views'
import { isInvented } from '@/lib/domain/plan/invented'
import { nameAction } from '@/lib/format/plan/plan-blocks'
import { NOT_PUBLISHED_MARK } from '@/lib/format/status/invented-words'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { countAt } from '@/lib/domain/status/roll-up'
import { completeCodes, completeLabel } from '@/lib/domain/status/status'

const MOST_DELIVERED = 10

interface Props {
  readonly plan: PlanSummary
  readonly overview: OverviewView
  readonly movement: RecentMovement | null
}

/** What was delivered since the last report, and the way to all that ever was; nothing where nothing was. */
export function RecentlyDelivered({ plan, overview: { rollUp }, movement }: Props) {
  const recent = movement?.delivered.flatMap(({ after }) => after ?? []) ?? []
  if (!recent.length) return null
  const codes = completeCodes(plan)
  const total = codes.reduce((sum, code) => sum + countAt(rollUp.counts, code), 0)
  const done = completeLabel(plan).toLowerCase()
  return (
    <section aria-labelledby="delivered" className="overview-part whole-only">
      <h2 id="delivered">Recently {done}</h2>
      <ul className="delivered few-on-phone">
        {recent.slice(0, MOST_DELIVERED).map((row) => (
          <li key={row.ref}>
            <SpanText spans={nameAction(plan, row)} />
            {isInvented(row.basis) && ` ${NOT_PUBLISHED_MARK}`}
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.actions(plan, { status: codes, counted: 'yes' })}>
          See all {countLevel(total, plan.words.action)} {done}
        </a>
      </p>
    </section>
  )
}
