import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { writeReport } from '@/lib/api/report-bodies'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getReport } from '@/lib/queries/reports/report'
import type { ReportBody } from '@/lib/schemas/api'

type Params = { plan: string; report: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, ReportBody>(
  'getReport',
  async (params) => {
    const plan = await readPlan(params.plan)
    if (!plan) throw new NotFoundError('plan', params.plan)
    const found = await getReport(params.plan, params.report)
    if (!found) throw new NotFoundError('report', params.report)
    const body = writeReport(params.plan, found)
    // What was done to a document in the database raises no revision.
    return { body, etag: makeEtag(nameState(plan), params.report, String(body.verified)) }
  },
)
