/** Attempts to sign in, counted in the database, so that all instances of Cairn count together. */

import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { db } from '@/lib/db'
import { normalAddress } from '@/lib/http/client-address'

/** So long after the first attempt that it counts (milliseconds) a count is over. */
export const ATTEMPTS_WINDOW = 15 * 60 * 1000
export const MOST_PER_ACCOUNT = 5
/** A whole office may sit behind one address: twenty colleagues who mistype as often as they may leave room for others. */
export const MOST_PER_ADDRESS = 24 * MOST_PER_ACCOUNT
/** Counts that are over are taken out so often (milliseconds) by each instance, and so many at once. */
const CLEARED_EVERY = 60 * 60 * 1000
const MOST_CLEARED = 10_000

/** Takes an email address; returns the key of its count. Only its hash is kept: people mistype passwords into this field. */
export function accountKey(email: string): string {
  return `sign-in account ${createHash('sha256').update(email.toLowerCase()).digest('hex')}`
}

/** Takes a network address; returns the key of its count. Whoever has an IPv6 address mostly has its whole /64. */
export function addressKey(address: string): string {
  return `sign-in address ${normalAddress(address)}`
}

/** Takes an account's key and the name of a browser that the account knows; returns the key of their own count. */
export function deviceKey(account: string, device: string): string {
  return `${account} device ${device}`
}

/** Takes a network address; returns the key of its count of passkeys asked for: wrong passwords do not hold those up. */
export function passkeyKey(address: string): string {
  return `passkey ${addressKey(address)}`
}

/**
 * Takes a key and how many attempts it has; counts one more and returns null, or how long to wait (milliseconds) when there
 * is none left. Counted before the attempt is made, so that many made at once cannot slip through together.
 */
export async function takeAttempt(key: string, most: number, now = Date.now()): Promise<number | null> {
  await clearNowAndThen(now)
  const expired = now - ATTEMPTS_WINDOW
  const counted = await db.$executeRaw`
    INSERT INTO rate_limit (id, key, count, last_request) VALUES (${randomUUID()}::uuid, ${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request <= ${expired} THEN 1 ELSE rate_limit.count + 1 END,
      last_request = CASE WHEN rate_limit.last_request <= ${expired} THEN ${now} ELSE rate_limit.last_request END
    WHERE rate_limit.count < ${most} OR rate_limit.last_request <= ${expired}`
  if (counted > 0) return null
  const current = await db.rateLimit.findUnique({ where: { key }, select: { startedAt: true } })
  return Math.max(1, Number(current?.startedAt ?? now) + ATTEMPTS_WINDOW - now)
}

/** Takes a key; forgets its count. */
export async function forgetAttempts(key: string): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key } })
}

/** Takes a key; gives back one attempt: it was a good one. */
export async function returnAttempt(key: string): Promise<void> {
  await db.rateLimit.updateMany({ where: { key, count: { gt: 0 } }, data: { count: { decrement: 1 } } })
}

let nextClearing = 0

/** The first attempt after a start takes out what is over, and then one an hour does, of each copy of this module. */
async function clearNowAndThen(now: number): Promise<void> {
  if (now < nextClearing) return
  nextClearing = now + CLEARED_EVERY
  await db.$executeRaw`
    DELETE FROM rate_limit WHERE id IN (
      SELECT id FROM rate_limit WHERE last_request <= ${now - ATTEMPTS_WINDOW} LIMIT ${MOST_CLEARED})`
}
