/** What moved last in a plan. */

import 'server-only'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { compare, type Side } from '@/lib/domain/movement/movement'
import { type RecentMovement, viewRecentMovement } from '@/lib/domain/movement/recent-movement'
import type { PlanState } from '@/lib/domain/plan/plan'
import { isoDate } from '@/lib/queries/iso-date'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getComparison } from './comparison'

/**
 * Takes a plan that its reader may see; returns what moved since its last report; where nothing moved since, between the last
 * two; where there is no report, since its first update. For a plan that a report froze: since the report before. Null where
 * there is nothing to compare with, and for an earlier day, of which the comparison of reports says nothing.
 */
export async function readRecentMovement(plan: PlanState): Promise<RecentMovement | null> {
  if (plan.report !== null) {
    const view = await getComparison(plan.slug, { from: null, to: plan.report })
    return view?.found ? viewRecentMovement(plan, view.found.comparison, 'thisReport') : null
  }
  if (plan.asAt !== null || plan.knownAt !== null) return null
  const view = await getComparison(plan.slug, { from: null, to: null })
  if (!view?.found) return view?.problem?.kind === 'noReports' ? sinceStart(plan) : null
  const since = viewRecentMovement(plan, view.found.comparison, 'sinceReport')
  if (!since.isNone) return since
  const last = await getComparison(plan.slug, { from: null, to: view.from })
  return last?.found ? viewRecentMovement(plan, last.found.comparison, 'lastReport') : since
}

async function sinceStart(plan: PlanState): Promise<RecentMovement | null> {
  const { _min } = await db.progressUpdate.aggregate({
    // What is waiting or was returned is for those inside only, its day too.
    where: {
      planId: plan.id,
      OR: [{ needsApproval: false }, { decisions: { some: { decision: 'approved' } } }],
    },
    _min: { effectiveOn: true },
  })
  if (!_min.effectiveOn) return null
  const asAt = isoDate(_min.effectiveOn)
  const first = await readPlan({ slug: plan.slug, asAt })
  if (!first || asAt >= today()) return null
  const side = { code: null, reference: null }
  const before: Side = { ...side, plan: first, asAt }
  return viewRecentMovement(plan, compare(before, { ...side, plan, asAt: today() }), 'sinceStart')
}
