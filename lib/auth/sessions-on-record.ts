/** Who signed in and out, and how: put on record in the one place that every way of signing in passes. */

import 'server-only'
import type { BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { db } from '@/lib/db'
import { ACCOUNTS, recordAudit } from '@/lib/mutations/audit'

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
      after: async ({ userId }, context) => {
        await record(userId, 'session.started', { way: WAYS[context?.path ?? ''] ?? 'single sign-on' })
        await db.session.deleteMany({
          where: { userId, createdAt: { lt: new Date(Date.now() - SESSION_KNOWN) } },
        })
      },
    },
    delete: {
      // One that ran out was ended by nobody, and its row is kept for a while (lib/auth/form-token.ts).
      before: ({ expiresAt }) => Promise.resolve(expiresAt.getTime() > Date.now()),
      after: ({ userId }) => record(userId, 'session.ended', { because: 'signed out' }),
    },
  },
}

async function record(personId: string, kind: string, after: Record<string, string>) {
  await db.$transaction(async (tx) => {
    const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
    const fact = { kind, recordType: 'person', recordId: personId, recordName: name, after }
    await recordAudit(tx, ACCOUNTS, personId, fact)
  })
}
