/** The reference of the request that is being answered: in every line that is logged meanwhile, and on the page of an error. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from './process-wide'

const requests = processWide('request ids', () => new AsyncLocalStorage<string>())

/** Takes a reference and work; returns the work's result. Whatever the work starts finds the reference. */
export function runWithRequestId<T>(id: string, work: () => T): T {
  return requests.run(id, work)
}

/** Returns the reference of the current request; none outside of any. */
export function currentRequestId(): string | undefined {
  return requests.getStore()
}
