/** How a plan went, from report to report. */

import 'server-only'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { Trend } from '@/lib/domain/movement/trend'
import { readFrozenFigures } from '@/lib/queries/reports/frozen-plan'
import { listReports } from '@/lib/queries/reports/reports'

/**
 * Takes a plan that its reader may see; returns its trend: over all of its reports, and, for a plan that a report froze, over those
 * up to that one. A report that was corrected is left out, the one that corrects it takes its place.
 */
export async function readTrend({ id, slug, report, asAt }: PlanState): Promise<Trend> {
  const [reports, frozen] = await Promise.all([listReports(slug), readFrozenFigures(id)])
  const figures = new Map(frozen.map((one) => [one.code, one]))
  const shown = reports
    .filter(({ correctedBy }) => correctedBy === null)
    .filter((one) => report === null || one.asAt <= (asAt ?? ''))
    .toReversed()
  const isWhole = (code: string) => figures.get(code)?.faults.length === 0
  return {
    points: shown.flatMap(({ code, reference, asAt: day, figuresOf }) => {
      const found = figures.get(code)
      return found && isWhole(code) ? [{ code, reference, asAt: day, figuresOf, ...found.figures }] : []
    }),
    altered: shown.filter(({ code }) => !isWhole(code)).map(({ reference }) => reference),
  }
}
