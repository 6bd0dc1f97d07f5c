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

export const sessionsOnRecord: BetterAuthOptions['databaseHooks'] = {
  session: {
    create: {
      /** Throws an APIError when the account is deactivated. */
      before: async ({ userId }) => {
        const person = await db.person.findUnique({ where: { id: userId }, select: { deactivatedAt: true } })
        if (!person || person.deactivatedAt) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DEACTIVATED' })
      },
      after: ({ userId }, context) =>
        record(userId, 'session.started', { way: WAYS[context?.path ?? ''] ?? 'single sign-on' }),
    },
    delete: {
      // One that ran out was ended by nobody.
      after: async ({ userId, expiresAt }) => {
        if (expiresAt.getTime() > Date.now()) await record(userId, 'session.ended', { because: 'signed out' })
      },
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
