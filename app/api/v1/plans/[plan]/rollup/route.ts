import { askedState, nothingAt } from '@/lib/api/asked-place'
import { writeRollUp } from '@/lib/api/bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { today } from '@/lib/clock'
import { getOverview } from '@/lib/queries/plan/overview'
import type { RollUpBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, RollUpBody>(
  'getRollUp',
  async (params, url) => {
    const day = today()
    const place = await askedState(params.plan, url)
    const found = await getOverview(place)
    if (!found) throw nothingAt(place)
    return { body: writeRollUp(found.plan, found.overview), etag: makeEtag(nameState(found.plan), day) }
  },
)
