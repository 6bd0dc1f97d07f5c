/** Writing audit entries, in the transaction of what they tell of. */

import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { insertRows } from '@/lib/db'
import { canonicalText } from '@/lib/domain/audit/audit'
import { describeMeanwhile } from '@/lib/format/audit/meanwhile'

export interface AuditFact {
  /** What was done: "progress-update.recorded". */
  readonly kind: string
  readonly recordType: string
  readonly recordId: string
  /** What people call the record: "Action 18". */
  readonly recordName: string
  /** The fields that changed, as they were and as they are; left out where there is no such side. */
  readonly before?: Prisma.InputJsonObject | null
  readonly after?: Prisma.InputJsonObject | null
}

/** What was done to accounts has a chain of its own. */
export const ACCOUNTS = 'accounts'

/**
 * Takes a transaction, the chain (a plan's id or ACCOUNTS), who did it and what; adds the entry at the chain's end. Those
 * who write to one chain take turns.
 */
export async function recordAudit(
  tx: Prisma.TransactionClient,
  chain: string,
  actorId: string | null,
  fact: AuditFact,
): Promise<void> {
  await recordAudits(tx, chain, actorId, [fact])
}

/** The same for several things that were done at once, in their order; returns the numbers of the first and the last entry. */
export async function recordAudits(
  tx: Prisma.TransactionClient,
  chain: string,
  actorId: string | null,
  facts: readonly AuditFact[],
): Promise<{ readonly first: number; readonly last: number }> {
  await tx.$executeRaw`INSERT INTO audit_chain (chain, entries, hash) VALUES (${chain}, 0, '') ON CONFLICT DO NOTHING`
  const [end] = await tx.$queryRaw<{ entries: number; hash: string; actorName: string | null }[]>`
    SELECT entries, hash, (SELECT name FROM person WHERE id = ${actorId}::uuid) AS "actorName"
    FROM audit_chain WHERE chain = ${chain} FOR UPDATE`
  if (!end) throw new Error(`The audit chain ${chain} cannot be read`)
  const recordedAt = new Date()
  let previous = end.hash
  const entries = facts.map(({ before = null, after = null, ...rest }, at) => {
    const content = {
      ...rest,
      chain,
      number: end.entries + at + 1,
      recordedAt: recordedAt.toISOString(),
      actorId,
      actorName: end.actorName,
      // As the database will give it back.
      before: toJson(before),
      after: toJson(after),
      previous,
    }
    previous = createHash('sha256').update(canonicalText(content)).digest('hex')
    return {
      ...content,
      id: randomUUID(),
      planId: chain === ACCOUNTS ? null : chain,
      hash: previous,
    }
  })
  await insertRows(tx, 'audit_entry', entries)
  await tx.auditChain.update({
    where: { chain },
    data: { entries: end.entries + entries.length, hash: previous },
  })
  return { first: end.entries + 1, last: end.entries + entries.length }
}

function toJson(value: Prisma.InputJsonObject | null): Prisma.InputJsonObject | null {
  return value && (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject)
}

/**
 * Takes a transaction, a record's id, the id of who reads, what was done ("saved this"), and of which entries it is said if not of
 * all; returns who did the last such thing on record to it and when, in a sentence without its stop, or null where nothing is.
 */
export async function describeLastDone(
  tx: Prisma.TransactionClient,
  recordId: string,
  readerId: string,
  did: string,
  entries: Pick<Prisma.AuditEntryWhereInput, 'kind' | 'before'> = {},
): Promise<string | null> {
  const where = {
    recordId,
    ...entries,
    // Coming and going changes nothing of a person.
    NOT: ['session.', 'sign-in.'].map((startsWith) => ({ kind: { startsWith } })),
  } satisfies Prisma.AuditEntryWhereInput
  // A person has entries in the chain of accounts and in those of plans: only a clock tells which chain was written to last. Within a
  // chain its numbers do, whatever the clocks of several servers say.
  const newest = await tx.auditEntry.findFirst({
    where,
    orderBy: { recordedAt: 'desc' },
    select: { chain: true },
  })
  const last =
    newest &&
    (await tx.auditEntry.findFirst({
      where: { ...where, chain: newest.chain },
      orderBy: { number: 'desc' },
      select: { recordedAt: true, actor: { select: { id: true, name: true } } },
    }))
  return (
    last && describeMeanwhile({ by: last.actor, recordedAt: last.recordedAt.toISOString() }, readerId, did)
  )
}
