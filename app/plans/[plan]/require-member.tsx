import type { ReactNode } from 'react'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { Forbidden } from '@/components/page/forbidden-page'
import { requireActor } from '@/lib/auth/require'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import type { LoadResult } from '@/lib/queries/load-result'

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
