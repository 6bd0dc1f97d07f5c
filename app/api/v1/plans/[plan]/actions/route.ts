import { readPlanState, nothingAt } from '@/lib/api/plan-at'
import { writeActions } from '@/lib/api/action-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { apiPaths } from '@/lib/api/links'
import { partOf } from '@/lib/api/list-part'
import { BadParameterError } from '@/lib/api/problem'
import { today } from '@/lib/clock'
import { momentQuery } from '@/lib/domain/plan/plan-ref'
import { findActions } from '@/lib/queries/plan/actions'
import { describeRefused, toQuery } from '@/lib/schemas/plan/action-filter'
import type { ActionListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, ActionListBody>(
  'listActions',
  async (params, url) => {
    const { searchParams } = url
    const planAt = await readPlanState(params.plan, url)
    // Some filters are about what is late today.
    const day = today()
    const found = await findActions(planAt, searchParams)
    if (!found) throw nothingAt(planAt)
    const { plan, filter, sort, notices } = found
    const [problem] = describeRefused(notices)
    if (problem !== undefined) throw new BadParameterError(notices[0]?.parameter ?? '', problem)
    const mark = {
      question: JSON.stringify([toQuery(filter, sort), momentQuery(planAt), planAt.report]),
      // What was frozen stays as it is.
      state: planAt.report ? '' : `${plan.version} ${day}`,
    }
    const { rows, next } = partOf(
      searchParams,
      mark,
      found.actions,
      ({ ref }) => ref,
      (query) => apiPaths.actions(plan, { ...toQuery(filter, sort), ...query }),
    )
    return { body: writeActions(found, rows, next), etag: makeEtag(nameState(plan)), next }
  },
)
