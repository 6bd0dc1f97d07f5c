import { askedState, noRecordAt, nothingAt } from '@/lib/api/asked-place'
import { writeActionDetail } from '@/lib/api/bodies'
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
    const place = await askedState(params.plan, url)
    const day = today()
    const plan = await readPlan(place)
    if (!plan) throw nothingAt(place)
    const action = await getAction(place, params.action)
    if (!action) throw await noRecordAt(place, 'action', params.action)
    return { body: writeActionDetail(plan, action), etag: makeEtag(nameState(plan), day) }
  },
)
