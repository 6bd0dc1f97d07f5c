/** What a browser carries of a session, and what the database knows it by. */

import { createHash } from 'node:crypto'

/** Takes the token that a session's cookie carries; returns what the session's row is found by: SHA-256 in hexadecimal. */
export function sessionKey(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
