/** The actions of a plan that an address asks for: narrowed, sorted, and for the page cut into pages. */

import 'server-only'
import { type ActionFilter, type ActionSort, selectActions } from '@/lib/domain/plan/action-list'
import { type Page, paginate } from '@/lib/domain/paging'
import { type Invented, inventedAmong } from '@/lib/domain/plan/invented'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { isCounted, type RollUp } from '@/lib/domain/status/roll-up'
import { rollUpActions } from '@/lib/domain/plan/views'
import { type ActionRow, type CodeAndTitle, viewActionRow } from '@/lib/domain/plan/action-row'
import {
  type Notice,
  noticePageBeyondEnd,
  ACTION_PARAMETERS,
  noticeUnknownParameters,
  parseActionQuery,
  type RawParams,
} from '@/lib/schemas/plan/action-filter'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { followOldCodes } from '@/lib/queries/plan/moved-address'

/** What an address asks for of a plan. */
export interface FoundActions {
  readonly plan: PlanState
  readonly filter: ActionFilter
  readonly sort: ActionSort
  /** Codes of the plan's own fields that are shown as columns. */
  readonly columns: readonly string[]
  /** The page asked for, from 1 up; whether there is such a page is not known here. */
  readonly page: number
  /** What was ignored of the address. */
  readonly notices: readonly Notice[]
  /** All actions that pass the filter, in order. */
  readonly actions: readonly Action[]
  /** The roll-up of those of them that are counted. */
  readonly rollUp: RollUp
}

export interface ActionList extends Omit<FoundActions, 'actions'>, Page<ActionRow> {
  /** What is invented in the statuses of all that pass the filter. */
  readonly invented: Invented
  /** What may be chosen, in the plan's order. */
  readonly choices: {
    readonly pillars: readonly CodeAndTitle[]
    readonly sections: readonly CodeAndTitle[]
    readonly partners: readonly CodeAndTitle[]
    readonly timescales: readonly CodeAndTitle[]
  }
}

/** Takes a plan's place and the parameters of the address; returns what they ask for, or null when there is no such plan. */
export async function findActions(planAt: PlanRef, params: RawParams): Promise<FoundActions | null> {
  const plan = await readPlanInside(planAt)
  if (!plan) return null
  const query = parseActionQuery(plan, await followOldCodes(plan, params))
  const actions = selectActions(plan, query.filter, query.sort)
  return { ...query, plan, actions, rollUp: rollUpActions(plan, actions.filter(isCounted)) }
}

/** Takes a plan's place and the parameters of the address; returns the page they ask for, or null when there is no such plan. */
export async function listActions(planAt: PlanRef, params: RawParams): Promise<ActionList | null> {
  const query = await findActions(planAt, params)
  if (!query) return null
  const { actions, ...found } = query
  const { plan, page } = found
  const index = indexPlan(plan)
  const { rows, ...paged } = paginate(actions, page)
  return {
    ...found,
    ...paged,
    rows: rows.map((action) => viewActionRow(index, action)),
    invented: inventedAmong(actions.map(({ current }) => current?.basis)),
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
