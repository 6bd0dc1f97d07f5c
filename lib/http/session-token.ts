/** What a browser carries of a session, and what the database knows it by. */

import { createHash } from 'node:crypto'

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
