import type { ReactNode } from 'react'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { Forbidden } from '@/components/ui/forbidden-page'
import { requireActor } from '@/lib/auth/require'
import { NOT_YOURS_TO_DRAFT } from '@/lib/mutations/refusals'
import { listHelpers } from '@/lib/queries/people/plan-editors'
import type { Opened } from '@/lib/queries/load-result'

/**
 * Takes a plan's slug, the page's own address and what reads what the page shows; returns that for an editor of the plan, or
 * what the page shows instead. Nobody signed in is sent to sign in first.
 */
export async function openDraft<T>(
  slug: string,
  address: string,
  read: () => Promise<Opened<T>>,
): Promise<
  | { found: Extract<Opened<T>, { kind: 'open' }>; refusal?: undefined }
  | { found?: undefined; refusal: ReactNode }
> {
  await requireActor(address)
  const found = await read()
  if (found.kind === 'missing') return { refusal: <MissingInPlan /> }
  if (found.kind === 'forbidden')
    return { refusal: <Forbidden why={NOT_YOURS_TO_DRAFT} helpers={await listHelpers(slug)} /> }
  return { found: found as Extract<Opened<T>, { kind: 'open' }> }
}
