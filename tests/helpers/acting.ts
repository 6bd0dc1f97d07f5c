/** For integration tests: who asks. Sessions are real; only the request that carries them is made up. */

import type pg from 'pg'
import { startSession } from './people'

const current = globalThis as typeof globalThis & {
  cairnTestHeaders?: Headers
  cairnTestCookies?: Map<string, string>
}

/** From now on requests come from a browser in which no one has been; returns the cookies that the app sets there. */
export function useNewBrowser(): Map<string, string> {
  current.cairnTestHeaders = new Headers()
  current.cairnTestCookies = new Map()
  return current.cairnTestCookies
}

/** Takes a person's id, or null for no one; from now on the app takes every request for theirs. */
export async function actAs(db: pg.Client, personId: string | null): Promise<void> {
  current.cairnTestHeaders = new Headers()
  if (personId === null) return
  const { name, value } = await startSession(db, personId)
  current.cairnTestHeaders.set('cookie', `${name}=${value}`)
}
