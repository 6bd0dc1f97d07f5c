import { BreakdownBar } from '@/components/plan/breakdown-bar'
import { StatusSwatch } from '@/components/plan/status-tag'
import type { PlanPlace } from '@/lib/domain/place'
import type { PlanWords } from '@/lib/domain/plan'
import { BUCKETS, bucketLabel } from '@/lib/domain/status'
import type { OverviewView } from '@/lib/domain/views'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/rag'
import { percentOf } from '@/lib/domain/roll-up'
import { countLevel, joinNames, sayLeftBase } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanPlace & { readonly words: PlanWords }
  readonly overview: OverviewView
  readonly headingLevel?: 2 | 3
}

/** One sentence a board member can repeat, one bar, and tiles that are legend and way in at once. */
export function Headline({ plan, overview, headingLevel = 2 }: Props) {
  const { rollUp, leftBase } = overview
  const { action } = plan.words
  const Heading = `h${headingLevel}` as const
  return (
    <div className="headline">
      <Heading className="lead">{sayHeadline({ plan, overview })}</Heading>
      {rollUp.base > 0 && (
        <>
          <BreakdownBar rollUp={rollUp} size="large" decorative />
          <ul className="tiles">
            {BUCKETS.filter((bucket) => bucket !== 'noUpdate' || rollUp.counts.noUpdate > 0).map((bucket) => (
              <li key={bucket}>
                <a className="tile" href={paths.actions(plan, { status: bucket })}>
                  <StatusSwatch bucket={bucket} />
                  <span className="tile__count">{rollUp.counts[bucket]}</span>
                  <span className="tile__label">{bucketLabel(bucket)}</span>
                  <span className="tile__share">{percentOf(rollUp.counts[bucket], rollUp.base)}%</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="note">
        <a href={paths.actions(plan, { counted: 'yes' })}>{countLevel(rollUp.base, action)} counted</a>.
        Shares are rounded one by one
        {rollUp.base > 0 && rollUp.percentTotal !== 100 ? `, so they add to ${rollUp.percentTotal}%` : ''}.
        {sayLeftBase(leftBase, action)}
      </p>
    </div>
  )
}

/** "15 of 20 sections (75%) are On Track and 5 (25%) At Risk. 12 of 69 actions (17%) need attention." */
function sayHeadline({ plan, overview }: Props): string {
  const { sectionCount, ragCounts, rollUp, attention, attentionPercent } = overview
  const { section, action } = plan.words
  const share = (n: number, of: number) => `(${percentOf(n, of)}%)`
  const ratings = OVERALL_RAGS.filter((rag) => ragCounts[rag] > 0).map((rag, i) => {
    const n = ragCounts[rag]
    const subject = i === 0 ? `${n} of ${countLevel(sectionCount, section)}` : `${n}`
    const verb = i > 0 ? '' : n === 1 && sectionCount === 1 ? 'is ' : 'are '
    return `${subject} ${share(n, sectionCount)} ${verb}${ragLabel(rag)}`
  })
  if (ragCounts.none > 0 && sectionCount > 0) ratings.push(`${ragCounts.none} not rated`)
  const first = ratings.length ? `${joinNames(ratings)}.` : `No ${section.many.toLowerCase()} yet.`
  if (rollUp.base === 0) return `${first} No actions are counted.`
  if (rollUp.counts.noUpdate === rollUp.base) return `${first} No action has been reported on yet.`
  const second = attention.length
    ? `${attention.length} of ${countLevel(rollUp.base, action)} (${attentionPercent}%) ${attention.length === 1 ? 'needs' : 'need'} attention.`
    : `None of ${countLevel(rollUp.base, action)} needs attention.`
  return `${first} ${second}`
}
