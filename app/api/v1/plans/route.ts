import { writePlans } from '@/lib/api/plan-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { listPlans } from '@/lib/queries/plan/plans'
import type { PlanListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Record<never, never>, PlanListBody>(
  'listPlans',
  async () => {
    const plans = await listPlans()
    return {
      body: writePlans(plans),
      etag: makeEtag(nameState(...plans)),
    }
  },
)
