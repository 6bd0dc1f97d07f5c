/** What changed about a plan's actions, and when: what an earlier state is worked out from. */

import 'server-only'
import { type Prisma } from '@/generated/prisma/client'
import { dayOf } from '@/lib/clock'
import type { ActionLedger, Dated } from '@/lib/domain/plan/as-at'
import { isoDate } from '@/lib/queries/iso-date'

const inOrder = { entry: 'asc' } as const
const dates = { effectiveOn: true, recordedAt: true } as const

/** The columns of an action's ledgers. */
export const LEDGER = {
  id: true,
  addedOn: true,
  lifecycleChanges: { select: { ...dates, lifecycle: true, heirId: true }, orderBy: inOrder },
  countedChanges: { select: { ...dates, counted: true }, orderBy: inOrder },
  dueDateMoves: { select: { ...dates, dueOn: true, precision: true }, orderBy: inOrder },
} as const satisfies Prisma.ActionSelect

type LedgerRow = Prisma.ActionGetPayload<{ select: typeof LEDGER }>

/** Takes rows with these columns; returns the ledgers by the actions' ids. */
export function toLedgers(rows: readonly LedgerRow[]): ReadonlyMap<string, ActionLedger> {
  return new Map(
    rows.map(({ id, addedOn, lifecycleChanges, countedChanges, dueDateMoves }) => [
      id,
      {
        addedOn: addedOn && isoDate(addedOn),
        lifecycle: lifecycleChanges.map((row) => ({
          ...toDates(row),
          lifecycle: row.lifecycle,
          heirId: row.heirId,
        })),
        counted: countedChanges.map((row) => ({ ...toDates(row), counted: row.counted })),
        due: dueDateMoves.map((row) => ({
          ...toDates(row),
          due: { date: isoDate(row.dueOn), precision: row.precision },
        })),
      },
    ]),
  )
}

/** Takes a row with both dates; returns them as the domain sees them. */
export function toDates(row: { readonly effectiveOn: Date; readonly recordedAt: Date }): Dated {
  return { effectiveOn: isoDate(row.effectiveOn), recordedOn: dayOf(row.recordedAt) }
}
