/** How often a network address asks for what programs read, without a token: enough for any reader, and an end for a program that runs wild. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { db } from '@/lib/db'
import { MOST_WITHOUT_TOKEN } from '@/lib/domain/people/token'
import { normalAddress } from '@/lib/http/client-address'
import { processWide } from '@/lib/process-wide'
import { logSecurity } from '@/lib/security-log'

const WINDOW = 60_000
/**
 * So many uses each instance counts by itself before it adds them to the count in the database, which all instances share: a write for
 * each request would cost more than most answers do. So an address gets at most this many more for each further instance.
 */
const PORTION = 50
/** More addresses than ask in a minute. Beyond, what was not yet added for the one that asked longest ago is forgotten: no one is refused for want of room. */
const MOST_ADDRESSES = 20_000

interface Uses {
  /** By all instances, as it was read last. */
  together: number
  /** Here, since then. */
  since: number
}

const current = processWide('uses without a token', () => ({
  window: 0,
  addresses: new LRUCache<string, Uses>({ max: MOST_ADDRESSES }),
}))

/**
 * Takes the network address that a request without a token came from, null where that is not known; counts the request and returns
 * null, or how many seconds to wait where it was one too many. No one is counted who comes from this machine itself: those are
 * programs of whoever runs it, or a proxy that Cairn was not told of, behind which everyone would be one.
 */
export async function countUse(address: string | null, now = Date.now()): Promise<number | null> {
  if (address === null || isOwn(address)) return null
  const window = now - (now % WINDOW)
  if (current.window !== window) {
    current.window = window
    current.addresses.clear()
  }
  const name = normalAddress(address)
  const uses = current.addresses.get(name) ?? { together: 0, since: 0 }
  current.addresses.set(name, uses)
  const isOver = () => uses.together + uses.since > MOST_WITHOUT_TOKEN
  const wasOver = isOver()
  uses.since += 1
  if (uses.since >= PORTION && !wasOver) {
    const counted = uses.since
    uses.since = 0
    // Taken for granted meanwhile, so that many at once cannot slip through together.
    uses.together += counted
    uses.together = Math.max(uses.together, await addUses(name, counted, window))
  }
  if (!isOver()) return null
  // Once for each window, not for each request.
  if (!wasOver) logSecurity('limit-reached', { address: name })
  return Math.max(1, Math.ceil((window + WINDOW - now) / 1000))
}

const isOwn = (address: string) => /^(::1|(::ffff:)?127\.)/.test(address)

/** What is over is taken out with the counts of attempts to sign in, which stand in the same table. */
async function addUses(name: string, counted: number, window: number): Promise<number> {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO rate_limit (id, key, count, last_request)
    VALUES (${randomUUID()}::uuid, ${`no token ${name}`}, ${counted}, ${window})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request < ${window} THEN ${counted} ELSE rate_limit.count + ${counted} END,
      last_request = greatest(rate_limit.last_request, ${window})
    RETURNING count`
  return found?.count ?? counted
}
