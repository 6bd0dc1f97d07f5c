/** What Next tells of its own accord. That something failed, it also writes to the console: server/console-lines.ts. */

import type { Instrumentation } from 'next'
import { registerApplication } from '@/lib/http/application'
import { noteUnavailable } from '@/lib/request-id'
import { isUnavailable } from '@/lib/unavailable'

/** The page of a failure is made by server/serve-page.ts, which sees no more of it than that there was one. */
export const onRequestError: Instrumentation.onRequestError = (error) => {
  if (isUnavailable(error)) noteUnavailable()
}

/** The server around Next keeps pages and answers; what it needs of the database for that, it asks the application. */
export async function register(): Promise<void> {
  // Next builds this file for its other runtime as well, where there is no database.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ readOwnHeader }, { countUse }, { signFormToken }] = await Promise.all([
    import('@/lib/queries/periods/visitor'),
    import('@/lib/auth/uses-without-token'),
    import('@/lib/auth/form-token'),
  ])
  registerApplication({
    readOwnHeader,
    countUse: (address) => countUse(address),
    signFormToken: (owner, purpose) => signFormToken(owner, purpose),
  })
}
