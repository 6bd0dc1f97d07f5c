import { readPlanState, noRecordAt, nothingAt } from '@/lib/api/plan-at'
import { writeActionDetail } from '@/lib/api/action-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { today } from '@/lib/clock'
import { getAction } from '@/lib/queries/plan/action'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { ActionBody } from '@/lib/schemas/api'

type Params = { plan: string; action: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, ActionBody>(
  'getAction',
  async (params, url) => {
    const planAt = await readPlanState(params.plan, url)
    const day = today()
    const plan = await readPlan(planAt)
    if (!plan) throw nothingAt(planAt)
    const action = await getAction(planAt, params.action)
    if (!action) throw await noRecordAt(planAt, 'action', params.action)
    return { body: writeActionDetail(plan, action), etag: makeEtag(nameState(plan), day) }
  },
)
