/** What a browser carries of a session, what the database knows it by, and how long it lasts. */

import { createHash } from 'node:crypto'

const HOUR = 60 * 60

/** A session ends when nothing was done for so long (seconds), and in any case after the second. */
export const SESSION_IDLE = 2 * HOUR
export const SESSION_LONGEST = 12 * HOUR

/** A session's last use is noted no more often than this (seconds). */
export const SESSION_NOTED_EVERY = 5 * 60

/** And a visit of My updates no more often than this (seconds). */
export const VISIT_NOTED_EVERY = 60

/** Takes the token that a session's cookie carries; returns what the session's row is found by: SHA-256 in hexadecimal. */
export function sessionKey(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * Takes the address of the site; returns what the names of Cairn's cookies begin with. Behind TLS a browser takes a cookie of
 * this name only from this very host, over TLS, and for all of its paths: nothing beside Cairn can put one in its place.
 */
export function cookiePrefix(siteUrl: string): string {
  return `${siteUrl.startsWith('https:') ? '__Host-' : ''}cairn`
}

/** Takes the address of the site; returns the name of the cookie that carries a session's token. */
export function sessionCookie(siteUrl: string): string {
  return `${cookiePrefix(siteUrl)}.session_token`
}
