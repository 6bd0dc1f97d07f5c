import { askedPlace } from '@/lib/api/asked-place'
import { writePlan } from '@/lib/api/bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state'
import type { PlanBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, PlanBody>(
  async (params, url) => {
    const plan = await readPlan(askedPlace(params.plan, url))
    if (!plan) throw new NotFoundError('plan', params.plan)
    return { body: writePlan(plan), etag: makeEtag(nameState(plan)) }
  },
)
