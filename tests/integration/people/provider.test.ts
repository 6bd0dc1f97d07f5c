// Single sign-on against a real OpenID Connect provider: what Cairn believes of it, and whom it lets in.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Asking from '@/lib/auth/provider'
import type * as SignIn from '@/lib/mutations/people/provider-sign-in'
import { actAs } from '@/tests/helpers/acting'
import { type Claims, logInAt, startProvider, type TestProvider } from '@/tests/helpers/oidc-provider'
import { addPerson } from '@/tests/helpers/people'
import { connect, createPlan, type ExamplePlan, idOf, insert } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let provider: TestProvider
let asking: typeof Asking
let signInWithProvider: typeof SignIn.signInWithProvider

beforeAll(async () => {
  db = await connect()
  plan = await createPlan(db)
  provider = await startProvider('http://localhost:3000/sign-in/provider/callback')
  Object.assign(process.env, provider.env)
  // What reads the environment may only be loaded now.
  asking = await import('@/lib/auth/provider')
  ;({ signInWithProvider } = await import('@/lib/mutations/people/provider-sign-in'))
  await actAs(db, null)
})
afterAll(async () => {
  await provider.close()
  await db.end()
})

function someone(given: Partial<Claims> = {}): Claims {
  const sub = randomUUID()
  return { sub, email: `${sub}@example.org`, email_verified: true, name: 'Sandy Single', ...given }
}

async function askAbout(claims: Claims) {
  const { url, flow } = await asking.startAtProvider()
  const back = await logInAt(url, claims)
  return { flow, back: back.searchParams }
}

describe('what the provider says', () => {
  it('is whom it vouches for', async () => {
    const claims = someone()
    const { flow, back } = await askAbout(claims)
    expect(back.get('state')).toBe(flow.state)
    expect(await asking.askProvider(flow, back)).toEqual({
      issuer: provider.env.CAIRN_OIDC_ISSUER,
      subject: claims.sub,
      email: claims.email,
      isEmailVerified: true,
      name: 'Sandy Single',
    })
  })

  it('is asked for with PKCE, a state and a nonce of this attempt alone', async () => {
    const [first, second] = await Promise.all([asking.startAtProvider(), asking.startAtProvider()])
    const asked = new URL(first.url).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('response_type')).toBe('code')
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)).not.toBe(new URL(second.url).searchParams.get(name))
    expect(first.url).not.toContain(first.flow.verifier)
  })

  it.each([
    ['nonce', 'nonce'],
    ['verifier', 'verifier'],
    ['state', 'state'],
  ] as const)('is not believed when it answers another attempt (%s)', async (_what, part) => {
    const { flow, back } = await askAbout(someone())
    const other = { ...flow, [part]: 'x'.repeat(64) }
    await expect(asking.askProvider(other, back)).rejects.toMatchObject({ problem: 'failed' })
  })

  it('is not believed when another provider sends it', async () => {
    const { flow, back } = await askAbout(someone())
    back.set('iss', 'https://another.example')
    await expect(asking.askProvider(flow, back)).rejects.toMatchObject({ problem: 'failed' })
  })

  it('is not believed without its signature', async () => {
    const { flow, back } = await askAbout(someone())
    const send = fetch
    vi.stubGlobal('fetch', async (address: string | URL, options: RequestInit) => {
      const response = await send(address, options)
      if (!String(address).endsWith('/token')) return response
      const body = (await response.json()) as { id_token: string }
      const [head, claims, signature = ''] = body.id_token.split('.')
      const other = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
      return Response.json({ ...body, id_token: [head, claims, other].join('.') })
    })
    await expect(asking.askProvider(flow, back)).rejects.toMatchObject({ problem: 'failed' })
    vi.unstubAllGlobals()
    const again = await askAbout(someone())
    await asking.askProvider(again.flow, again.back)
  })

  it('is not believed twice', async () => {
    const { flow, back } = await askAbout(someone())
    await asking.askProvider(flow, back)
    await expect(asking.askProvider(flow, back)).rejects.toMatchObject({ problem: 'failed' })
  })

  it('counts as verified only when it says so', async () => {
    const sub = randomUUID()
    const email = `${sub}@example.org`
    for (const claims of [{ sub, email }, someone({ email_verified: false })]) {
      const { flow, back } = await askAbout(claims)
      expect(await asking.askProvider(flow, back)).toMatchObject({ isEmailVerified: false })
    }
  })
})

