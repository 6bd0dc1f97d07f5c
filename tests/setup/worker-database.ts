// Before each test file, and before it imports anything of the app: a fresh database for this worker.
import { vi } from 'vitest'
import { recreateDatabase, workerDatabaseUrls } from '../helpers/database'

const { url, ownerUrl } = workerDatabaseUrls()
process.env.DATABASE_URL = url
// For what tests do past the app.
process.env.CAIRN_OWNER_DATABASE_URL = ownerUrl
process.env.CAIRN_SECRET = 'the secret of the tests, of no use to anyone'
process.env.CAIRN_URL = 'http://localhost:3000'
await recreateDatabase()

// There is no request here: tests say who asks (tests/helpers/acting.ts).
vi.mock('next/headers', () => {
  const current = globalThis as typeof globalThis & {
    cairnTestHeaders?: Headers
    cairnTestCookies?: Map<string, string>
  }
  return {
    headers: () => Promise.resolve(current.cairnTestHeaders ?? new Headers()),
    cookies: () =>
      Promise.resolve({
        get: (name: string) => {
          const value = current.cairnTestCookies?.get(name)
          return value === undefined ? undefined : { name, value }
        },
        set: (name: string, value: string) => current.cairnTestCookies?.set(name, value),
      }),
  }
})
