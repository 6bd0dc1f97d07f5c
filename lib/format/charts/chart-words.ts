/** The words around a chart: the same on a page and in its file. */

import { momentQuery, type PlanRef, splitPlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { shareOf } from '@/lib/domain/status/roll-up'
import type { BarRow, ChartCode, StatusChart } from '@/lib/domain/charts/status-chart'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'
import { formatDate } from '@/lib/format/dates'
import { count, countLevel, describeAdverse, joinNames, lower, describeShares } from '@/lib/format/words'

export interface ChartWords {
  /** What it shows, as a headline; without rows that have actions: that there is nothing to show. */
  readonly title: string
  /** What is counted, how, and as of when. */
  readonly subtitle: string
  /** One sentence of figures, null without any. */
  readonly summary: string | null
  /** What a reader has to know to take it rightly. */
  readonly notes: readonly string[]
  /** What a row is: "Pillar". */
  readonly rowWord: string
}

/** Takes a chart and the words its plan uses; returns what stands around it. */
export function describeChart(chart: StatusChart, words: PlanWords): ChartWords {
  if (chart.code === 'trend') return describeTrend(chart, words)
  const rowWord = {
    pillars: words.pillar.one,
    sections: words.section.one,
    partners: 'Partner',
    timescales: 'Timescale',
  }[chart.code]
  const drawn = chart.rows.filter(({ rollUp }) => rollUp.base > 0)
  const measure = chart.scale === 'share' ? 'Percentage and number' : 'Number'
  return {
    ...(drawn.length
      ? describeFindings(chart, drawn, words)
      : { title: 'No figures to show yet', summary: null }),
    subtitle: `${measure} of counted ${lower(words, 'action').many} by status, for each ${rowWord.toLowerCase()}${describeReported(chart.freshness)}`,
    notes: drawn.length ? describeNotes(chart, words) : [],
    rowWord,
  }
}

/** Where some figures are newer or older than most, no day is said as if it were that of all. */
function describeReported(freshness: StatusChart['freshness']): string {
  if (!freshness?.reported) return ''
  const { reported, newer, older } = freshness
  const parts = [
    `${newer || older ? 'most figures' : 'figures'} from ${formatDate(reported)}`,
    ...(newer ? [`${newer.count} newer, the latest from ${formatDate(newer.latest)}`] : []),
    ...(older ? [`${older} with older figures`] : []),
  ]
  return `, ${parts.join('; ')}`
}

export const CHART_FORMATS = ['svg', 'png'] as const
export type ChartFormat = (typeof CHART_FORMATS)[number]

/** Takes any text; returns whether a chart can be had in a format of that name. */
export function isChartFormat(text: string): text is ChartFormat {
  return (CHART_FORMATS as readonly string[]).includes(text)
}

/** Takes a plan's place, a chart's code and a format; returns the name under which the chart is kept as a file. */
export function chartFileName(planAt: PlanRef, code: ChartCode, format: ChartFormat): string {
  const { slug, report } = splitPlanAt(planAt)
  const dates = momentQuery(planAt).map(([name, date]) => `-${name}-${date}`)
  const when = report === null ? dates.join('') : `-report-${report}`
  const shows = code === 'trend' ? 'status-in-reports' : `status-by-${code.replace(/s$/, '')}`
  return `${slug}-${shows}${when}.${format}`
}

/** How a plan went, from report to report. */
function describeTrend(chart: StatusChart, words: PlanWords): ChartWords {
  const { rows, leftOut } = chart
  const drawn = rows.filter(({ rollUp }) => rollUp.base > 0)
  const [first, last] = [drawn[0], drawn.at(-1)]
  const actions = lower(words, 'action').many
  const around = {
    subtitle: `Percentage and number of counted ${actions} by status in each report, oldest first`,
    rowWord: 'Report',
    notes: leftOut
      ? [
          `Not shown: ${count(leftOut, 'report')} that ${leftOut === 1 ? 'was' : 'were'} altered after being issued.`,
        ]
      : [],
  }
  if (!first || !last) return { ...around, title: 'No figures to show yet', summary: null }
  const describeOne = ({ label, rollUp: { adverse, base } }: BarRow) =>
    `${adverse} of ${base} (${shareOf(adverse, base)}) in ${label}`
  if (first === last)
    return {
      ...around,
      title: 'A trend is shown when there are 2 or more reports',
      summary: `${describeAdverse(chart)}: ${describeOne(first)}.`,
    }
  return {
    ...around,
    title: `The percentage that needs attention ${describeWay(drawn)} over ${count(drawn.length, 'report')}`,
    summary: `${describeAdverse(chart)}: ${joinNames(drawn.map(describeOne))}.`,
  }
}

/** From each to the next, not from the first to the last alone: 17, 19 and 14 went up, then down. */
function describeWay(rows: readonly BarRow[]): string {
  const ways = rows
    .slice(1)
    .map(({ rollUp }, at) => differenceOf(rows[at]?.rollUp ?? rollUp, rollUp))
    .filter((sign) => sign !== 0)
    .filter((sign, at, all) => sign !== all[at - 1])
    .map((sign) => (sign > 0 ? 'up' : 'down'))
  if (ways.length === 0) return 'stayed the same'
  if (ways.length > 2) return 'went up and down'
  return ways.length === 1 ? `went ${ways.join()}` : `went ${ways.join(', then ')},`
}

/** Multiplied out: rounded shares hide which way it went. */
const differenceOf = (was: BarRow['rollUp'], is: BarRow['rollUp']) =>
  Math.sign(is.adverse * was.base - was.adverse * is.base)

function describeFindings(chart: StatusChart, drawn: readonly BarRow[], words: PlanWords) {
  const { code, base } = chart
  const actions = lower(words, 'action')
  if (code === 'pillars' || code === 'sections') {
    const level = code === 'pillars' ? words.pillar : words.section
    const rows = drawn.filter(({ rollUp }) => rollUp.adverse > 0)
    const share = ({ rollUp }: BarRow) => rollUp.adverse / rollUp.base
    return {
      title: rows.length
        ? `${words.action.many} need attention in ${rows.length} of ${countLevel(drawn.length, level)}`
        : `No ${level.one.toLowerCase()} has ${actions.many} that need attention`,
      summary: rows.length
        ? `${describeAdverse(chart)}: ${joinNames(highest(rows, share).map(describeRow))}, the highest percentage.`
        : `No ${actions.many} are ${describeAdverse(chart, 'in need of attention')}.`,
    }
  }
  const named = drawn.filter((row) => code !== 'timescales' || row.code !== NO_TIMESCALE)
  const top = highest(named.length ? named : drawn, ({ rollUp }) => rollUp.base)
  const [first] = top
  const names = top.length > 3 ? `${top.length} ${code}` : joinNames(top.map(({ label }) => label))
  const figure = `${first?.rollUp.base} of ${base} counted ${actions.many}${top.length > 1 ? ' each' : ''}`
  return {
    title: `${code === 'partners' ? 'Most involved' : 'Largest timescale'}: ${names}, with ${figure}`,
    summary: first
      ? `${first.label}: ${describeShares(first.rollUp)}, of ${countLevel(first.rollUp.base, words.action)}.`
      : null,
  }
}

const describeRow = ({ label, rollUp: { adverse, base } }: BarRow) =>
  `${adverse} of ${base} in ${label} (${shareOf(adverse, base)})`

function describeNotes({ code, base, leftOut }: StatusChart, words: PlanWords): string[] {
  const actions = lower(words, 'action')
  const notes: string[] = []
  if (code === 'sections' && leftOut)
    notes.push(`Not shown: ${countLevel(leftOut, words.section)} further down the plan.`)
  if (code === 'partners') {
    notes.push(
      `${words.action.many} are counted for each partner involved, so the numbers add up to more than ${base}.`,
    )
    if (leftOut) notes.push(`Not shown: ${count(leftOut, 'partner')} with fewer counted ${actions.many}.`)
  }
  return notes
}

function highest(rows: readonly BarRow[], measure: (row: BarRow) => number): BarRow[] {
  const most = Math.max(...rows.map(measure))
  return rows.filter((row) => measure(row) === most)
}
