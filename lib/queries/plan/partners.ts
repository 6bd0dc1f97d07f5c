/** Who has a part in the plan, and how does their part stand? */

import 'server-only'
import { today } from '@/lib/clock'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type PartnerRow, type PartnerView, viewPartner, viewPartners } from '@/lib/domain/plan/partner-views'
import { type StatusChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

interface PartnersPage {
  readonly plan: PlanState
  readonly partners: readonly PartnerRow[]
  readonly chart: StatusChart
}

/** Takes a plan's place; returns its partners, the most involved first, with their chart, or null when there is no such plan. */
export async function listPartners(planAt: PlanRef): Promise<PartnersPage | null> {
  const plan = await readPlan(planAt)
  if (!plan) return null
  const day = plan.asAt ?? today()
  return { plan, partners: viewPartners(plan), chart: viewStatusChart(plan, 'partners', day) }
}

/** Takes a plan's place and a partner's code; returns the partner, or null when there is no such plan or partner. */
export async function getPartner(
  planAt: PlanRef,
  code: string,
): Promise<{ plan: PlanState; partner: PartnerView } | null> {
  const plan = await readPlan(planAt)
  const partner = plan?.partners.find((one) => one.code === code)
  return plan && partner ? { plan, partner: viewPartner(plan, partner) } : null
}
