import { askedState, nothingAt } from '@/lib/api/asked-place'
import { writePlan } from '@/lib/api/bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { PlanBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, PlanBody>(
  'getPlan',
  async (params, url) => {
    const place = await askedState(params.plan, url)
    const plan = await readPlan(place)
    if (!plan) throw nothingAt(place)
    return { body: writePlan(plan), etag: makeEtag(nameState(plan)) }
  },
)
