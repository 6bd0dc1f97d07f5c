/** Which tokens has someone made? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canExport, canManageAccounts, idOf } from '@/lib/domain/people/permissions'
import { ForbiddenError, SignedOutError } from '@/lib/errors'
import { peopleMessages } from '@/lib/format/people/messages'

export interface TokenView {
  readonly id: string
  readonly name: string
  /** Titles of the plans that it reads. */
  readonly plans: readonly string[]
  readonly madeAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly state: 'good' | 'expired' | 'revoked'
}

/** Returns the actor's own tokens, the newest first, and the plans that a new one can be for. Throws SignedOutError. */
export async function getOwnTokens(): Promise<{
  tokens: readonly TokenView[]
  plans: readonly { readonly id: string; readonly title: string }[]
}> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const plans = await db.plan.findMany({ select: { id: true, title: true }, orderBy: { title: 'asc' } })
  return { tokens: await read(actor.id), plans: plans.filter((plan) => canExport(actor, plan)) }
}

/** Takes a person's id; returns their tokens. Throws ForbiddenError. */
export async function listTokensOf(personId: string): Promise<readonly TokenView[]> {
  const actor = await currentActor()
  if (!canManageAccounts(actor)) throw new ForbiddenError(peopleMessages.cannotManageAccounts, idOf(actor))
  return read(personId)
}

async function read(personId: string): Promise<readonly TokenView[]> {
  const rows = await db.apiToken.findMany({
    where: { personId },
    // Everything but the hash.
    select: {
      id: true,
      name: true,
      planIds: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
    orderBy: { createdAt: 'desc' },
  })
  const plans = await db.plan.findMany({
    where: { id: { in: rows.flatMap(({ planIds }) => planIds) } },
    select: { id: true, title: true },
  })
  const now = new Date()
  return rows.map(({ id, name, planIds, createdAt, expiresAt, revokedAt, lastUsedAt }) => ({
    id,
    name,
    plans: plans.filter((plan) => planIds.includes(plan.id)).map(({ title }) => title),
    madeAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    state: revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'good',
  }))
}
