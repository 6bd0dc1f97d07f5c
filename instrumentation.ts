/** What Next tells of its own accord. That something failed, it also writes to the console: server/console-lines.ts. */

import type { Instrumentation } from 'next'
import { registerOwnHeader } from '@/lib/http/own-header'
import { noteUnavailable } from '@/lib/request-id'
import { isUnavailable } from '@/lib/unavailable'

/** The page of a failure is made by server/serve-page.ts, which sees no more of it than that there was one. */
export const onRequestError: Instrumentation.onRequestError = (error) => {
  if (isUnavailable(error)) noteUnavailable()
}

/** The server around Next fills in what a kept page leaves open. */
export async function register(): Promise<void> {
  // Next builds this file for its other runtime as well, where there is no database.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { readOwnHeader } = await import('@/lib/queries/periods/visitor')
  registerOwnHeader(readOwnHeader)
}
