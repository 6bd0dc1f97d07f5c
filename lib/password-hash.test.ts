import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password-hash'

it('knows a password again, however its letters are composed, and no other', async () => {
  const hash = await hashPassword('vier stille R\u00e4ume')
  expect(hash).toMatch(/^scrypt\$16384\$16\$2\$/)
  expect(hash).not.toBe(await hashPassword('vier stille R\u00e4ume'))
  expect(await verifyPassword({ hash, password: 'vier stille Ra\u0308ume' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'vier stille raume' })).toBe(false)
  expect(await verifyPassword({ hash: 'plain', password: 'plain' })).toBe(false)
})
