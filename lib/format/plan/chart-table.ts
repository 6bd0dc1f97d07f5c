/** The figures of a chart as a table, which stands beside the picture wherever that is shown. */

import type { PlanWords } from '@/lib/domain/plan/plan'
import { countAt, shareOf } from '@/lib/domain/status/roll-up'
import { bucketLabel, bucketsIn } from '@/lib/domain/status/status'
import type { StatusChart } from '@/lib/domain/charts/status-chart'
import type { ChartWords } from '@/lib/format/charts/chart-words'
import { type TableBlock, textCell } from '@/lib/format/plan/plan-blocks'

/** Takes a chart, its words and those of its plan; returns its rows, a column for each status that occurs. */
export function chartTable(chart: StatusChart, words: ChartWords, { action }: PlanWords): TableBlock {
  const buckets = bucketsIn(
    chart,
    chart.rows.map(({ rollUp }) => rollUp),
  )
  const width = Math.floor(78 / (buckets.length + 1))
  const numeric = true
  return {
    kind: 'table',
    id: `figures-${chart.code}`,
    caption: words.subtitle,
    columns: [
      { header: words.rowWord, width: 100 - width * (buckets.length + 1) },
      ...buckets.map((bucket) => ({ header: bucketLabel(chart, bucket), width, numeric })),
      { header: `Counted ${action.many.toLowerCase()}`, width, numeric },
    ],
    rows: chart.rows.map(({ label, rollUp: { base, counts } }) => [
      textCell({ text: label }),
      ...buckets.map((bucket) =>
        textCell({
          text: base ? `${countAt(counts, bucket)} (${shareOf(countAt(counts, bucket), base)})` : '0',
        }),
      ),
      textCell({ text: String(base) }),
    ]),
  }
}
