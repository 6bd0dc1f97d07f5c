/** Who may open a page of a plan, and what others are shown instead. */

import type { ReactNode } from 'react'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { Forbidden } from '@/components/page/forbidden-page'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { LoadResult } from '@/lib/queries/load-result'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'

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
  const plan = await readPlanInside(slug)
  if (!plan) return { refusal: <MissingInPlan /> }
  if (canEditPlan(actor, plan)) return { plan }
  return { refusal: <Forbidden why={why} editors={await listPlanEditors(slug)} /> }
}

/**
 * Takes a plan's slug, the page's own address, a sentence on who may open it, and what reads the page; returns what was read,
 * or what the page shows instead. No one signed in is sent to sign in first.
 */
export async function requireMember<T>(
  slug: string,
  address: string,
  why: string,
  read: () => Promise<LoadResult<T>>,
): Promise<{ open: T; refusal?: undefined } | { open?: undefined; refusal: ReactNode }> {
  await requireActor(address)
  const opened = await read()
  if (opened.kind === 'open') return { open: opened }
  if (opened.kind === 'missing') return { refusal: <MissingInPlan /> }
  return { refusal: <Forbidden why={why} editors={await listPlanEditors(slug)} /> }
}

/** What a page about the structure of a plan shows someone who can read the plan and does not manage it. */
export async function EditorsOnly({ slug }: { slug: string }) {
  return (
    <Forbidden
      why="Only editors of this plan can change its structure."
      editors={await listPlanEditors(slug)}
    />
  )
}
