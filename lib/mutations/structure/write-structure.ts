/** The one way of writing what a plan is made of: whatever changed goes into its ledger, in the same transaction. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { RIGHTS } from '@/lib/auth/rights'
import { Prisma } from '@/generated/prisma/client'
import { insertRows, queryPlainly } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { changesBetween } from '@/lib/domain/structure/ledger'
import { readStructure } from '@/lib/queries/plan-state/structure-ledger'
import { type PlanTransaction, type PlanWrite, writePlan } from '../write-plan'
import { saveOrder } from './order'

/** Since when what is written is so. */
interface Since {
  readonly authorId: string | null
  /** Null: from the beginning, so that it was recorded wrongly before. */
  readonly on: IsoDate | null
}

/**
 * Takes a plan's slug, whether what is written was so from the beginning (it holds from today otherwise), and the work; does the work in
 * one transaction, puts the plan in order, and records what changed. Throws what writePlan throws, and whatever the work throws.
 */
export function writeStructure<T>(
  slug: string,
  isCorrection: boolean,
  work: (write: PlanWrite) => Promise<T>,
): Promise<T> {
  return writePlan(slug, RIGHTS.editStructure, (write) => {
    const { tx, plan, actor, today } = write
    return recordStructure(tx, plan.id, { authorId: actor.id, on: isCorrection ? null : today }, () =>
      work(write),
    )
  })
}

/**
 * Takes a transaction that holds the plan, the plan's id, since when, and the work; does the work, puts the plan's records in order, and
 * adds to the ledger what differs afterwards: of a record that was never changed before, what it had been as well.
 */
export async function recordStructure<T>(
  tx: PlanTransaction,
  planId: string,
  { authorId, on }: Since,
  work: () => Promise<T>,
): Promise<T> {
  const before = await readStructure(tx, planId)
  const result = await work()
  await saveOrder(tx, planId)
  const known = await queryPlainly<{ id: string }>(
    Prisma.sql`SELECT DISTINCT record_id AS id FROM structure_change WHERE plan_id = ${planId}::uuid`,
  )
  const changes = changesBetween(before, await readStructure(tx, planId), new Set(known.map(({ id }) => id)))
  await insertRows(
    tx,
    'structure_change',
    changes.map(({ kind, recordId, facts, since }) => ({
      id: randomUUID(),
      planId,
      kind,
      recordId,
      facts,
      // What always had been, no one entered now.
      authorId: since === 'always' ? null : authorId,
      effectiveOn: typeof since === 'object' ? since.addedOn : since === 'now' ? on : null,
      isCorrection: since === 'now' && on === null,
    })),
  )
  return result
}
