import 'server-only'
import { db } from '@/lib/db'
import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import type { Compared } from '@/lib/schemas/updates/progress-report'
import type { ReportedAction } from './sent-updates'

/**
 * Takes a plan's id, an action and what was compared; returns who said last what a form did not show, and when: the newest update, or the
 * newest move of the expected date.
 */
export async function readMeanwhile(
  planId: string,
  action: Pick<ReportedAction, 'id' | 'latest'>,
  compared: Compared,
): Promise<Meanwhile> {
  const move =
    compared === 'due'
      ? await db.dueDateMove.findFirst({
          where: { planId, actionId: action.id },
          orderBy: { entry: 'desc' },
          select: { recordedAt: true, author: { select: { id: true, name: true } } },
        })
      : null
  if (move) return { by: move.author, recordedAt: move.recordedAt.toISOString() }
  return {
    by: action.latest?.author ?? null,
    recordedAt: action.latest?.recordedAt ?? new Date().toISOString(),
  }
}
