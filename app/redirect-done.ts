import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { DONE_LASTS, doneCookie, packDone } from '@/lib/http/done-cookie'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { env } from '@/lib/env'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

/** Takes the address where a form leads, and what it did, as a sentence that names the thing; goes there, where the sentence is shown. */
export async function redirectDone(page: string, done: string): Promise<never> {
  const jar = await cookies()
  jar.set(doneCookie(env.CAIRN_URL), packDone(page, done), {
    // Nothing secret; the page's own script takes it away once it is shown.
    httpOnly: false,
    secure: env.CAIRN_URL.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
    maxAge: DONE_LASTS,
  })
  redirect(page)
}

/** Takes the slug of a plan that was just written to; returns what it calls its levels. */
export async function wordsOf(slug: string): Promise<PlanWords> {
  const plan = await readPlan(slug)
  if (!plan) throw new NotFoundError('plan', slug)
  return plan.words
}
