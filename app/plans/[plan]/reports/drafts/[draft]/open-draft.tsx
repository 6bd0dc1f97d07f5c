import type { ReactNode } from 'react'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { Forbidden } from '@/components/page/forbidden-page'
import { requireActor } from '@/lib/auth/require'
import { reportMessages } from '@/lib/format/reports/messages'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import type { LoadResult } from '@/lib/queries/load-result'

/**
 * Takes a plan's slug, the page's own address and what reads what the page shows; returns that for an editor of the plan, or
 * what the page shows instead. No one signed in is sent to sign in first.
 */
export async function openDraft<T>(
  slug: string,
  address: string,
  read: () => Promise<LoadResult<T>>,
): Promise<
  | { found: Extract<LoadResult<T>, { kind: 'open' }>; refusal?: undefined }
  | { found?: undefined; refusal: ReactNode }
> {
  await requireActor(address)
  const found = await read()
  if (found.kind === 'missing') return { refusal: <MissingInPlan /> }
  if (found.kind === 'forbidden')
    return {
      refusal: <Forbidden why={reportMessages.cannotEditDrafts} editors={await listPlanEditors(slug)} />,
    }
  return { found: found as Extract<LoadResult<T>, { kind: 'open' }> }
}
