/** How a plan went from report to report, as a chart. */

import { type StatusChart, viewTrendChart } from '@/lib/domain/status-chart'
import type { Trend } from '@/lib/domain/trend'
import { formatDay } from './dates'

/** Takes a plan's trend; returns its chart: one bar a report, the oldest first. */
export function trendChart({ points, altered }: Trend): StatusChart {
  return viewTrendChart(
    points.map(({ code, reference, asAt, rollUp, invented }) => ({
      ...{ code, label: `${reference}, ${formatDay(asAt)}`, rollUp, invented },
    })),
    altered.length,
  )
}
