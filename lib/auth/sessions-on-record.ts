/** Who signed in and out, and how: put on record in the one place that every way of signing in passes. */

import 'server-only'
import type { GenericEndpointContext } from '@better-auth/core'
import type { BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { Prisma } from '@/generated/prisma/client'
import { db, writing } from '@/lib/db'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { sessionKey } from '@/lib/http/session-token'

/** By better-auth's name of what started the session. What has no name there is lib/auth/session-start.ts. */
const WAYS: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password',
  '/passkey/verify-authentication': 'passkey',
}

/** So long (milliseconds) after its beginning the row of a session that ended by itself is kept: the longest session and four hours. */
export const SESSION_KNOWN = 16 * 60 * 60 * 1000

export const sessionsOnRecord: BetterAuthOptions['databaseHooks'] = {
  session: {
    create: {
      /** Throws an APIError when the account is deactivated. */
      before: async ({ userId }) => {
        const person = await db.person.findUnique({ where: { id: userId }, select: { deactivatedAt: true } })
        if (!person || person.deactivatedAt) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DEACTIVATED' })
      },
      after: async ({ id, userId }, context) => {
        const before = await tokenOf(context)
        await writing(async (tx) => {
          if (before) await endFormer(tx, before, { id, userId })
          await record(tx, userId, 'session.started', { way: WAYS[context?.path ?? ''] ?? 'single sign-on' })
          await tx.session.deleteMany({
            where: { userId, createdAt: { lt: new Date(Date.now() - SESSION_KNOWN) } },
          })
        })
      },
    },
    delete: {
      // One that ran out was ended by no one, and its row is kept for a while (lib/auth/form-token.ts).
      before: ({ expiresAt }) => Promise.resolve(expiresAt.getTime() > Date.now()),
      after: ({ userId }) => writing((tx) => record(tx, userId, 'session.ended', { because: 'signed out' })),
    },
  },
}

/** Takes what better-auth knows of a request; returns the token of the session that came with it, if one did. */
async function tokenOf(context: GenericEndpointContext | null): Promise<string | null> {
  if (!context) return null
  const { authCookies, secret } = context.context
  return (await context.getSignedCookie(authCookies.sessionToken.name, secret)) || null
}

/** Ends the session that a browser had when it started another: no one would ever end it there, or see it. */
async function endFormer(
  tx: Prisma.TransactionClient,
  token: string,
  now: { readonly id: string; readonly userId: string },
): Promise<void> {
  const which = { token: sessionKey(token), id: { not: now.id }, expiresAt: { gt: new Date() } }
  const former = await tx.session.findFirst({ where: which, select: { userId: true } })
  if (!former) return
  // The same person's open forms may still be kept for them (lib/auth/form-token.ts); someone else's are no one's any more.
  const { count } =
    former.userId === now.userId
      ? await tx.session.updateMany({ where: which, data: { expiresAt: new Date() } })
      : await tx.session.deleteMany({ where: which })
  if (count) await record(tx, former.userId, 'session.ended', { because: 'signed in again' }, now.userId)
}

async function record(
  tx: Prisma.TransactionClient,
  personId: string,
  kind: string,
  after: Record<string, string>,
  actorId = personId,
): Promise<void> {
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  const fact = { kind, recordType: 'person', recordId: personId, recordName: name, after }
  await recordAudit(tx, ACCOUNTS, actorId, fact)
}
