import type { ReactNode } from 'react'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { Forbidden } from '@/components/page/forbidden-page'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

/**
 * Takes a plan's slug, the page's own address, and a sentence on who may open it; returns the plan for an editor of it, or
 * what the page shows instead. No one signed in is sent to sign in first.
 */
export async function requireEditor(
  slug: string,
  address: string,
  why: string,
): Promise<{ plan: PlanState; refusal?: undefined } | { plan?: undefined; refusal: ReactNode }> {
  const actor = await requireActor(address)
  const plan = await readPlan(slug)
  if (!plan) return { refusal: <MissingInPlan /> }
  if (canEditPlan(actor, plan)) return { plan }
  return { refusal: <Forbidden why={why} editors={await listPlanEditors(slug)} /> }
}
