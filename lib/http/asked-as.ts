/**
 * In whose name the server asks for a page that it keeps: not with anyone's session, but as a class of rights that many share, or
 * as one person where a page is theirs alone. It never comes from outside: no header says it, the server runs Next inside of it.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
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

/** A text in a page that is another one whenever the page is sent; as it stands in the page, it means nothing. */
export type FreshText = { readonly text: string } & (
  | { readonly kind: 'submissionKey' }
  /** What lib/auth/form-token.ts signs, for a form with this purpose. */
  | { readonly kind: 'formToken'; readonly purpose: string }
)

interface Asking {
  readonly as: AskedAs
  /** The fresh texts that were drawn so far. */
  readonly fresh: FreshText[]
}

const asking = processWide('asked as', () => new AsyncLocalStorage<Asking>())

/** Returns in whose name the current page is asked for; null where a session or a token says who asks. */
export function askedAs(): AskedAs | null {
  return asking.getStore()?.as ?? null
}

/** Takes in whose name, work, and a list; returns the work's result, and adds to the list what has to be fresh whenever that is sent. */
export function runAskedAs<T>(as: AskedAs, work: () => T, fresh: FreshText[] = []): T {
  return asking.run({ as, fresh }, work)
}

/** Returns a key for a form that is being opened, so that the same form sent twice counts once, and two forms count as two. */
export function newSubmissionKey(): string {
  return freshText({ kind: 'submissionKey' }) ?? randomUUID()
}

/** Takes what a form is for; returns what stands for its token in a page that is kept; null where a session asks, which it can be signed for. */
export function formTokenSlot(purpose: string): string | null {
  return freshText({ kind: 'formToken', purpose })
}

function freshText(what: DistributiveOmit<FreshText, 'text'>): string | null {
  const store = asking.getStore()
  if (!store) return null
  // No text of a plan can hold it: it is drawn now. Nothing in it is written otherwise in HTML or in a script.
  const text = randomUUID()
  store.fresh.push({ ...what, text })
  return text
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** Takes in whose name a page is asked for; returns what tells its pages from those of others. */
export function nameOfAskedAs(as: AskedAs): string {
  return as.kind === 'person'
    ? `person ${as.personId}`
    : `class ${as.role ?? 'none'}${as.isAdministrator ? ' administrator' : ''}`
}
