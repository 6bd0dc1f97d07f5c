/** Who is asking, where a program asks with a token. Only what answers programs looks for one: pages and forms never do. */

import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { db } from '@/lib/db'
import { canExport, type KnownActor } from '@/lib/domain/people/permissions'
import { MOST_IN_WINDOW } from '@/lib/domain/people/token'
import { processWide } from '@/lib/process-wide'
import { logSecurity } from '@/lib/security-log'
import { findActor } from './find-actor'
import { hashApiToken } from './token-text'

const WINDOW = 60_000

export type TokenCheck =
  | { readonly kind: 'actor'; readonly actor: KnownActor }
  /** Unknown, revoked, expired, or of someone who may no longer export any of its plans. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number }

interface TokenRow {
  readonly personId: string
  readonly planIds: readonly string[]
  readonly uses: number
  readonly openedAt: Date
}

const asking = processWide('token actors', () => new AsyncLocalStorage<KnownActor>())

/** Returns the actor whose token came with what is being answered, or null. */
export function tokenActor(): KnownActor | null {
  return asking.getStore() ?? null
}

/** Takes an actor and work; does it in the actor's name, and returns its result. */
export function runAs<T>(actor: KnownActor, work: () => Promise<T>): Promise<T> {
  return asking.run(actor, work)
}

/**
 * Takes a request's Authorization header; counts the use of its token and returns who asks with it: the owner as far as the
 * token reaches and the owner still does, as an analyst of those plans and nothing more.
 */
export async function checkToken(authorization: string, now = new Date()): Promise<TokenCheck> {
  const hash = hashApiToken(/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '')
  if (hash === null) return refuse({ token: 'none of ours' })
  const expired = new Date(now.getTime() - WINDOW)
  // Counted with the look-up, so that many requests at once cannot slip through together.
  const [token] = await db.$queryRaw<TokenRow[]>`
    UPDATE api_token SET last_used_at = ${now},
      window_opened_at = CASE WHEN window_opened_at > ${expired} THEN window_opened_at ELSE ${now} END,
      window_uses = CASE WHEN window_opened_at > ${expired} THEN window_uses + 1 ELSE 1 END
    WHERE token_hash = ${hash} AND revoked_at IS NULL AND expires_at > ${now}
    RETURNING person_id::text AS "personId", plan_ids::text[] AS "planIds", window_uses AS uses, window_opened_at AS "openedAt"`
  // The beginning of its hash tells one token from another, and no one finds a token by it.
  const named = { token: hash.slice(0, 12) }
  if (!token) return refuse(named)
  if (token.uses > MOST_IN_WINDOW) {
    // Once for each window, not for each request.
    if (token.uses === MOST_IN_WINDOW + 1) logSecurity('limit-reached', { ...named, account: token.personId })
    return {
      kind: 'wait',
      seconds: Math.max(1, Math.ceil((token.openedAt.getTime() + WINDOW - now.getTime()) / 1000)),
    }
  }
  const owner = await findActor(token.personId)
  if (owner.kind !== 'person') return refuse({ ...named, account: token.personId })
  const plans = token.planIds.filter((id) => canExport(owner, { id }))
  if (!plans.length) return refuse({ ...named, account: owner.id })
  const roles = new Map(plans.map((id) => [id, 'analyst' as const]))
  return { kind: 'actor', actor: { ...owner, isAdministrator: false, roles } }
}

function refuse(facts: Readonly<Record<string, string>>): TokenCheck {
  logSecurity('token-refused', facts)
  return { kind: 'refused' }
}
