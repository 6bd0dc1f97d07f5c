/** The request that is being answered: its reference, which its lines and the page of an error carry, and how it failed. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '@/lib/process-wide'

interface CurrentRequest {
  readonly id: string
  isUnavailable: boolean
  answer: readonly string[] | null
  refusal: string | null
}

const requests = processWide('requests', () => new AsyncLocalStorage<CurrentRequest>())

/** Takes a reference and work; returns the work's result. Whatever the work starts finds the reference. */
export function runWithRequestId<T>(id: string, work: () => T): T {
  return requests.run({ id, isUnavailable: false, answer: null, refusal: null }, work)
}

/** Returns the reference of the current request; none outside of any. */
export function currentRequestId(): string | undefined {
  return requests.getStore()?.id
}

/** Notes that the current request failed because something it needs is away, and not by a defect. */
export function noteUnavailable(): void {
  const request = requests.getStore()
  if (request) request.isUnavailable = true
}

/** Returns whether that was noted of the current request. */
export function wasUnavailable(): boolean {
  return requests.getStore()?.isUnavailable ?? false
}

/** Takes what is wrong with a form that was sent: notes that it was not saved, and why. */
export function noteAnswer(errors: readonly string[]): void {
  const request = requests.getStore()
  if (request) request.answer = errors
}

/** Returns why the form that was sent was not saved; null where no form says so. */
export function notedAnswer(): readonly string[] | null {
  return requests.getStore()?.answer ?? null
}

/** Takes why a page is refused to all with the rights that it was asked for with; the server logs it for each whom it refuses. */
export function noteRefusal(why: string): void {
  const request = requests.getStore()
  if (request) request.refusal = why
}

/** Returns why; null where no page was refused. */
export function notedRefusal(): string | null {
  return requests.getStore()?.refusal ?? null
}
