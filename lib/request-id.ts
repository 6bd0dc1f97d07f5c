/** The reference of the request that is being answered: in every line that is logged meanwhile, and on the page of an error. */

import { AsyncLocalStorage } from 'node:async_hooks'

// Pages and the server around them load copies of this module of their own; whoever asks must find what was kept.
const shared = globalThis as typeof globalThis & { cairnRequestId?: AsyncLocalStorage<string> }
const requests = (shared.cairnRequestId ??= new AsyncLocalStorage<string>())

/** Takes a reference and work; returns the work's result. Whatever the work starts finds the reference. */
export function runWithRequestId<T>(id: string, work: () => T): T {
  return requests.run(id, work)
}

/** Returns the reference of the current request; none outside of any. */
export function currentRequestId(): string | undefined {
  return requests.getStore()
}
