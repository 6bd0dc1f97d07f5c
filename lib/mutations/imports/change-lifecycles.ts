import 'server-only'
import { randomUUID } from 'node:crypto'
import { insertRows } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import type { PlanTransaction } from '../write-plan'

/**
 * Takes a transaction that holds the plan, the ids of actions, and what becomes of them, since when, why and by whom; writes that, on record. An
 * action may go or come with its parts: which of them is counted is looked at once all is written.
 */
export async function changeLifecycles(
  tx: PlanTransaction,
  ids: readonly string[],
  change: {
    readonly planId: string
    readonly lifecycle: 'active' | 'withdrawn'
    readonly effectiveOn: IsoDate
    readonly reason: string
    /** Null for the command. */
    readonly authorId: string | null
  },
): Promise<void> {
  if (ids.length === 0) return
  const { planId, lifecycle } = change
  await tx.$executeRaw`SET CONSTRAINTS action_counted_once DEFERRED`
  await tx.action.updateMany({ where: { planId, id: { in: [...ids] } }, data: { lifecycle } })
  await insertRows(
    tx,
    'lifecycle_change',
    ids.map((actionId) => ({ id: randomUUID(), actionId, ...change })),
  )
}