describe('who is let in', () => {
  const identity = (given: Partial<Asking.ProviderIdentity> = {}): Asking.ProviderIdentity => {
    const subject = randomUUID()
    return {
      issuer: 'https://provider.example',
      subject,
      email: `${subject}@example.org`,
      isEmailVerified: true,
      name: 'Sandy Single',
      ...given,
    }
  }
  const sessionsOf = async (personId: string) =>
    (await db.query('SELECT id FROM session WHERE person_id = $1', [personId])).rowCount
  const recordOf = async (personId: string) =>
    (
      await db.query(
        `SELECT kind, after FROM audit_entry WHERE chain = 'accounts' AND record_id = $1 ORDER BY number`,
        [personId],
      )
    ).rows

  it('is the person who has an account with the email address, in whatever case; from then on by the subject', async () => {
    const id = await addPerson(db)
    const known = identity({ email: `${id.toUpperCase()}@Example.org` })
    expect(await signInWithProvider(known)).toBeNull()
    expect(await signInWithProvider({ ...known, email: null, isEmailVerified: false })).toBeNull()
    expect(await sessionsOf(id)).toBe(2)
    expect(await recordOf(id)).toEqual([
      { kind: 'credential.linked', after: { provider: known.issuer } },
      { kind: 'session.started', after: { way: 'single sign-on' } },
      { kind: 'session.started', after: { way: 'single sign-on' } },
    ])
    const { rows } = await db.query('SELECT * FROM credential WHERE person_id = $1', [id])
    expect(rows).toMatchObject([
      { account_id: known.subject, access_token: null, refresh_token: null, id_token: null },
    ])
  })

  it('is no one whose email address the provider has not verified', async () => {
    const id = await addPerson(db)
    const email = `${id}@example.org`
    expect(await signInWithProvider(identity({ email, isEmailVerified: false }))).toBe('unverified')
    expect(await signInWithProvider(identity({ email: null }))).toBe('unverified')
    expect(await sessionsOf(id)).toBe(0)
  })

  it('is no stranger', async () => {
    const before = await db.query('SELECT count(*) FROM person')
    expect(await signInWithProvider(identity())).toBe('stranger')
    expect((await db.query('SELECT count(*) FROM person')).rows).toEqual(before.rows)
  })

  it('is no one whose account is deactivated, linked before or not', async () => {
    const [linked, unlinked] = [await addPerson(db), await addPerson(db)]
    const known = identity({ email: `${linked}@example.org` })
    expect(await signInWithProvider(known)).toBeNull()
    await db.query('DELETE FROM session WHERE person_id = $1', [linked])
    await db.query('UPDATE person SET deactivated_at = now() WHERE id = ANY($1)', [[linked, unlinked]])
    expect(await signInWithProvider(known)).toBe('deactivated')
    expect(await signInWithProvider(identity({ email: `${unlinked}@example.org` }))).toBe('deactivated')
    expect(await sessionsOf(linked)).toBe(0)
    expect(await sessionsOf(unlinked)).toBe(0)
  })

  describe('by invitation', () => {
    let administrator: string
    beforeAll(async () => {
      administrator = await addPerson(db, { isAdministrator: true })
    })
    const invite = (email: string, given: Record<string, unknown> = {}) =>
      insert(db, 'invitation', {
        id: randomUUID(),
        token_hash: randomUUID(),
        email,
        roles: JSON.stringify([{ planId: idOf(plan, 'plan'), role: 'officer' }]),
        invited_by_id: administrator,
        expires_at: new Date(Date.now() + 60_000),
        ...given,
      })
    const email = () => `${randomUUID()}@example.org`

    it('gets the account and the roles that the invitation promises, once', async () => {
      const invited = email()
      await invite(invited)
      expect(await signInWithProvider(identity({ email: invited.toUpperCase() }))).toBeNull()
      const { rows } = await db.query(
        `SELECT person.id, name, role, person.is_administrator, accepted_at IS NOT NULL AS accepted FROM person
         JOIN membership ON person_id = person.id JOIN invitation USING (email) WHERE email = $1`,
        [invited],
      )
      expect(rows).toMatchObject([
        { name: 'Sandy Single', role: 'officer', is_administrator: false, accepted: true },
      ])
      expect((await recordOf(rows[0].id)).map(({ kind }) => kind)).toEqual([
        'account.made',
        'credential.linked',
        'session.started',
      ])
    })

    it('is one account for a first sign-in in two tabs at once', async () => {
      const invited = email()
      await invite(invited)
      const one = identity({ email: invited })
      expect(await Promise.all([signInWithProvider(one), signInWithProvider(one)])).toEqual([null, null])
    })

    it('gets nothing by one that is used, taken back, too old or of no administrator, nor without a verified address', async () => {
      const past = new Date(Date.now() - 1000)
      const others = [await addPerson(db), await addPerson(db, { isAdministrator: true }), null] as const
      await db.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [others[1]])
      const made = others.map((id) => ({ invited_by_id: id }))
      for (const given of [{ accepted_at: past }, { revoked_at: past }, { expires_at: past }, ...made]) {
        const invited = email()
        await invite(invited, given)
        expect(await signInWithProvider(identity({ email: invited }))).toBe('stranger')
      }
      const invited = email()
      await invite(invited)
      expect(await signInWithProvider(identity({ email: invited, isEmailVerified: false }))).toBe(
        'unverified',
      )
    })
  })

  it('is no one who got the email address after someone else', async () => {
    const email = `${await addPerson(db)}@example.org`
    expect(await signInWithProvider(identity({ email }))).toBeNull()
    expect(await signInWithProvider(identity({ email }))).toBe('taken')
  })

  it('does not take a pattern for an email address', async () => {
    const id = await addPerson(db)
    expect(await signInWithProvider(identity({ email: `${id.replaceAll(/./g, '_')}@example.org` }))).toBe(
      'stranger',
    )
    expect(await signInWithProvider(identity({ email: '%' }))).toBe('stranger')
  })
})
