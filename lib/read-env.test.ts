import { describe, expect, it } from 'vitest'
import { readEnv } from './read-env'

const NEEDED = {
  DATABASE_URL: 'postgresql://localhost/cairn',
  CAIRN_SECRET: 'x'.repeat(32),
  CAIRN_URL: 'https://cairn.example.org',
}
const SINGLE_SIGN_ON = {
  CAIRN_OIDC_ISSUER: 'https://login.example.org',
  CAIRN_OIDC_CLIENT_ID: 'cairn',
  CAIRN_OIDC_CLIENT_SECRET: 'secret',
  CAIRN_OIDC_NAME: 'the directory',
}

describe('the environment', () => {
  it('takes the number of proxies, and no word for it', () => {
    expect(readEnv(NEEDED).CAIRN_PROXIES).toBe(0)
    for (const contact of ['us@example.org', 'https://example.org/contact'])
      expect(readEnv({ ...NEEDED, CAIRN_CONTACT: contact }).CAIRN_CONTACT).toBe(contact)
    expect(() => readEnv({ ...NEEDED, CAIRN_CONTACT: 'Jane' })).toThrow(/CAIRN_CONTACT: must be an email/)
    expect(readEnv({ ...NEEDED, CAIRN_PROXIES: '' }).CAIRN_PROXIES).toBe(0)
    expect(readEnv({ ...NEEDED, CAIRN_PROXIES: '2' }).CAIRN_PROXIES).toBe(2)
    for (const wrong of ['one', '-1', '1.5', '10'])
      expect(() => readEnv({ ...NEEDED, CAIRN_PROXIES: wrong })).toThrow(/CAIRN_PROXIES: must be the number/)
  })

  it('does without single sign-on, which may also be set to nothing', () => {
    expect(readEnv(NEEDED).CAIRN_OIDC_ISSUER).toBeUndefined()
    expect(
      readEnv({ ...NEEDED, CAIRN_OIDC_ISSUER: '', CAIRN_OIDC_NAME: '' }).CAIRN_OIDC_ISSUER,
    ).toBeUndefined()
  })

  it('sets single sign-on up', () => {
    expect(readEnv({ ...NEEDED, ...SINGLE_SIGN_ON })).toMatchObject(SINGLE_SIGN_ON)
  })

  it('says which of the variables is missing', () => {
    const { CAIRN_OIDC_CLIENT_SECRET: _left, ...rest } = SINGLE_SIGN_ON
    expect(() => readEnv({ ...NEEDED, ...rest })).toThrow(/CAIRN_OIDC_CLIENT_SECRET: is missing/)
  })

  it.each([
    ['http://login.example.org', 'must begin with https:'],
    ['login.example.org', 'must be the address of an OpenID Connect provider'],
  ])('does not take %s for a provider', (issuer, why) => {
    expect(() => readEnv({ ...NEEDED, ...SINGLE_SIGN_ON, CAIRN_OIDC_ISSUER: issuer })).toThrow(why)
  })

  it('takes a provider on the same machine, for trying out', () => {
    const issuer = 'http://localhost:4000'
    expect(readEnv({ ...NEEDED, ...SINGLE_SIGN_ON, CAIRN_OIDC_ISSUER: issuer }).CAIRN_OIDC_ISSUER).toBe(
      issuer,
    )
  })
})
