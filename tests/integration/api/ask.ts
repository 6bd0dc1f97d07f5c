/** Asking the API as its description says, without a server. */

import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { z } from 'zod'
import { GET as getNowhere } from '@/app/api/[...path]/route'
import { GET as getOpenApi } from '@/app/api/v1/openapi.json/route'
import { GET as getAction } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as listActions } from '@/app/api/v1/plans/[plan]/actions/route'
import { GET as getMovement } from '@/app/api/v1/plans/[plan]/movement/route'
import { GET as getPrintedReport } from '@/app/api/v1/plans/[plan]/printed-reports/[report]/route'
import { GET as listPrintedReports } from '@/app/api/v1/plans/[plan]/printed-reports/route'
import { GET as getReport } from '@/app/api/v1/plans/[plan]/reports/[report]/route'
import { GET as getSnapshot } from '@/app/api/v1/plans/[plan]/reports/[report]/snapshot/route'
import { GET as listReports } from '@/app/api/v1/plans/[plan]/reports/route'
import { GET as getRollUp } from '@/app/api/v1/plans/[plan]/rollup/route'
import { GET as getPlan } from '@/app/api/v1/plans/[plan]/route'
import { GET as getSection } from '@/app/api/v1/plans/[plan]/sections/[section]/route'
import { GET as listSections } from '@/app/api/v1/plans/[plan]/sections/route'
import { GET as getTimeSeries } from '@/app/api/v1/plans/[plan]/time-series/route'
import { GET as listChanges } from '@/app/api/v1/plans/[plan]/changes/route'
import { GET as listDueDateMoves } from '@/app/api/v1/plans/[plan]/due-date-moves/route'
import { GET as listHistory } from '@/app/api/v1/plans/[plan]/history/route'
import { GET as listOutcomes } from '@/app/api/v1/plans/[plan]/outcomes/route'
import { GET as listPartners } from '@/app/api/v1/plans/[plan]/partners/route'
import { GET as listSectionRatings } from '@/app/api/v1/plans/[plan]/section-ratings/route'
import { GET as getTimeSeriesCsv } from '@/app/api/v1/plans/[plan]/time-series.csv/route'
import { GET as listTimescales } from '@/app/api/v1/plans/[plan]/timescales/route'
import { GET as listPlans } from '@/app/api/v1/plans/route'
import {
  actionBody,
  actionListBody,
  changeLogBody,
  dueDateMoveListBody,
  historyBody,
  outcomeListBody,
  partnerListBody,
  sectionRatingListBody,
  timescaleListBody,
  movementBody,
  planBody,
  planListBody,
  printedReportBody,
  printedReportListBody,
  problemBody,
  reportBody,
  reportListBody,
  rollUpBody,
  sectionBody,
  sectionListBody,
  snapshotBody,
  timeSeriesBody,
} from '@/lib/schemas/api'

export const ROUTES: Record<string, { get: typeof getPlan; body: z.ZodType | null }> = {
  '/api/v1/plans': { get: listPlans, body: planListBody },
  '/api/v1/plans/{plan}': { get: getPlan, body: planBody },
  '/api/v1/plans/{plan}/rollup': { get: getRollUp, body: rollUpBody },
  '/api/v1/plans/{plan}/sections': { get: listSections, body: sectionListBody },
  '/api/v1/plans/{plan}/sections/{section}': { get: getSection, body: sectionBody },
  '/api/v1/plans/{plan}/actions': { get: listActions, body: actionListBody },
  '/api/v1/plans/{plan}/actions/{action}': { get: getAction, body: actionBody },
  '/api/v1/plans/{plan}/reports': { get: listReports, body: reportListBody },
  '/api/v1/plans/{plan}/reports/{report}': { get: getReport, body: reportBody },
  '/api/v1/plans/{plan}/reports/{report}/snapshot': { get: getSnapshot, body: snapshotBody },
  '/api/v1/plans/{plan}/movement': { get: getMovement, body: movementBody },
  '/api/v1/plans/{plan}/time-series': { get: getTimeSeries, body: timeSeriesBody },
  '/api/v1/plans/{plan}/time-series.csv': { get: getTimeSeriesCsv, body: null },
  '/api/v1/plans/{plan}/history': { get: listHistory, body: historyBody },
  '/api/v1/plans/{plan}/due-date-moves': { get: listDueDateMoves, body: dueDateMoveListBody },
  '/api/v1/plans/{plan}/section-ratings': { get: listSectionRatings, body: sectionRatingListBody },
  '/api/v1/plans/{plan}/partners': { get: listPartners, body: partnerListBody },
  '/api/v1/plans/{plan}/timescales': { get: listTimescales, body: timescaleListBody },
  '/api/v1/plans/{plan}/outcomes': { get: listOutcomes, body: outcomeListBody },
  '/api/v1/plans/{plan}/changes': { get: listChanges, body: changeLogBody },
  '/api/v1/plans/{plan}/printed-reports': { get: listPrintedReports, body: printedReportListBody },
  '/api/v1/plans/{plan}/printed-reports/{report}': { get: getPrintedReport, body: printedReportBody },
  '/api/v1/openapi.json': { get: getOpenApi, body: null },
}

export const PLAN = '/api/v1/plans/mental-health-workforce'
export const CONTACT = { name: 'Us', url: 'https://cairn.example/' }
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Asks the route that the API's description names for this address, as Next would. */
export async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(address, 'http://localhost')
  for (const [path, route] of Object.entries(ROUTES)) {
    const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const found = pattern.exec(url.pathname)
    if (!found) continue
    const params = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
    return route.get(new Request(url, { headers }), { params: Promise.resolve(params) })
  }
  return getNowhere(new Request(url, { headers }), { params: Promise.resolve({}) })
}

export async function read<S extends z.ZodType>(schema: S, address: string): Promise<z.infer<S>> {
  const response = await get(address)
  expect(response.status).toBe(200)
  return schema.parse(await response.json())
}

export async function refusal(address: string) {
  const response = await get(address)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  const problem = problemBody.parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}
