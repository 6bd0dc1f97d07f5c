/** Tokens with which programs read: made and revoked by their owner, revoked by administrators. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentProvenWriter, currentWriter } from '@/lib/auth/actor'
import { hashApiToken, makeToken } from '@/lib/auth/token-text'
import { canExport } from '@/lib/domain/people/permissions'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { administer } from './administer'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { submissionId } from '@/lib/mutations/submission'
import { inTransaction } from '@/lib/mutations/write-plan'
import { peopleMessages } from '@/lib/format/people/messages'

/** So many tokens that can be used someone has at most. */
const MOST_TOKENS = 20
const DAY = 24 * 60 * 60 * 1000

export interface MadeToken {
  /** To be shown this once. */
  readonly token: string
  readonly name: string
  readonly expiresAt: Date
}

/**
 * Takes a name, ids of plans, days and the key of the form; makes a token of the actor that reads those plans for so long. The same
 * form sent twice makes one, and shows it twice. Throws SignedOutError, UnprovenError, and InvalidError by the fields of the form when the
 * actor may not export one of the plans or has too many tokens.
 */
export async function makeApiToken(
  name: string,
  planIds: readonly string[],
  days: number,
  formKey: string,
): Promise<MadeToken> {
  const actor = await currentProvenWriter()
  if (!planIds.length || !planIds.every((id) => canExport(actor, { id })))
    throw new InvalidError({ plans: peopleMessages.tokenPlansForbidden })
  const content = [name, planIds, days]
  const token = makeToken(submissionId({ makes: 'api token', formKey, personId: actor.id, content }))
  const tokenHash = hashApiToken(token) ?? ''
  const expiresAt = new Date(Date.now() + days * DAY)
  return inTransaction(async (tx) => {
    // One at a time, so that the count holds.
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
    const duplicate = await tx.apiToken.findUnique({
      where: { tokenHash },
      select: { expiresAt: true, revokedAt: true },
    })
    if (duplicate?.revokedAt) throw new InvalidError({ form: peopleMessages.tokenRevoked(name) })
    if (duplicate) return { token, name, expiresAt: duplicate.expiresAt }
    const inUse = await tx.apiToken.count({
      where: { personId: actor.id, revokedAt: null, expiresAt: { gt: new Date() } },
    })
    if (inUse >= MOST_TOKENS) throw new InvalidError({ form: peopleMessages.tooManyTokens(MOST_TOKENS) })
    const plans = await tx.plan.findMany({
      where: { id: { in: [...planIds] } },
      select: { title: true },
      orderBy: { title: 'asc' },
    })
    const { id } = await tx.apiToken.create({
      data: {
        personId: actor.id,
        name,
        planIds: [...planIds],
        expiresAt,
        tokenHash,
      },
      select: { id: true },
    })
    await record(
      tx,
      actor,
      'api-token.made',
      { id, name, person: actor },
      {
        after: { plans: plans.map(({ title }) => title), expiresAt: expiresAt.toISOString() },
      },
    )
    return { token, name, expiresAt }
  })
}

/** Takes the id of a token of the actor; from now on it is good for nothing. Returns its name. Throws SignedOutError and NotFoundError. */
export async function revokeApiToken(id: string): Promise<string> {
  const actor = await currentWriter()
  return inTransaction((tx) => revoke(tx, actor, { id, personId: actor.id }))
}

/** Takes a person's id and that of a token of theirs; revokes it and returns its name. Throws NotFoundError and what `administer` throws. */
export function revokeTokenOf(personId: string, id: string): Promise<string> {
  return administer(({ tx, actor }) => revoke(tx, actor, { id, personId }), { onlyTakesBack: true })
}

/** Takes a transaction, who does it and whose; revokes all tokens that are still good. */
export async function revokeAllTokens(
  tx: Prisma.TransactionClient,
  actor: { readonly id: string },
  personId: string,
): Promise<void> {
  const tokens = await tx.apiToken.findMany({ where: { personId, revokedAt: null }, select: { id: true } })
  for (const { id } of tokens) await revoke(tx, actor, { id, personId })
}

async function revoke(
  tx: Prisma.TransactionClient,
  actor: { readonly id: string },
  which: { readonly id: string; readonly personId: string },
): Promise<string> {
  const found = await tx.apiToken.findFirst({
    where: which,
    select: { id: true, name: true, person: { select: { name: true } } },
  })
  if (!found) throw new NotFoundError('token', which.id)
  // Revoked once: a second click changes nothing and is no second entry.
  const { count } = await tx.apiToken.updateMany({
    where: { ...which, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  if (count) await record(tx, actor, 'api-token.revoked', found)
  return found.name
}

function record(
  tx: Prisma.TransactionClient,
  actor: { readonly id: string },
  kind: string,
  {
    id,
    name,
    person,
  }: { readonly id: string; readonly name: string; readonly person: { readonly name: string } },
  change: { after?: Prisma.InputJsonObject } = {},
): Promise<void> {
  return recordAudit(tx, ACCOUNTS, actor.id, {
    kind,
    recordType: 'api_token',
    recordId: id,
    recordName: `Token “${name}” of ${person.name}`,
    ...change,
  })
}
