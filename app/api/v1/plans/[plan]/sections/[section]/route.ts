import { readPlanState, noRecordAt, nothingAt } from '@/lib/api/plan-at'
import { writeSection } from '@/lib/api/plan-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getSection } from '@/lib/queries/plan/section'
import type { SectionBody } from '@/lib/schemas/api'

type Params = { plan: string; section: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, SectionBody>(
  'getSection',
  async (params, url) => {
    const planAt = await readPlanState(params.plan, url)
    const plan = await readPlan(planAt)
    if (!plan) throw nothingAt(planAt)
    const section = await getSection(planAt, params.section)
    if (!section) throw await noRecordAt(planAt, 'section', params.section)
    return { body: writeSection(plan, section), etag: makeEtag(nameState(plan)) }
  },
)
