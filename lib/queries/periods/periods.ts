/** A plan's reporting periods. */

import 'server-only'
import { db } from '@/lib/db'
import type { Period } from '@/lib/domain/periods/periods'
import { isoDate } from '@/lib/queries/iso-date'

/** Takes the id of a plan that its reader may see inside of; returns its periods, the first to open first. */
export async function listPeriods(planId: string): Promise<Period[]> {
  const rows = await db.reportingPeriod.findMany({
    where: { planId },
    orderBy: { opensOn: 'asc' },
    select: { id: true, name: true, opensOn: true, dueOn: true, closesOn: true },
  })
  return rows.map(({ opensOn, dueOn, closesOn, ...row }) => ({
    ...row,
    opensOn: isoDate(opensOn),
    dueOn: isoDate(dueOn),
    closesOn: isoDate(closesOn),
  }))
}
