/** How a plan went from report to report, as a chart. */

import { type StatusChart, viewTrendChart } from '@/lib/domain/charts/status-chart'
import type { Trend } from '@/lib/domain/movement/trend'
import { type HasStatuses, statusesOfBoth } from '@/lib/domain/status/status'
import { formatDate } from '@/lib/format/dates'

/** Takes a plan and its trend; returns its chart: one bar a report, the oldest first. */
export function trendChart(plan: HasStatuses, { points, altered }: Trend): StatusChart {
  return viewTrendChart(
    points.reduce<HasStatuses>((all, point) => statusesOfBoth(point, all), plan),
    points.map(({ code, reference, figuresOf, rollUp, invented }) => ({
      code,
      label: `${reference}, ${formatDate(figuresOf)}`,
      rollUp,
      invented,
    })),
    altered.length,
  )
}
