/** What changed about a plan's actions, and when: what an earlier state is worked out from. */

import 'server-only'
import { type Prisma } from '@/generated/prisma/client'
import { dayOf } from '@/lib/clock'
import type { ActionLedger, Dated } from '@/lib/domain/plan/as-at'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'

const dates = { effectiveOn: true, recordedAt: true } as const

/** The columns of each ledger of an action; the lines of each are asked for in the order of recording. */
export const LEDGER = {
  action: { id: true, addedOn: true },
  lifecycle: { ...dates, actionId: true, lifecycle: true, heirId: true },
  counted: { ...dates, actionId: true, counted: true },
  due: { ...dates, actionId: true, dueOn: true, precision: true },
} as const satisfies {
  action: Prisma.ActionSelect
  lifecycle: Prisma.LifecycleChangeSelect
  counted: Prisma.CountedChangeSelect
  due: Prisma.DueDateMoveSelect
}

type LedgerRows = readonly [
  readonly Prisma.ActionGetPayload<{ select: typeof LEDGER.action }>[],
  readonly Prisma.LifecycleChangeGetPayload<{ select: typeof LEDGER.lifecycle }>[],
  readonly Prisma.CountedChangeGetPayload<{ select: typeof LEDGER.counted }>[],
  readonly Prisma.DueDateMoveGetPayload<{ select: typeof LEDGER.due }>[],
]

/** Takes rows with these columns; returns the ledgers by the actions' ids. */
export function toLedgers([actions, lifecycles, counts, moves]: LedgerRows): ReadonlyMap<
  string,
  ActionLedger
> {
  const lifecycleOf = byAction(lifecycles, ({ lifecycle, heirId, ...row }) => ({
    ...toDates(row),
    lifecycle,
    heirId,
  }))
  const countedOf = byAction(counts, ({ counted, ...row }) => ({ ...toDates(row), counted }))
  const dueOf = byAction(moves, ({ dueOn, precision, ...row }) => ({
    ...toDates(row),
    due: { date: isoDate(dueOn), precision },
  }))
  return new Map(
    actions.map(({ id, addedOn }) => [
      id,
      {
        addedOn: addedOn && isoDate(addedOn),
        lifecycle: lifecycleOf.get(id) ?? [],
        counted: countedOf.get(id) ?? [],
        due: dueOf.get(id) ?? [],
      },
    ]),
  )
}

/** Takes a row with both dates; returns them as the domain sees them. */
export function toDates(row: { readonly effectiveOn: Date; readonly recordedAt: Date }): Dated {
  return { effectiveOn: isoDate(row.effectiveOn), recordedOn: dayOf(row.recordedAt) }
}
