/** How do all plans that someone may read stand together? */

import 'server-only'
import { today } from '@/lib/clock'
import { type AllPlansView, viewAllPlans } from '@/lib/domain/overview/all-plans'
import { type Page, paginate } from '@/lib/domain/paging'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listPlanNames, type PlanName } from './plans'

/** So many plans are read at a time: each is read whole. */
const PLANS_AT_ONCE = 10

interface AllPlansPage extends AllPlansView {
  readonly page: Page<PlanName>
}

/** Takes the number of a page, from 1 up; returns its plans together, by title. */
export async function getAllPlans(page: number): Promise<AllPlansPage> {
  const names = paginate(await listPlanNames(), page, PLANS_AT_ONCE)
  const plans = await Promise.all(names.rows.map(({ slug }) => readPlan({ slug })))
  return {
    page: names,
    ...viewAllPlans(
      plans.filter((plan) => plan !== null),
      today(),
    ),
  }
}
