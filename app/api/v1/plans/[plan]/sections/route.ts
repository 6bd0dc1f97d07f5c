import { askedState, nothingAt } from '@/lib/api/asked-place'
import { writeSections } from '@/lib/api/bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { SectionListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, SectionListBody>(
  'listSections',
  async (params, url) => {
    const place = await askedState(params.plan, url)
    const plan = await readPlan(place)
    if (!plan) throw nothingAt(place)
    return { body: writeSections(plan), etag: makeEtag(nameState(plan)) }
  },
)
