import { readPlanState, noRecordAt, nothingAt } from '@/lib/api/plan-at'
import { writeActionDetail } from '@/lib/api/action-bodies'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { apiPaths } from '@/lib/api/links'
import { partOf } from '@/lib/api/list-part'
import { today } from '@/lib/clock'
import { momentQuery } from '@/lib/domain/plan/plan-ref'
import { getAction } from '@/lib/queries/plan/action'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { listSameWork, markSameWork } from '@/lib/queries/structure/same-work'
import { type ActionBody, USUAL_HISTORY } from '@/lib/schemas/api'

type Params = { plan: string; action: string }

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Params, ActionBody>(
  'getAction',
  async (params, url) => {
    const planAt = await readPlanState(params.plan, url)
    const day = today()
    const plan = await readPlanInside(planAt)
    if (!plan) throw nothingAt(planAt)
    const action = await getAction(planAt, params.action)
    if (!action) throw await noRecordAt(planAt, 'action', params.action)
    const sameWork = await listSameWork(plan, {
      actionId: action.id,
      achievementIds: action.achievements.map(({ id }) => id),
    })
    const mark = {
      question: JSON.stringify(['updates of an action', action.id, momentQuery(planAt), planAt.report]),
      // What was frozen stays as it is.
      state: planAt.report ? '' : plan.version,
    }
    const { rows, next } = partOf(
      url.searchParams,
      mark,
      action.history,
      ({ id }) => id,
      (query) => apiPaths.action(plan, action.ref, query),
      USUAL_HISTORY,
    )
    return {
      body: writeActionDetail(plan, action, rows, next, sameWork),
      etag: makeEtag(nameState(plan), day, markSameWork(sameWork)),
      next,
    }
  },
)
