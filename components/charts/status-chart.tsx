import { StatusSwatch } from '@/components/status/status-tag'
import { type PlanRef, type PlanAt, splitPlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { stackBars } from '@/lib/format/charts/stacked-bars'
import { bucketLabel, bucketsIn, type HasStatuses, meaningOf } from '@/lib/domain/status/status'
import type { ChartCode, StatusChart as Chart } from '@/lib/domain/charts/status-chart'
import { chartTable } from '@/lib/format/plan/chart-table'
import { CHART_FORMATS, describeChart } from '@/lib/format/charts/chart-words'
import { paths } from '@/lib/paths'
import { BarMarks } from '@/components/status/bar-marks'
import { ChartFrame } from './chart-frame'
import { InteractiveStackedBars } from './interactive-stacked-bars'
import { describeSegment, describeShares } from '@/lib/format/words'

/** The height of a bar; px. */
const BAR_HEIGHT = 30
/** A chart of so many segments is live, and each of them can be reached by keyboard. */
const MOST_LIVE = 40

interface Props {
  readonly plan: PlanAt & HasStatuses & { readonly words: PlanWords }
  readonly chart: Chart
  readonly headingLevel?: 2 | 3
  /** Whether it is never live: with a live chart its page is sent with all of its data a second time, for scripts. */
  readonly isStill?: boolean
}

/** A plan's actions by status, one stacked bar for each pillar, section, partner, timescale or report. */
export function StatusChart({ plan, chart, headingLevel = 2, isStill = false }: Props) {
  const described = describeChart(chart, plan.words)
  const { rowWord, ...words } = described
  const bars = stackBars(chart)
  // Beyond that, the way past them by keyboard would be long; the name of each row leads to the same.
  const isSmall = bars.reduce((total, { segments }) => total + segments.length, 0) <= MOST_LIVE
  const buckets = bucketsIn(
    chart,
    chart.rows.map(({ rollUp }) => rollUp),
  )
  const rows = (
    <ol className="chart__rows">
      {bars.map(({ row, segments }) => (
        <li className="chart__row" key={row.code}>
          <a className="chart__label" href={addressOf(plan, chart.code, row.code)}>
            {row.label}
          </a>
          <span className="chart__base">of {row.rollUp.base}</span>
          <svg
            className={segments.length ? 'chart__bar' : 'chart__bar chart__bar--empty'}
            width="100%"
            height={BAR_HEIGHT}
            focusable="false"
            {...(isSmall
              ? { role: 'group', 'aria-label': describeShares(row.rollUp) }
              : { 'aria-hidden': true })}
          >
            <BarMarks
              segments={segments}
              height={BAR_HEIGHT}
              withCounts
              linkOf={({ bucket, count }) => ({
                href: paths.withStatus(rowsOf(plan, chart.code, row.code), bucket),
                name: `${row.label}, ${describeSegment(chart, bucket, count, row.rollUp.base, plan.words.action)}`,
                isTabStop: isSmall,
              })}
            />
          </svg>
          {!isSmall && <span className="visually-hidden">{describeShares(row.rollUp)}</span>}
        </li>
      ))}
    </ol>
  )
  return (
    <ChartFrame
      id={`chart-${chart.code}`}
      {...words}
      headingLevel={headingLevel}
      plan={plan}
      table={chartTable(chart, described, plan.words)}
      downloads={CHART_FORMATS.map((format) => ({
        format: format.toUpperCase(),
        href: paths.chart(plan, chart.code, format),
      }))}
    >
      <ul className="chart__legend" aria-label="What the colours and patterns mean">
        {buckets.map((bucket) => (
          <li key={bucket}>
            <StatusSwatch meaning={meaningOf(chart, bucket)} />
            {chart.code === 'trend' ? (
              bucketLabel(chart, bucket)
            ) : (
              <a href={paths.withStatus(paths.actions(plan, { counted: 'yes' }), bucket)}>
                {bucketLabel(chart, bucket)}
              </a>
            )}
          </li>
        ))}
      </ul>
      {isSmall && !isStill ? (
        <InteractiveStackedBars
          name={`${words.title}. Arrow keys read each ${rowWord.toLowerCase()}.`}
          barHeight={BAR_HEIGHT}
          buckets={buckets}
          bars={bars.map(({ row, segments }) => ({
            label: row.label,
            base: row.rollUp.base,
            rows: rowsOf(plan, chart.code, row.code),
            segments: segments.map(({ bucket, label, meaning, count, size }) => ({
              bucket,
              label,
              meaning,
              count,
              size,
            })),
          }))}
        >
          {rows}
        </InteractiveStackedBars>
      ) : (
        <div className="chart__plot">{rows}</div>
      )}
    </ChartFrame>
  )
}

/** Where the actions of a row are listed. */
function rowsOf(plan: PlanRef, chart: ChartCode, code: string): string {
  if (chart === 'trend')
    return paths.actions({ slug: splitPlanAt(plan).slug, report: code }, { counted: 'yes' })
  const name = chart.replace(/s$/, '')
  return paths.actions(plan, { [name]: code, counted: 'yes' })
}

function addressOf(plan: PlanRef, chart: ChartCode, code: string): string {
  if (chart === 'trend') return paths.report(splitPlanAt(plan).slug, code)
  if (chart === 'pillars') return paths.pillar(plan, code)
  if (chart === 'sections') return paths.section(plan, code)
  return chart === 'partners'
    ? paths.partner(plan, code)
    : paths.actions(plan, { timescale: code, counted: 'yes' })
}
