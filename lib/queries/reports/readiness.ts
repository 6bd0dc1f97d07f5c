/** What is missing or stale before a report is issued? */

import 'server-only'
import type { IsoDate } from '@/lib/domain/dates'
import { type Dispute, openDisputes } from '@/lib/domain/board/disputes'
import { type UpdateDueRow, viewUpdatesDue } from '@/lib/domain/periods/updates-due-rows'
import { lastPeriod, openPeriod, type Period } from '@/lib/domain/periods/periods'
import type { PlanState } from '@/lib/domain/plan/plan'
import { findGaps, type Gap } from '@/lib/domain/reports/readiness'
import { readDisputes } from '@/lib/queries/board/disputes'
import { readReporting } from '@/lib/queries/periods/reporting'

/**
 * Takes a plan as at a day, which its reader may see inside of, and today's date; returns its gaps. What is owed and what
 * waits is that of today: it is what the editor can still do something about.
 */
export async function readGaps(plan: PlanState, day: IsoDate): Promise<Gap[]> {
  const [{ rows }, disputes] = await Promise.all([readUpdatesDue(plan, day), readDisputes(plan.id)])
  return gapsAmong(plan, rows, disputes)
}

/** Takes a plan as at a day, its updates due and its disputes; returns its gaps. */
export function gapsAmong(
  plan: PlanState,
  updatesDue: readonly UpdateDueRow[],
  disputes: readonly Dispute[],
): Gap[] {
  const { asAt } = plan
  if (asAt === null) throw new Error('A report is as at a day')
  return findGaps(
    { ...plan, asAt },
    updatesDue.map(({ ref, isSilent, pending }) => ({ ref, isSilent, isWaiting: pending === 'waiting' })),
    openDisputes(disputes, asAt).map(({ about }) => about),
  )
}

/**
 * Takes a plan as at a day, which its reader may see inside of, and today's date; returns what is owed in the period that is
 * open or was the last, and that period; nothing of a day that has passed.
 */
export async function readUpdatesDue(
  plan: PlanState,
  day: IsoDate,
): Promise<{ period: Period | null; rows: UpdateDueRow[] }> {
  if (plan.asAt !== day) return { period: null, rows: [] }
  const reporting = await readReporting(plan.id, day)
  const period = openPeriod(reporting.periods, day) ?? lastPeriod(reporting.periods, day)
  return { period, rows: viewUpdatesDue(plan, reporting, period, day) }
}
