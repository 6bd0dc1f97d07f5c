import { askedState, noRecordAt, nothingAt } from '@/lib/api/asked-place'
import { writeSection } from '@/lib/api/bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getSection } from '@/lib/queries/plan/section'
import type { SectionBody } from '@/lib/schemas/api'

type Params = { plan: string; section: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, SectionBody>(
  'getSection',
  async (params, url) => {
    const place = await askedState(params.plan, url)
    const plan = await readPlan(place)
    if (!plan) throw nothingAt(place)
    const section = await getSection(place, params.section)
    if (!section) throw await noRecordAt(place, 'section', params.section)
    return { body: writeSection(plan, section), etag: makeEtag(nameState(plan)) }
  },
)
