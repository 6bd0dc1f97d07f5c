import { randomBytes, scryptSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { UnavailableError } from '@/lib/errors'
import { hashPassword, isOutdated, verifyPassword } from './password-hash'

it('knows a password again, however its letters are composed, and no other', async () => {
  const hash = await hashPassword('vier stille R\u00e4ume')
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/)
  expect(isOutdated(hash)).toBe(false)
  expect(hash).not.toBe(await hashPassword('vier stille R\u00e4ume'))
  expect(await verifyPassword({ hash, password: 'vier stille Ra\u0308ume' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'vier stille raume' })).toBe(false)
  expect(await verifyPassword({ hash: 'plain', password: 'plain' })).toBe(false)
})

it('knows those that were kept at another cost, and tells them', async () => {
  const salt = randomBytes(16)
  const key = scryptSync('as before', salt, 64, { N: 2 ** 14, r: 16, p: 2, maxmem: 2 ** 26 })
  const hash = `scrypt$16384$16$2$${salt.toString('base64url')}$${key.toString('base64url')}`
  expect(await verifyPassword({ hash, password: 'as before' })).toBe(true)
  expect(isOutdated(hash)).toBe(true)
})

it('lets a crowd wait its turn, and refuses what is too much at once', async () => {
  const cheap = 'scrypt$16$1$1$AAAA$AAAA'
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, () => verifyPassword({ hash: cheap, password: 'x' })),
  )
  const refused = results.filter((one) => one.status === 'rejected')
  expect(refused.length).toBeGreaterThan(30)
  for (const { reason } of refused) expect(reason).toBeInstanceOf(UnavailableError)
  expect(await verifyPassword({ hash: cheap, password: 'x' })).toBe(false)
})
