/** What the plan's charts show: how its counted actions stand, by pillar, by partner, by timescale. */

import type { IsoDate } from './dates'
import { viewPartners } from './partner-views'
import type { PlanState } from './plan'
import { indexPlan } from './plan-index'
import type { BarRow, BarScale } from './stacked-bars'
import { viewTimescales } from './timescale-views'
import { type CodeAndTitle, type Freshness, viewFreshness, viewPillar } from './views'

const CHART_CODES = ['pillars', 'partners', 'timescales'] as const
export type ChartCode = (typeof CHART_CODES)[number]

export interface StatusChart {
  readonly code: ChartCode
  readonly scale: BarScale
  readonly rows: readonly BarRow[]
  /** How many rows with actions are not drawn, because they have fewer than the last one drawn. */
  readonly leftOut: number
  /** The plan's counted actions. Rows may share them: an action can involve several partners. */
  readonly base: number
  readonly freshness: Freshness
}

/** A chart of partners stops at about as many as a page of paper holds. */
const MOST_PARTNERS = 15

/** Takes any text; returns whether a chart is called so. */
export function isChartCode(text: string): text is ChartCode {
  return (CHART_CODES as readonly string[]).includes(text)
}

/** Takes a plan, the code of a chart and today's date; returns the chart's rows. */
export function viewStatusChart(plan: PlanState, code: ChartCode, today: IsoDate): StatusChart {
  const all = rowsOf(plan, code, today)
  const rows = code === 'partners' ? mostInvolved(all) : all
  return {
    code,
    scale: code === 'partners' ? 'count' : 'share',
    rows: rows.map(({ code, title, rollUp }) => ({ code, label: title, rollUp })),
    leftOut: code === 'partners' ? all.filter(({ rollUp }) => rollUp.base > 0).length - rows.length : 0,
    base: indexPlan(plan).counted.length,
    freshness: viewFreshness(plan, today),
  }
}

type Row = CodeAndTitle & Pick<BarRow, 'rollUp'>

function rowsOf(plan: PlanState, code: ChartCode, today: IsoDate): readonly Row[] {
  if (code === 'partners') return viewPartners(plan)
  if (code === 'timescales') return viewTimescales(plan, today).rows
  return plan.pillars.map((pillar) => viewPillar(plan, pillar))
}

/** Partners with equal counts are all drawn or all left out. Takes rows with the highest base first. */
function mostInvolved(rows: readonly Row[]): readonly Row[] {
  const least = Math.max(1, rows[MOST_PARTNERS - 1]?.rollUp.base ?? 1)
  return rows.filter(({ rollUp }) => rollUp.base >= least)
}
