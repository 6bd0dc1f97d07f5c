/** Which statuses of a plan were ever used: those stay. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { StatusCode } from '@/lib/domain/status/status'

/** Takes a transaction, or the database, and a plan's id; returns the codes of its statuses that anything on record names. */
export async function readUsedStatuses(
  tx: Prisma.TransactionClient,
  planId: string,
): Promise<ReadonlySet<StatusCode>> {
  // What was printed names statuses, and ratings that look alike: it is rather taken for used once too often.
  const rows = await tx.$queryRaw<{ code: string }[]>`
    SELECT s.code FROM plan_status s WHERE s.plan_id = ${planId}::uuid AND (
      EXISTS (SELECT 1 FROM progress_update u WHERE u.plan_id = s.plan_id AND u.status = s.code)
      OR EXISTS (SELECT 1 FROM rating_dispute d WHERE d.plan_id = s.plan_id AND d.status = s.code)
      OR EXISTS (SELECT 1 FROM printed_report p WHERE p.plan_id = s.plan_id AND p.figures::text LIKE '%"' || s.code || '"%'))`
  return new Set(rows.map(({ code }) => code))
}

/** Takes a plan that its editor reads; returns which of its statuses were used, and whether anything was recorded. */
export async function listUsedStatuses({ id }: Pick<PlanState, 'id'>) {
  const [used, isAnything] = await Promise.all([readUsedStatuses(db, id), isAnythingRecorded(db, id)])
  return { used, isAnythingRecorded: isAnything }
}

/** Takes the same; returns whether anything is on record that a status counts in: an update, a rating, a report. */
export async function isAnythingRecorded(tx: Prisma.TransactionClient, planId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM progress_update WHERE plan_id = ${planId}::uuid)
      OR EXISTS (SELECT 1 FROM rating_dispute WHERE plan_id = ${planId}::uuid)
      OR EXISTS (SELECT 1 FROM section_assessment WHERE plan_id = ${planId}::uuid)
      OR EXISTS (SELECT 1 FROM printed_report WHERE plan_id = ${planId}::uuid)
      OR EXISTS (SELECT 1 FROM snapshot WHERE plan_id = ${planId}::uuid) AS found`
  return row?.found ?? false
}
