/** The API's own addresses; those of pages are in lib/paths.ts. Segments are escaped there and here. */

import { momentQuery, type PlanRef, splitPlanAt } from '@/lib/domain/plan/plan-ref'

const ROOT = '/api/v1'
const segment = encodeURIComponent

type Query = Readonly<Record<string, string | readonly string[]>>

function within(plan: PlanRef, below: readonly string[], query: Query = {}): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )
  for (const [name, date] of momentQuery(plan)) search.append(name, date)
  const { slug, report } = splitPlanAt(plan)
  if (report !== null) search.append('report', report)
  const path = [ROOT, 'plans', segment(slug), ...below.map((part) => segment(part))].join('/')
  return `${path}${search.size ? `?${search}` : ''}`
}

/** The lists of a plan that are read in parts, by their place in its address. */
export type ListName =
  'history' | 'partners' | 'timescales' | 'outcomes' | 'due-date-moves' | 'section-ratings' | 'changes'

export const apiPaths = {
  openapi: () => `${ROOT}/openapi.json`,
  plan: (plan: PlanRef) => within(plan, []),
  rollup: (plan: PlanRef) => within(plan, ['rollup']),
  sections: (plan: PlanRef) => within(plan, ['sections']),
  section: (plan: PlanRef, code: string) => within(plan, ['sections', code]),
  actions: (plan: PlanRef, query: Query = {}) => within(plan, ['actions'], query),
  action: (plan: PlanRef, ref: string, query: Query = {}) => within(plan, ['actions', ref], query),
  list: (plan: PlanRef, name: ListName, query: Query = {}) => within(plan, [name], query),
  reports: (plan: string) => within(plan, ['reports']),
  report: (plan: string, code: string) => within(plan, ['reports', code]),
  snapshot: (plan: string, code: string) => within(plan, ['reports', code, 'snapshot']),
  movement: (plan: string, query: Query) => within(plan, ['movement'], query),
  timeSeries: (plan: string) => within(plan, ['time-series']),
  printedReports: (plan: PlanRef) => within(plan, ['printed-reports']),
  printedReport: (plan: PlanRef, code: string) => within(plan, ['printed-reports', code]),
} as const
