/** What Next tells of its own accord. That something failed, it also writes to the console: server/console-lines.ts. */

import type { Instrumentation } from 'next'
import { noteUnavailable } from '@/lib/request-id'
import { isUnavailable } from '@/lib/unavailable'

/** The page of a failure is made by server/serve-page.ts, which sees no more of it than that there was one. */
export const onRequestError: Instrumentation.onRequestError = (error) => {
  if (isUnavailable(error)) noteUnavailable()
}
