/** What is there to know of one's own account? */

import 'server-only'
import { isIPv6 } from 'node:net'
import { currentSession } from '@/lib/auth/actor'
import { SESSION_IDLE } from '@/lib/http/session-token'
import { db } from '@/lib/db'
import type { Role } from '@/lib/domain/people/permissions'
import { SignedOutError } from '@/lib/errors'

interface OwnSession {
  readonly id: string
  readonly isThisOne: boolean
  readonly startedAt: string
  readonly lastUsedAt: string
  readonly address: string | null
  readonly browser: string | null
}

interface OwnAccount {
  readonly name: string
  readonly email: string
  readonly hasPassword: boolean
  /** Whether a program can still read with a token of theirs. */
  readonly hasTokens: boolean
  readonly isAdministrator: boolean
  readonly roles: readonly { readonly plan: string; readonly role: Role }[]
  /** The last used first, and no more than ten. */
  readonly sessions: readonly OwnSession[]
}

/** More are signed out together. */
const MOST_SESSIONS_SHOWN = 10

/** Returns the actor's own account. Throws SignedOutError. */
export async function getOwnAccount(): Promise<OwnAccount> {
  const current = await currentSession()
  if (!current) throw new SignedOutError()
  const now = Date.now()
  const person = await db.person.findUniqueOrThrow({
    where: { id: current.personId },
    select: {
      name: true,
      email: true,
      isAdministrator: true,
      credentials: { where: { providerId: 'credential' }, select: { id: true } },
      _count: { select: { tokens: { where: { revokedAt: null, expiresAt: { gt: new Date(now) } } } } },
      memberships: { select: { role: true, plan: { select: { title: true } } } },
      sessions: {
        where: { expiresAt: { gt: new Date(now) }, updatedAt: { gt: new Date(now - SESSION_IDLE * 1000) } },
        orderBy: { updatedAt: 'desc' },
        take: MOST_SESSIONS_SHOWN,
      },
    },
  })
  const { credentials, memberships, sessions, _count: has, ...rest } = person
  return {
    ...rest,
    hasPassword: credentials.length > 0,
    hasTokens: has.tokens > 0,
    roles: memberships.map(({ role, plan }) => ({ role, plan: plan.title })),
    sessions: sessions.map(({ id, createdAt, updatedAt, ipAddress, userAgent }) => ({
      id,
      isThisOne: id === current.id,
      startedAt: createdAt.toISOString(),
      lastUsedAt: updatedAt.toISOString(),
      address: ipAddress && shortenAddress(ipAddress),
      browser: userAgent,
    })),
  }
}

/** IPv6 as people write it (RFC 5952): "::1" and not eight groups of zeros. */
function shortenAddress(address: string): string {
  const url = `http://[${address}]/`
  return isIPv6(address) && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address
}
