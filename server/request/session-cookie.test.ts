import { createHmac } from 'node:crypto'
import { createAuthEndpoint } from 'better-auth/api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSessionTokens } from './session-cookie'

const SECRET = 'the secret of this test, which nobody else has'
const sign = (token: string) => `${token}.${createHmac('sha256', SECRET).update(token).digest('base64')}`
const NAMES = ['cairn.session_token', '__Secure-cairn.session_token', '__Host-cairn.session_token']

/** better-auth's own reading of a session cookie. */
const readByBetterAuth = createAuthEndpoint('/read', { method: 'GET' }, async (context) =>
  Promise.all(NAMES.map((name) => context.getSignedCookie(name, SECRET))),
)

describe('the session cookies of a request', () => {
  it('are found wherever better-auth finds one', async () => {
    const space = fc.constantFrom('', ' ', '\t', '  ', '\u00a0', '\u000b')
    const name = fc.constantFrom(...NAMES, 'CAIRN.SESSION_TOKEN', 'theme', '', 'x.cairn.session_token')
    const token = fc.constantFrom('ann', 'bob', 'a.b')
    const value = fc.oneof(
      fc.constantFrom(
        ...['ann', 'bob', 'a.b'].flatMap((one) => [
          sign(one),
          encodeURIComponent(sign(one)),
          `"${sign(one)}"`,
          `"${encodeURIComponent(sign(one))}"`,
          encodeURIComponent(sign(one)).toLowerCase(),
          `${sign(one)}x`,
        ]),
      ),
      token,
      fc.string({ maxLength: 10 }),
    )
    const cookie = fc
      .tuple(space, name, space, fc.constantFrom('=', '', '=='), space, value, space)
      .map((pieces) => pieces.join(''))
    let found = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(cookie, { maxLength: 5 }),
        fc.constantFrom(';', '; ', ';;', ' ;\t'),
        async (cookies, between) => {
          const header = cookies.join(between)
          const theirs = await readByBetterAuth({
            headers: withCookie(header),
          })
          const ours = findSessionTokens(header, SECRET)
          for (const one of theirs) if (typeof one === 'string') expect(ours).toContain(one)
          found += theirs.some((one) => typeof one === 'string') ? 1 : 0
          for (const one of ours) expect(['ann', 'bob', 'a.b']).toContain(one)
        },
      ),
      { numRuns: 500 },
    )
    expect(found).toBeGreaterThan(5)
  })

  it('count for nothing when we did not sign them', () => {
    for (const value of ['ann', `ann.${'A'.repeat(43)}=`, `.${sign('').slice(1)}`, ''])
      expect(findSessionTokens(`cairn.session_token=${value}`, SECRET)).toEqual([])
    expect(findSessionTokens(undefined, SECRET)).toEqual([])
  })

  it('are looked at up to a number', () => {
    const many = Array.from({ length: 100 }, (_, i) => `cairn.session_token=${sign(`t${i}`)}`).join(';')
    expect(findSessionTokens(many, SECRET)).toHaveLength(8)
  })
})

/** Next hands a header on as it came, and not as the platform's own class would tidy it up. */
function withCookie(cookie: string): Headers {
  const headers = new Headers()
  headers.get = (name) => (name.toLowerCase() === 'cookie' ? cookie : null)
  return headers
}
