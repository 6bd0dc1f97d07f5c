/** How a plan stands, in the words at its head: the same on a page, on paper and in a file. */

import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { type HasLevels, hasSections, type PlanState, type PlanWords } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import { countAt, shareOf } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketLabel, bucketsOf, type HasStatuses, NO_UPDATE } from '@/lib/domain/status/status'
import { type OverviewView, rollUpActions } from '@/lib/domain/plan/views'
import { paths } from '@/lib/paths'
import { writeInvented } from '@/lib/format/status/invented-words'
import type { Spans } from '@/lib/format/paper/paper'
import { type TableBlock, textCell } from './plan-blocks'
import { countLevel, describeShares, joinNames, describeLeftBase } from '@/lib/format/words'

type Worded = PlanAt & HasStatuses & HasLevels & { readonly words: PlanWords }

/**
 * Takes a plan's words, its overview and, where there is something to compare with, how the number of actions that need attention
 * changed; returns the headline: "15 of 20 sections (75%) are On Track and 5 (25%) At Risk. 12 of 69 actions (17%) need
 * attention, 4 fewer than in the last report."
 */
export function describeHeadline(
  { words, levels }: Worded,
  overview: OverviewView,
  change: string | null = null,
): string {
  const { sections, ragCounts, rollUp, attention } = overview
  const { section, action } = words
  const share = (n: number, of: number) => `(${shareOf(n, of)})`
  const ratings = OVERALL_RAGS.filter((rag) => ragCounts[rag] > 0).map((rag, i) => {
    const n = ragCounts[rag]
    const subject = i === 0 ? `${n} of ${countLevel(sections.length, section)}` : `${n}`
    const verb = i > 0 ? '' : n === 1 ? 'is ' : 'are '
    return `${subject} ${share(n, sections.length)} ${verb}${ragLabel(rag)}`
  })
  if (ragCounts.none > 0 && sections.length > 0) ratings.push(`${ragCounts.none} not rated`)
  const rated = ratings.length ? `${joinNames(ratings)}. ` : `No ${section.many.toLowerCase()} yet. `
  const first = hasSections({ levels }) ? rated : ''
  if (rollUp.base === 0) return `${first}No actions are counted.`
  if (countAt(rollUp.counts, NO_UPDATE) === rollUp.base) return `${first}No action has been reported on yet.`
  const compared = change === null ? '' : `, ${change}`
  const second = attention.length
    ? `${attention.length} of ${countLevel(rollUp.base, action)} ${share(attention.length, rollUp.base)} ${attention.length === 1 ? 'needs' : 'need'} attention${compared}.`
    : `No ${action.many.toLowerCase()} need attention${compared}.`
  return first + second
}

/** Takes a plan; returns it in one line, for where only that is shown of it: what is invented, and how its actions stand. */
export function describePlan(plan: PlanState): string {
  const rollUp = rollUpActions(plan, indexPlan(plan).counted)
  const stands = `${plan.title}. ${countLevel(rollUp.base, plan.words.action)} counted${rollUp.base ? `: ${describeShares(rollUp)}` : ''}.`
  return [writeInvented(inventedInPlan(plan)), stands].filter(Boolean).join(' ')
}

/** How many actions stand in a bucket, and where they are listed. */
interface Tile {
  readonly bucket: Bucket
  readonly label: string
  readonly count: number
  readonly share: string
  readonly href: string
}

/** Takes a plan's place and its overview; returns a tile for each status, none where nothing is counted. */
export function tilesOf(plan: Worded, { rollUp: { base, counts } }: OverviewView): Tile[] {
  if (base === 0) return []
  return bucketsOf(plan)
    .filter((bucket) => bucket !== NO_UPDATE || countAt(counts, bucket) > 0)
    .map((bucket) => ({
      bucket,
      label: bucketLabel(plan, bucket),
      count: countAt(counts, bucket),
      share: shareOf(countAt(counts, bucket), base),
      href: paths.actions(plan, { status: bucket, counted: 'yes' }),
    }))
}

/** Takes a plan's place and its overview; returns what the shares are shares of, and why they may miss 100%. */
export function describeBase(plan: Worded, { rollUp, leftBase }: OverviewView): Spans {
  const { action } = plan.words
  const rounding =
    rollUp.base > 0 && rollUp.percentTotal !== 100
      ? ' Percentages do not add up to 100% because of rounding.'
      : ''
  const left = describeLeftBase(leftBase, action)
  return [
    {
      text: `${countLevel(rollUp.base, action)} counted`,
      href: paths.actions(plan, { counted: 'yes' }),
    },
    { text: `.${rounding}${left && ` ${left}`}` },
  ]
}

/** Takes a plan's place and its overview; returns its tiles as a table, or null where nothing is counted. */
export function tileTable(plan: Worded, overview: OverviewView): TableBlock | null {
  const tiles = tilesOf(plan, overview)
  if (!tiles.length) return null
  const { many } = plan.words.action
  return {
    kind: 'table',
    id: 'table-statuses',
    caption: `Counted ${many.toLowerCase()} by status`,
    columns: [
      { header: 'Status', width: 60 },
      { header: many, width: 20, numeric: true },
      { header: 'Share', width: 20, numeric: true },
    ],
    rows: tiles.map(({ bucket, count, share, href }) => [
      { kind: 'status', bucket },
      textCell({ text: String(count), href }),
      textCell({ text: share }),
    ]),
  }
}
