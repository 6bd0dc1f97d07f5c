/** What the plan's charts show: how its counted actions stand, by pillar or section, by partner, by timescale, and in its reports. */

import type { IsoDate } from '@/lib/domain/dates'
import { type Invented, inventedInAll, inventedInPlan } from '@/lib/domain/plan/invented'
import { viewPartners } from '@/lib/domain/plan/partner-views'
import { type HasLevels, hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { viewTimescales } from '@/lib/domain/plan/timescale-views'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { HasStatuses } from '@/lib/domain/status/status'
import { type Freshness, viewFreshness, viewPillar, viewSectionRow } from '@/lib/domain/plan/views'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'

/** Charts of a plan at one moment. */
type PlanChartCode = 'pillars' | 'sections' | 'partners' | 'timescales'
export type ChartCode = PlanChartCode | 'trend'

/** One thing that is compared: a pillar, a section, a partner, a timescale. */
export interface BarRow {
  readonly code: string
  readonly label: string
  readonly rollUp: RollUp
}

/** `share`: every bar is as long as the chart. `count`: a bar is as long as its base, the longest fills the chart. */
export type BarScale = 'share' | 'count'

/** With the statuses of what it shows. */
export interface StatusChart extends HasStatuses {
  readonly code: ChartCode
  readonly scale: BarScale
  readonly rows: readonly BarRow[]
  /**
   * How many rows with actions are not drawn, because they have fewer than the last one drawn, or, of sections, stand below it; of a trend, how many reports are
   * not, because they are not what was frozen any more.
   */
  readonly leftOut: number
  /** The plan's counted actions; of a trend, those of its last report. Rows may share them: an action can involve several partners. */
  readonly base: number
  /** Null for a trend: every row says of which day it is. */
  readonly freshness: Freshness | null
  /** What is invented in its figures. */
  readonly invented: Invented
}

/** A chart of partners stops at about as many as a page of paper holds. */
const MOST_PARTNERS = 15

/** Of more sections, the first are drawn. */
const MOST_SECTIONS = 30

/** Takes a plan; returns its first chart: of its highest level, or, of one list of actions, of its timescales. */
export function mainChart(plan: HasLevels): 'pillars' | 'sections' | 'timescales' {
  if (hasPillars(plan)) return 'pillars'
  return hasSections(plan) ? 'sections' : 'timescales'
}

/** Takes a plan and any text; returns whether a chart of the plan is called so. */
export function isPlanChart(plan: HasLevels, text: string): text is PlanChartCode {
  return [mainChart(plan), 'partners', 'timescales'].includes(text)
}

/** Takes the statuses of a plan and rows, one for each report, the oldest first, with what is invented in each, and how many reports had to be left out; returns the chart of how the plan went. */
export function viewTrendChart(
  { statuses }: HasStatuses,
  rows: readonly (BarRow & { readonly invented: Invented })[],
  leftOut: number,
): StatusChart {
  return {
    statuses,
    code: 'trend',
    scale: 'share',
    rows,
    leftOut,
    base: rows.at(-1)?.rollUp.base ?? 0,
    freshness: null,
    invented: inventedInAll(rows.map(({ invented }) => invented)),
  }
}

/** Takes a plan, the code of a chart and today's date; returns the chart's rows. */
export function viewStatusChart(plan: PlanState, code: PlanChartCode, today: IsoDate): StatusChart {
  const all = rowsOf(plan, code, today)
  const rows =
    code === 'partners' ? mostInvolved(all) : code === 'sections' ? all.slice(0, MOST_SECTIONS) : all
  return {
    statuses: plan.statuses,
    code,
    scale: code === 'partners' ? 'count' : 'share',
    rows: rows.map(({ code, title, rollUp }) => ({ code, label: title, rollUp })),
    leftOut: (code === 'partners' ? all.filter(({ rollUp }) => rollUp.base > 0) : all).length - rows.length,
    base: indexPlan(plan).counted.length,
    freshness: viewFreshness(plan, today),
    invented: inventedInPlan(plan),
  }
}

/** Of a section's title a bar shows the beginning. */
const LONGEST_LABEL = 40
const shorten = (text: string) =>
  text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : text

type Row = CodeAndTitle & Pick<BarRow, 'rollUp'>

function rowsOf(plan: PlanState, code: PlanChartCode, today: IsoDate): readonly Row[] {
  if (code === 'partners') return viewPartners(plan)
  if (code === 'timescales') return viewTimescales(plan, today).rows
  if (code === 'sections')
    return plan.sections.map((section) => {
      const { code: own, title, rollUp } = viewSectionRow(plan, section)
      return { code: own, title: shorten(`${own} ${title}`), rollUp }
    })
  return plan.pillars.map((pillar) => viewPillar(plan, pillar))
}

/** Partners with equal counts are all drawn or all left out, unless nearly all have the same. Takes rows with the highest base first. */
function mostInvolved(rows: readonly Row[]): readonly Row[] {
  const least = Math.max(1, rows[MOST_PARTNERS - 1]?.rollUp.base ?? 1)
  const drawn = rows.filter(({ rollUp }) => rollUp.base >= least)
  if (drawn.length <= 2 * MOST_PARTNERS) return drawn
  const more = drawn.filter(({ rollUp }) => rollUp.base > least)
  return more.length > 0 ? more : drawn.slice(0, MOST_PARTNERS)
}
