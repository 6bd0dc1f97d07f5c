/** What is missing or stale before a report is issued? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import type { IsoDate } from '@/lib/domain/dates'
import { openDisputes } from '@/lib/domain/disputes'
import { viewDuties } from '@/lib/domain/duty-rows'
import { lastPeriod, openPeriod } from '@/lib/domain/periods'
import { canEditPlan } from '@/lib/domain/permissions'
import type { PlanState } from '@/lib/domain/plan'
import { findGaps, type Gap } from '@/lib/domain/readiness'
import { readDisputes } from './disputes'
import { readPlan } from './plan-state'
import { readReporting } from './reporting'

/**
 * Takes a plan as at a day, which its reader may see inside of, and today's date; returns its gaps. What is owed and what
 * waits is that of today: it is what the editor can still do something about.
 */
export async function readGaps(plan: PlanState, day: IsoDate): Promise<Gap[]> {
  const { asAt } = plan
  if (asAt === null) throw new Error('A report is as at a day')
  const reporting = await readReporting(plan.id, day)
  const period = openPeriod(reporting.periods, day) ?? lastPeriod(reporting.periods, day)
  const duties = asAt === day ? viewDuties(plan, reporting, period, day) : []
  const disputes = openDisputes(await readDisputes(plan.id), asAt)
  return findGaps(
    { ...plan, asAt },
    duties.map(({ ref, duty, unsettled }) => ({ ref, duty, isWaiting: unsettled === 'waiting' })),
    disputes.map(({ about }) => about),
  )
}

/** Takes a plan's slug and a day, today or earlier; returns the gaps of the plan as at that day, none for those who do not edit it. */
export async function getGaps(slug: string, asAt: IsoDate): Promise<Gap[]> {
  const plan = await readPlan({ slug, asAt })
  if (!plan || !canEditPlan(await currentActor(), plan)) return []
  return readGaps(plan, today())
}
