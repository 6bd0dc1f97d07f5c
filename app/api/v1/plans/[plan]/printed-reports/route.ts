import { readPlanAtOf } from '@/lib/api/plan-at'
import { writePrintedReports } from '@/lib/api/printed-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { today } from '@/lib/clock'
import { NotFoundError } from '@/lib/errors'
import { listPrintedReports } from '@/lib/queries/printed/printed-reports'
import type { PrintedReportListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, PrintedReportListBody>(
  'listPrintedReports',
  async (params, url) => {
    // Figures of a day to come are compared with today's.
    const day = today()
    const planAt = readPlanAtOf(params.plan, url)
    const found = await listPrintedReports(planAt, null)
    if (!found) throw new NotFoundError('plan', params.plan)
    return { body: writePrintedReports(planAt, found.reports), etag: makeEtag(nameState(found.plan), day) }
  },
)
