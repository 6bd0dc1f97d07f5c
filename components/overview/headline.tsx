import { SpanText } from '@/components/paper/span-text'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { StatusSwatch } from '@/components/status/status-tag'
import type { RecentMovement } from '@/lib/domain/movement/recent-movement'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { HasLevels, PlanWords } from '@/lib/domain/plan/plan'
import type { OverviewView } from '@/lib/domain/plan/views'
import { describeDifference, describeAttentionChange } from '@/lib/format/movement/recent-words'
import { paths } from '@/lib/paths'
import { describeBase, describeHeadline, tilesOf } from '@/lib/format/plan/headline-words'
import { type HasStatuses, meaningOf } from '@/lib/domain/status/status'

interface Props {
  readonly plan: PlanAt & HasStatuses & HasLevels & { readonly words: PlanWords }
  readonly overview: OverviewView
  /** What moved last; left out where it is not told. */
  readonly movement?: RecentMovement | null
  readonly headingLevel?: 2 | 3 | 4
}

/** One sentence a board member can repeat, one bar, and tiles that are legend and way in at once. */
export function Headline({ plan, overview, movement = null, headingLevel = 2 }: Props) {
  const { rollUp } = overview
  const Heading = `h${headingLevel}` as const
  const change = movement && !movement.isNone ? describeAttentionChange(movement) : null
  return (
    <div className="headline">
      <Heading className="lead">{describeHeadline(plan, overview, change)}</Heading>
      {rollUp.base > 0 && (
        <>
          <BreakdownBar
            plan={plan}
            rollUp={rollUp}
            size="large"
            decorative
            rows={{ href: paths.actions(plan, { counted: 'yes' }), action: plan.words.action }}
          />
          <ul className="tiles">
            {tilesOf(plan, overview).map(({ bucket, label, count, share, href }) => (
              <li key={bucket}>
                <a className="tile" href={href}>
                  <StatusSwatch meaning={meaningOf(plan, bucket)} />
                  <span className="tile__count">{count}</span>
                  <span className="tile__label">{label}</span>
                  <span className="tile__share">{share}</span>
                  {movement && <Difference difference={movement.buckets[bucket] ?? 0} />}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="note">
        <SpanText spans={describeBase(plan, overview)} />
      </p>
    </div>
  )
}

/** By how much a count changed: an arrow for the eye, words for the ear; nothing where it did not. */
function Difference({ difference }: { readonly difference: number }) {
  const change = describeDifference(difference)
  return (
    change && (
      <span className="difference">
        <span aria-hidden="true">{change.mark}</span>
        <span className="visually-hidden">{`, ${change.words} than before`}</span>
      </span>
    )
  )
}
