import { readPlanState, nothingAt } from '@/lib/api/plan-at'
import { writePlan } from '@/lib/api/plan-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { PlanBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, PlanBody>(
  'getPlan',
  async (params, url) => {
    const planAt = await readPlanState(params.plan, url)
    const plan = await readPlan(planAt)
    if (!plan) throw nothingAt(planAt)
    return { body: writePlan(plan), etag: makeEtag(nameState(plan)) }
  },
)
