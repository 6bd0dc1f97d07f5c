/** Accounts and sessions, by better-auth. Signing in itself: lib/auth/sign-in.ts. */

import 'server-only'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { db } from '@/lib/db'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '@/lib/domain/people/password'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { cookiePrefix, SESSION_LONGEST } from '@/lib/http/session-token'
import { withHashedSessions } from './hashed-sessions'
import { passkeys } from './passkeys'
import { sessionsOnRecord } from './sessions-on-record'
import { sessionStart } from './session-start'

const options = {
  appName: 'Cairn',
  baseURL: env.CAIRN_URL,
  secret: env.CAIRN_SECRET,
  database: withHashedSessions(prismaAdapter(db, { provider: 'postgresql' })),
  telemetry: { enabled: false },
  // A wrong password is everyday life, not a warning.
  logger: {
    level: 'error',
    log: (level, message, ...more) => log[level]({ more: more.length ? more : undefined }, message),
  },
  user: { modelName: 'person' },
  account: { modelName: 'credential' },
  // A passkey's challenge is found by what the cookie carries, which is no more in the database than a session's token is.
  verification: { storeIdentifier: 'hashed' },
  // The cookie lives as long as the longest session; that a session was idle for too long, lib/auth/actor.ts sees.
  session: { expiresIn: SESSION_LONGEST, disableSessionRefresh: true },
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: SHORTEST_PASSWORD,
    maxPasswordLength: LONGEST_PASSWORD,
    password: { hash: hashPassword, verify: verifyPassword },
  },
  advanced: {
    // Named and marked here: the library itself knows only the weaker prefix "__Secure-".
    cookiePrefix: cookiePrefix(env.CAIRN_URL),
    useSecureCookies: false,
    defaultCookieAttributes: { secure: env.CAIRN_URL.startsWith('https:') },
    database: { generateId: 'uuid' },
    ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS], ipv6Subnet: 128 },
  },
  databaseHooks: sessionsOnRecord,
} satisfies BetterAuthOptions

export const auth = betterAuth({
  ...options,
  // Its HTTP endpoints are all off: no route leads to them. What is needed of them is called from submits and from the
  // two routes of app/sign-in/provider, so that there is one door for each way in.
  plugins: [passkeys, sessionStart, nextCookies()],
})

/**
 * Only reads sessions, and writes no cookie: where a form was sent in a session that someone else ended, Next would draw its page
 * anew, which leads to signing in, and what was typed would be gone.
 */
export const sessionReader = betterAuth(options)
