import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { writeTimeSeries } from '@/lib/api/movement-bodies'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readTrend } from '@/lib/queries/movement/trend'
import type { TimeSeriesBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, TimeSeriesBody>(
  'getTimeSeries',
  async (params) => {
    const plan = await readPlan(params.plan)
    if (!plan) throw new NotFoundError('plan', params.plan)
    const trend = await readTrend(plan)
    // A report that was altered in the database leaves the plan's version as it was.
    return {
      body: writeTimeSeries(plan, trend),
      etag: makeEtag(nameState(plan), ...trend.altered.map(encodeURIComponent)),
    }
  },
)
