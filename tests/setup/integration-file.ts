// Before each test file, and before it imports anything of the app: a fresh database for this worker, and no request.
import type * as crypto from 'node:crypto'
import { afterAll, vi } from 'vitest'
import type { PrismaClient } from '@/generated/prisma/client'
import { recreateDatabase, workerDatabaseUrls } from '../helpers/database'

const current = globalThis as typeof globalThis & {
  cairnTestHeaders?: Headers
  cairnTestCookies?: Map<string, string>
}
delete current.cairnTestHeaders
delete current.cairnTestCookies
// The next file drops the database.
afterAll(() => {
  const held = (globalThis as Record<symbol, unknown>)[Symbol.for('cairn')] as
    Map<string, unknown> | undefined
  return (held?.get('database client') as PrismaClient | undefined)?.$disconnect()
})

const { url, ownerUrl } = workerDatabaseUrls()
process.env.DATABASE_URL = url
// For what tests do past the app.
process.env.CAIRN_OWNER_DATABASE_URL = ownerUrl
process.env.CAIRN_SECRET = 'the secret of the tests, of no use to anyone'
process.env.CAIRN_URL = 'http://localhost:3000'
await recreateDatabase()

// What stands for Next, here and for all files alike: a worker keeps what one file mocks.
// There is no request here: tests say who asks (tests/helpers/acting.ts).
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(current.cairnTestHeaders ?? new Headers()),
  cookies: () =>
    Promise.resolve({
      get: (name: string) => {
        const value = current.cairnTestCookies?.get(name)
        return value === undefined ? undefined : { name, value }
      },
      set: (name: string, value: string) => current.cairnTestCookies?.set(name, value),
    }),
}))
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    // As Next does it.
    throw Object.assign(new Error(`redirect ${to}`), { digest: `NEXT_REDIRECT;replace;${to};303;` })
  },
  notFound: () => {
    throw new Error('not found')
  },
}))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
// A hash at the cost of today takes a third of a second of a processor (lib/auth/password-hash.test.ts makes real ones).
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>()
  const scrypt = (...[password, salt, length, options, done]: Parameters<typeof crypto.scrypt>) =>
    real.scrypt(password, salt, length, options.N === 2 ** 15 ? { ...options, N: 16, p: 1 } : options, done)
  return { ...real, default: { ...real, scrypt }, scrypt }
})
