import { readPlanState, nothingAt } from '@/lib/api/plan-at'
import { writeRollUp } from '@/lib/api/plan-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { today } from '@/lib/clock'
import { getPlanFigures } from '@/lib/queries/plan/overview'
import type { RollUpBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, RollUpBody>(
  'getRollUp',
  async (params, url) => {
    const day = today()
    const planAt = await readPlanState(params.plan, url)
    const found = await getPlanFigures(planAt)
    if (!found) throw nothingAt(planAt)
    return { body: writeRollUp(found.plan, found.overview), etag: makeEtag(nameState(found.plan), day) }
  },
)
