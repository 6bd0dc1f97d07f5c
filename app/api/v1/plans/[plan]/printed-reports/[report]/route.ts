import { readPlanAtOf } from '@/lib/api/plan-at'
import { writePrintedReport } from '@/lib/api/printed-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { today } from '@/lib/clock'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getPrintedReport } from '@/lib/queries/printed/printed-reports'
import type { PrintedReportBody } from '@/lib/schemas/api'

type Params = { plan: string; report: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, PrintedReportBody>(
  'getPrintedReport',
  async (params, url) => {
    const day = today()
    const planAt = readPlanAtOf(params.plan, url)
    const plan = await readPlan(planAt)
    if (!plan) throw new NotFoundError('plan', params.plan)
    const found = await getPrintedReport(planAt, params.report)
    if (!found) throw new NotFoundError('printed report', params.report)
    return { body: writePrintedReport(planAt, found), etag: makeEtag(nameState(plan), day) }
  },
)
