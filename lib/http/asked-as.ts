/**
 * In whose name the server asks for a page that it keeps: not with anyone's session, but as a class of rights that many share, or
 * as one person where a page is theirs alone. It never comes from outside: no header says it, the server runs Next inside of it.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Role } from '@/lib/domain/people/permissions'
import { processWide } from '@/lib/process-wide'

export type AskedAs =
  /** Anyone signed in with these rights in this plan. */
  | {
      readonly kind: 'class'
      readonly planId: string
      readonly role: Role | null
      readonly isAdministrator: boolean
    }
  | { readonly kind: 'person'; readonly personId: string }

const asking = processWide('asked as', () => new AsyncLocalStorage<AskedAs>())

/** Returns in whose name the current page is asked for; null where a session or a token says who asks. */
export function askedAs(): AskedAs | null {
  return asking.getStore() ?? null
}

/** Takes in whose name, and work; returns the work's result. */
export function runAskedAs<T>(as: AskedAs, work: () => T): T {
  return asking.run(as, work)
}

/** Takes in whose name a page is asked for; returns what tells its pages from those of others. */
export function nameOfAskedAs(as: AskedAs): string {
  return as.kind === 'person'
    ? `person ${as.personId}`
    : `class ${as.role ?? 'none'}${as.isAdministrator ? ' administrator' : ''}`
}
