/** How do all plans that someone may read stand together? */

import 'server-only'
import { today } from '@/lib/clock'
import { currentActor } from '@/lib/auth/actor'
import { type ListedBoardRequest, listAsAt } from '@/lib/domain/board/board-requests'
import {
  type AllPlansView,
  keyOfPart,
  type SharedOfficer,
  sharedOfficers,
  viewAllPlans,
} from '@/lib/domain/overview/all-plans'
import { type Page, paginate } from '@/lib/domain/paging'
import { canEditPlan, canSeeInside } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readBoardRequests } from '@/lib/queries/board/board-requests'
import { peopleOf } from '@/lib/queries/board/request-pages'
import { readNames } from '@/lib/queries/people/people'
import { getTeam } from '@/lib/queries/periods/team'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listPlanNames, type PlanName } from './plans'

/** So many plans are read at a time: each is read whole. */
const PLANS_AT_ONCE = 10

/** What is due in several plans, as far as whoever asks sees it on the pages of each. */
export interface DueInPlans {
  /** Null for those who edit none of the plans. */
  readonly officers: readonly SharedOfficer[] | null
  /** How many updates are due on the work of each partner in a plan that the reader edits, by keyOfPart. */
  readonly partners: ReadonlyMap<string, number>
  /** Open ones, by when they are due; null for those who are a member of none of the plans. */
  readonly requests: readonly { readonly plan: PlanState; readonly request: ListedBoardRequest }[] | null
  /** Of those who are to answer. */
  readonly names: ReadonlyMap<string, string>
}

interface AllPlansPage extends AllPlansView {
  readonly page: Page<PlanName>
  readonly due: DueInPlans
}

/** Takes the number of a page, from 1 up; returns its plans together, by title. */
export async function getAllPlans(page: number): Promise<AllPlansPage> {
  const names = paginate(await listPlanNames(), page, PLANS_AT_ONCE)
  const read = await Promise.all(names.rows.map(({ slug }) => readPlan({ slug })))
  const plans = read.filter((plan) => plan !== null)
  return { page: names, due: await readDue(plans), ...viewAllPlans(plans, today()) }
}

async function readDue(plans: readonly PlanState[]): Promise<DueInPlans> {
  const actor = await currentActor()
  const edited = plans.filter((plan) => canEditPlan(actor, plan))
  const teams = await Promise.all(edited.map(async (plan) => ({ plan, ...(await getTeam(plan)) })))
  const inside = plans.filter((plan) => canSeeInside(actor, plan))
  const requests = await Promise.all(
    inside.map(async (plan) =>
      listAsAt(await readBoardRequests(plan.id), today())
        .filter(({ standing }) => standing === 'open')
        .map((request) => ({ plan, request })),
    ),
  )
  const open = requests
    .flat()
    .toSorted((a, b) => (a.request.owed.dueOn ?? '9999').localeCompare(b.request.owed.dueOn ?? '9999'))
  return {
    officers: edited.length ? sharedOfficers(teams) : null,
    partners: new Map(
      teams.flatMap(({ plan, partners }) =>
        partners.map(
          ({ key, progress }) => [keyOfPart(plan, key), progress.due - progress.reported] as const,
        ),
      ),
    ),
    requests: inside.length ? open : null,
    names: await readNames(peopleOf(open.map(({ request }) => request))),
  }
}
