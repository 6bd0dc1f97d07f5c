import { StatusSwatch } from '@/components/status/status-tag'
import { type PlanRef, type PlanAt, splitPlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { stackBars } from '@/lib/format/charts/stacked-bars'
import { BUCKETS, bucketLabel } from '@/lib/domain/status/status'
import type { ChartCode, StatusChart as Chart } from '@/lib/domain/charts/status-chart'
import { chartTable } from '@/lib/format/plan/chart-table'
import { CHART_FORMATS, describeChart } from '@/lib/format/charts/chart-words'
import { paths } from '@/lib/paths'
import { BarMarks } from '@/components/status/bar-marks'
import { ChartFrame } from './chart-frame'
import { InteractiveStackedBars } from './interactive-stacked-bars'
import { describeShares } from '@/lib/format/words'

/** The height of a bar; px. */
const BAR_HEIGHT = 30

interface Props {
  readonly plan: PlanAt & { readonly words: PlanWords }
  readonly chart: Chart
  readonly headingLevel?: 2 | 3
}

/** A plan's actions by status, one stacked bar for each pillar, partner, timescale or report. */
export function StatusChart({ plan, chart, headingLevel = 2 }: Props) {
  const described = describeChart(chart, plan.words)
  const { rowWord, ...words } = described
  const bars = stackBars(chart.rows, chart.scale)
  const buckets = BUCKETS.filter((bucket) => chart.rows.some(({ rollUp }) => rollUp.counts[bucket] > 0))
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
            <StatusSwatch bucket={bucket} />
            {bucketLabel(bucket)}
          </li>
        ))}
      </ul>
      <InteractiveStackedBars
        name={`${words.title}. Arrow keys read each ${rowWord.toLowerCase()}.`}
        barHeight={BAR_HEIGHT}
        bars={bars.map(({ row, segments }) => ({
          label: row.label,
          base: row.rollUp.base,
          segments: segments.map(({ bucket, count, size }) => ({ bucket, count, size })),
        }))}
      >
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
                role="img"
                aria-label={describeShares(row.rollUp)}
                focusable="false"
              >
                <BarMarks segments={segments} height={BAR_HEIGHT} withCounts />
              </svg>
            </li>
          ))}
        </ol>
      </InteractiveStackedBars>
    </ChartFrame>
  )
}

function addressOf(plan: PlanRef, chart: ChartCode, code: string): string {
  if (chart === 'trend') return paths.report(splitPlanAt(plan).slug, code)
  if (chart === 'pillars') return paths.pillar(plan, code)
  return chart === 'partners'
    ? paths.partner(plan, code)
    : paths.actions(plan, { timescale: code, counted: 'yes' })
}
