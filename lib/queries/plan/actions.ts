/** The list of a plan's actions, narrowed, sorted and paged. */

import 'server-only'
import { type ActionFilter, type ActionSort, filterActions, sortActions } from '@/lib/domain/plan/action-list'
import { type Page, paginate } from '@/lib/domain/paging'
import { type Invented, inventedAmong } from '@/lib/domain/plan/invented'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanState, PlanSummary } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { type RollUp, rollUp } from '@/lib/domain/status/roll-up'
import { type ActionRow, type CodeAndTitle, viewActionRow } from '@/lib/domain/plan/views'
import {
  type Notice,
  noticePageBeyondEnd,
  ACTION_PARAMETERS,
  noticeUnknownParameters,
  parseActionQuery,
  type RawParams,
} from '@/lib/schemas/plan/action-filter'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { followOldCodes } from '@/lib/queries/plan/moved-address'

/** What passes a filter, before it is cut into pages. */
interface Found {
  readonly plan: PlanSummary
  readonly filter: ActionFilter
  readonly sort: ActionSort
  /** What was ignored of the address. */
  readonly notices: readonly Notice[]
  /** How many actions pass the filter. */
  readonly total: number
  /** The roll-up of those of them that are counted. */
  readonly rollUp: RollUp
  /** What is invented in their statuses. */
  readonly invented: Invented
}

export interface ActionList extends Found, Page<ActionRow> {
  /** What may be chosen, in the plan's order. */
  readonly choices: {
    readonly pillars: readonly CodeAndTitle[]
    readonly sections: readonly CodeAndTitle[]
    readonly partners: readonly CodeAndTitle[]
    readonly timescales: readonly CodeAndTitle[]
  }
}

/** Takes a plan's place and the parameters of the address; returns the page they ask for, or null when there is no such plan. */
export async function listActions(planAt: PlanRef, params: RawParams): Promise<ActionList | null> {
  const plan = await readPlan(planAt)
  if (!plan) return null
  const { page, passing, ...found } = findIn(plan, await followOldCodes(plan, params))
  const paged = paginate(passing, page)
  return {
    ...found,
    ...paged,
    notices: [
      ...noticeUnknownParameters(
        params instanceof URLSearchParams ? params.keys() : Object.keys(params),
        ACTION_PARAMETERS,
      ),
      ...found.notices,
      ...noticePageBeyondEnd(page, paged.pages),
    ],
    choices: {
      pillars: plan.pillars.map(({ code, name }) => ({ code, title: name })),
      sections: plan.sections.map(({ code, title }) => ({ code, title })),
      partners: plan.partners.map(({ code, name }) => ({ code, title: name })),
      timescales: plan.timescales.map(({ code, label }) => ({ code, title: label })),
    },
  }
}

/** All actions that pass a filter, in order. */
export interface FoundActions extends Found {
  readonly passing: readonly ActionRow[]
}

/** Takes a plan's place and the parameters of the address; returns what they ask for, or null when there is no such plan. */
export async function findActions(place: PlanRef, params: URLSearchParams): Promise<FoundActions | null> {
  const plan = await readPlan(place)
  return plan && findIn(plan, await followOldCodes(plan, params))
}

function findIn(plan: PlanState, params: URLSearchParams): FoundActions & { page: number } {
  const index = indexPlan(plan)
  const query = parseActionQuery(plan, params)
  const sorted = sortActions(
    plan.actions.map((action) => viewActionRow(index, action)),
    query.sort,
  )
  const passing = filterActions(sorted, query.filter, plan.words.action.one)
  const counted = passing.filter(({ bucket }) => bucket !== null)
  return {
    ...query,
    plan,
    passing,
    total: passing.length,
    rollUp: rollUp(counted),
    invented: inventedAmong(passing.map(({ basis }) => basis)),
  }
}
