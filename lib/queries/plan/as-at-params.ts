/** As at which day, or as which report froze it, is the plan asked for? */

import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { today } from '@/lib/clock'
import { NOW, type PlanAt } from '@/lib/domain/plan/plan-ref'
import { MOMENT_HEADER } from '@/lib/http/moment-header'
import { readMoment } from '@/lib/schemas/plan/moment'

const readAsAtHeader = async () => new URLSearchParams((await headers()).get(MOMENT_HEADER) ?? '')

/** Returns the moment and the report that the address of the current request asks for, or what is wrong with its dates. */
export const readAsAtParams = cache(async () => readMoment(await readAsAtHeader(), today()))

/** Returns the code of the report whose own page, or verification, the current request asks for; null for any other page. */
export async function readReportParam(): Promise<string | null> {
  return (await readAsAtHeader()).get('around')
}

/**
 * Takes a plan's slug; returns the plan at the moment that the current request asks for, or as the report it asks for froze
 * it. Where its dates make no sense that is now, and the plan's layout shows what is wrong instead of the page.
 */
export async function readPlanAt(slug: string): Promise<PlanAt> {
  const { moment = NOW, report = null } = await readAsAtParams()
  return { slug, ...moment, report }
}
