/** What the database knows a session by. */

/** Takes the token that a session's cookie carries; returns what the session's row is found by. */
export function sessionKey(token: string): string {
  return token
}
