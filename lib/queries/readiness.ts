/** What is missing or stale before a report is issued? */

import 'server-only'
import type { IsoDate } from '@/lib/domain/dates'
import { viewDuties } from '@/lib/domain/duty-rows'
import { lastPeriod, openPeriod } from '@/lib/domain/periods'
import type { PlanState } from '@/lib/domain/plan'
import { findGaps, type Gap } from '@/lib/domain/readiness'
import { readReporting } from './reporting'

/**
 * Takes a plan as at a day, which its reader may see inside of, and today's date; returns its gaps. What is owed and what
 * waits is that of today: it is what the editor can still do something about.
 */
export async function readGaps(plan: PlanState, today: IsoDate): Promise<Gap[]> {
  const { asAt } = plan
  if (asAt === null) throw new Error('A report is as at a day')
  const reporting = await readReporting(plan.id, today)
  const period = openPeriod(reporting.periods, today) ?? lastPeriod(reporting.periods, today)
  const duties = asAt === today ? viewDuties(plan, reporting, period, today) : []
  return findGaps(
    { ...plan, asAt },
    duties.map(({ ref, duty, unsettled }) => ({ ref, duty, isWaiting: unsettled === 'waiting' })),
  )
}
