/** The one way of writing to accounts. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { Prisma } from '@/generated/prisma/client'
import { currentProvenWriter, currentWriter } from '@/lib/auth/actor'
import { findActor } from '@/lib/auth/find-actor'
import { type KnownActor, type Role } from '@/lib/domain/people/permissions'
import { ForbiddenError, InvalidError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { inTransaction } from '@/lib/mutations/write-plan'
import { peopleMessages } from '@/lib/format/people/messages'

interface Administration {
  readonly tx: Prisma.TransactionClient
  readonly actor: KnownActor
}

/**
 * Takes work on accounts, and whether it only takes something back; does it in one transaction, alone among all such work, and
 * returns its result. Throws SignedOutError, UnprovenError unless it only takes back, ForbiddenError, and whatever the work
 * throws; then nothing of it is kept.
 */
export async function administer<T>(
  work: (write: Administration) => Promise<T>,
  { onlyTakesBack = false } = {},
): Promise<T> {
  const { id } = await (onlyTakesBack ? currentWriter() : currentProvenWriter())
  return inTransaction(async (tx) => {
    await lockAccounts(tx)
    // Judged only now: someone may have taken the right away while this waited for its turn.
    const actor = await findActor(id, tx)
    if (actor.kind !== 'person' || !RIGHTS.manageAccounts.may(actor))
      throw new ForbiddenError(RIGHTS.manageAccounts.else, id)
    return work({ tx, actor })
  })
}

/** Takes a transaction; until its end no one else changes accounts, so that the last administrator cannot be lost twice over. */
export async function lockAccounts(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('cairn accounts'))::text`
}

/** Takes a transaction and an email address in lower case; returns who has it, as written in whatever case, and holds their account. */
export async function findByEmail(tx: Prisma.TransactionClient, email: string) {
  const [person] = await tx.$queryRaw<{ id: string; name: string; deactivatedAt: Date | null }[]>`
    SELECT id::text, name, deactivated_at AS "deactivatedAt" FROM person WHERE lower(email) = ${email} FOR UPDATE`
  return person ?? null
}

/** Takes someone who has an email address already; returns the refusal to give it to another. */
export function describeEmailTaken({
  id,
  name,
}: {
  readonly id: string
  readonly name: string
}): InvalidError {
  return new InvalidError(
    { email: peopleMessages.emailTakenBy(name) },
    { email: { label: peopleMessages.lookAtAccount(name), address: paths.person(id) } },
  )
}

/** Takes a transaction, who does it, whose role in which plan, and the role or null for none; changes it and puts it on record. */
export async function setRole(
  tx: Prisma.TransactionClient,
  actorId: string,
  person: { readonly id: string; readonly name: string },
  planId: string,
  role: Role | null,
): Promise<boolean> {
  // As every writer of a plan does (write-plan.ts), before anything else of it is touched.
  const [plan] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM plan WHERE id = ${planId}::uuid FOR NO KEY UPDATE`
  if (!plan) return false
  const where = { planId_personId: { planId, personId: person.id } }
  const current = await tx.membership.findUnique({ where, select: { role: true } })
  const before = current?.role ?? null
  if (before === role) return false
  if (role === null) await tx.membership.delete({ where })
  else await tx.membership.upsert({ where, create: { planId, personId: person.id, role }, update: { role } })
  await recordAudit(tx, planId, actorId, {
    kind: 'membership.changed',
    recordType: 'person',
    recordId: person.id,
    recordName: person.name,
    before: { role: before },
    after: { role },
  })
  return true
}

/** Takes a transaction, who does it, a person, what was done and the change; puts it on record. */
export async function recordPerson(
  tx: Prisma.TransactionClient,
  actorId: string,
  person: { readonly id: string; readonly name: string },
  kind: string,
  before: Prisma.InputJsonObject | null = null,
  after: Prisma.InputJsonObject | null = null,
): Promise<void> {
  const fact = { kind, recordType: 'person', recordId: person.id, recordName: person.name, before, after }
  await recordAudit(tx, ACCOUNTS, actorId, fact)
}

/** Takes a transaction, who does it, a person and why; ends their sessions, or only some, and puts on record how many there were. */
export async function endSessions(
  tx: Prisma.TransactionClient,
  actorId: string,
  person: { readonly id: string; readonly name: string },
  because: string,
  which: Prisma.SessionWhereInput = {},
): Promise<void> {
  const { count } = await tx.session.deleteMany({ where: { userId: person.id, ...which } })
  if (count > 0) await recordPerson(tx, actorId, person, 'session.ended', null, { because, sessions: count })
}
