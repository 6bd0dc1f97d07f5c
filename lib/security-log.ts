/** What someone who watches over Cairn wants to see: refusals and failed attempts. Not for what is on record as an audit entry. */

import { log } from './log'

/** What was refused or tried. */
export type SecurityEvent =
  | 'sign-in-failed'
  | 'sign-in-locked'
  | 'permission-refused'
  | 'token-refused'
  | 'origin-refused'
  | 'limit-reached'

/**
 * Takes what happened and its facts: who (an id), from which network address, about what. Never a password, a token, or text
 * that someone typed into the field of one. The line carries the request's reference (lib/log.ts).
 */
export function logSecurity(
  event: SecurityEvent,
  facts: Readonly<Record<string, string | number | null>>,
): void {
  log.warn({ security: event, ...facts }, 'security')
}
