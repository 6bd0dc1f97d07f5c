// Tokens: what a program may read with one, and what it never may.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { GET as getPlan } from '@/app/api/v1/plans/[plan]/route'
import { GET as listPlans } from '@/app/api/v1/plans/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { GET as getFeed } from '@/app/plans/[plan]/reports.atom/route'
import { currentActor } from '@/lib/auth/actor'
import { countUse } from '@/lib/auth/uses-without-token'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { checkToken, runAs } from '@/lib/auth/token-actor'
import type { Role } from '@/lib/domain/people/permissions'
import { MOST_IN_WINDOW, MOST_WITHOUT_TOKEN } from '@/lib/domain/people/token'
import { ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { deactivateAccount } from '@/lib/mutations/people/accounts'
import { makeApiToken, revokeApiToken, revokeTokenOf } from '@/lib/mutations/people/api-tokens'
import { discardDraft } from '@/lib/mutations/updates/draft'
import { changeSettings } from '@/lib/mutations/plan/change-settings'
import { startPasskey } from '@/lib/mutations/people/passkeys'
import { getOwnTokens, listTokensOf } from '@/lib/queries/people/api-tokens'
import { planListBody, problemBody } from '@/lib/schemas/api'
import { actAs } from '@/tests/helpers/acting'
import { addPerson, addToken } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
/** Neither is for the public. */
let own: ExamplePlan
let other: ExamplePlan

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  ;[own, other] = [examplePlan(), examplePlan()]
  for (const plan of [own, other]) {
    rowOf(plan, 'plan').is_public = false
    rowOf(plan, 'plan').words = Object.fromEntries(
      ['Pillar', 'Section', 'Action'].map((one) => [one.toLowerCase(), { one, many: `${one}s` }]),
    )
    await write(db, plan)
  }
})

const slugOf = (plan: ExamplePlan) => String(rowOf(plan, 'plan').slug)
const person = (role: Role = 'analyst') =>
  addPerson(db, { roles: { [idOf(own, 'plan')]: role, [idOf(other, 'plan')]: role } })

/** Makes a token for the first plan as someone, and signs out. */
async function tokenOf(personId: string): Promise<string> {
  await actAs(db, personId)
  const { token } = await makeApiToken('A chart', [idOf(own, 'plan')], 30, randomUUID())
  await actAs(db, null)
  return token
}

function ask(token: string | null, plan = own): Promise<Response> {
  const headers: HeadersInit = token === null ? {} : { authorization: `Bearer ${token}` }
  const request = new Request(`http://localhost/api/v1/plans/${slugOf(plan)}`, { headers })
  return getPlan(request, { params: Promise.resolve({ plan: slugOf(plan) }) })
}

const kinds = async () =>
  (
    await db.query(
      `SELECT kind FROM audit_entry WHERE record_type = 'api_token' ORDER BY recorded_at DESC LIMIT 2`,
    )
  ).rows.map(({ kind }) => kind)

describe('making a token', () => {
  it.each(['analyst', 'officer', 'editor'] as const)('is for an %s, who sees it once', async (role) => {
    const token = await tokenOf(await person(role))
    expect(token).toMatch(/^cairn_[\w-]{43}$/)
    const { rows } = await db.query('SELECT * FROM api_token ORDER BY created_at DESC LIMIT 1')
    expect(JSON.stringify(rows)).not.toContain(token)
    const { rows: entries } = await db.query(`SELECT * FROM audit_entry WHERE kind = 'api-token.made'`)
    expect(entries.length).toBeGreaterThan(0)
    expect(JSON.stringify(entries)).not.toContain(token)
  })

  it('is not for a viewer, an administrator without a role, a stranger or no one', async () => {
    const plans = [idOf(own, 'plan')]
    for (const id of [
      await person('viewer'),
      await addPerson(db, { isAdministrator: true }),
      await addPerson(db),
    ]) {
      await actAs(db, id)
      await expect(makeApiToken('A chart', plans, 30, randomUUID())).rejects.toThrow(InvalidError)
      expect((await getOwnTokens()).plans).toEqual([])
    }
    await actAs(db, null)
    await expect(makeApiToken('A chart', plans, 30, randomUUID())).rejects.toThrow(SignedOutError)
  })

  it('is refused for a plan beyond those, and for more tokens than anyone needs', async () => {
    const id = await addPerson(db, { roles: { [idOf(own, 'plan')]: 'analyst' } })
    await actAs(db, id)
    const both = [idOf(own, 'plan'), idOf(other, 'plan')]
    await expect(makeApiToken('A chart', both, 30, randomUUID())).rejects.toMatchObject({
      errors: { plans: /Choose/ },
    })
    for (let i = 0; i < 20; i += 1) await addToken(db, id, both)
    await expect(makeApiToken('A chart', both.slice(0, 1), 30, randomUUID())).rejects.toMatchObject({
      errors: { form: /20/ },
    })
  })
})

describe('a token', () => {
  it('reads the plan it is for, and no other that is not public', async () => {
    const token = await tokenOf(await person())
    expect((await ask(token)).status).toBe(200)
    expect((await ask(token, other)).status).toBe(404)
    expect((await ask(null)).status).toBe(404)
    const list = await listPlans(
      new Request('http://localhost/api/v1/plans', { headers: { authorization: `Bearer ${token}` } }),
      { params: Promise.resolve({}) },
    )
    const slugs = planListBody.parse(await list.json()).plans.map(({ slug }) => slug)
    expect(slugs).toContain(slugOf(own))
    expect(slugs).not.toContain(slugOf(other))
  })

  it('reads the files and the feed of the plan, too', async () => {
    const token = await tokenOf(await person())
    const request = new Request(`http://localhost/plans/x/files/actions.csv`, {
      headers: { authorization: `bearer ${token}` },
    })
    const file = { plan: slugOf(own), file: 'actions.csv' }
    expect((await getFile(request, { params: Promise.resolve(file) })).status).toBe(200)
    expect((await getFeed(request, { params: Promise.resolve({ plan: slugOf(own) }) })).status).toBe(200)
    const closed = { params: Promise.resolve({ ...file, plan: slugOf(other) }) }
    expect((await getFile(request, closed)).status).toBe(404)
  })

  it('says when it was used last', async () => {
    const id = await person()
    const token = await tokenOf(id)
    await actAs(db, id)
    expect((await getOwnTokens()).tokens).toMatchObject([{ lastUsedAt: null, state: 'good' }])
    await ask(token)
    const [{ lastUsedAt } = { lastUsedAt: null }] = (await getOwnTokens()).tokens
    expect(Date.now() - Date.parse(lastUsedAt ?? '')).toBeLessThan(60_000)
  })

  it.each([
    ['unknown', async () => `cairn_${'a'.repeat(43)}`],
    ['no token at all', async () => 'secret'],
    [
      'of someone deactivated',
      async (token: string, id: string) => {
        await actAs(db, await addPerson(db, { isAdministrator: true }))
        await deactivateAccount(id)
        expect((await kinds())[0]).toBe('api-token.revoked')
        return token
      },
    ],
    [
      'of someone whose role is gone',
      async (token: string, id: string) => {
        await db.query('DELETE FROM membership WHERE person_id = $1', [id])
        return token
      },
    ],
    [
      'of someone who only views now',
      async (token: string, id: string) => {
        await db.query(`UPDATE membership SET role = 'viewer' WHERE person_id = $1`, [id])
        return token
      },
    ],
    [
      'expired',
      async (token: string, id: string) => {
        await db.query(
          `UPDATE api_token SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE person_id = $1`,
          [id],
        )
        return token
      },
    ],
    [
      'revoked',
      async (token: string, id: string) => {
        await actAs(db, id)
        const [{ id: one } = { id: '' }] = (await getOwnTokens()).tokens
        await revokeApiToken(one)
        await revokeApiToken(one)
        expect(await kinds()).toEqual(['api-token.revoked', 'api-token.made'])
        await actAs(db, null)
        return token
      },
    ],
  ])('that is %s is refused, and not just ignored', async (_, spoil) => {
    const id = await person()
    const response = await ask(await spoil(await tokenOf(id), id))
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toContain('Bearer')
    expect(problemBody.parse(await response.json()).type).toBe('/api#bad-token')
  })

  it('is made to wait when it is used too often, and works again in the next minute', async () => {
    const token = await tokenOf(await person())
    const at = new Date()
    for (const uses of [MOST_IN_WINDOW - 1, MOST_IN_WINDOW, MOST_IN_WINDOW + 5])
      await db.query('UPDATE api_token SET window_opened_at = $1, window_uses = $2', [at, uses])
    const response = await ask(token)
    expect(response.status).toBe(429)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    const wait = Number(response.headers.get('Retry-After'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    const authorization = `Bearer ${token}`
    expect(await checkToken(authorization, new Date(at.getTime() + 61_000))).toMatchObject({ kind: 'actor' })
    await db.query('UPDATE api_token SET window_opened_at = now(), window_uses = $1', [MOST_IN_WINDOW - 1])
    const many = await Promise.all([1, 2, 3].map(() => checkToken(authorization)))
    expect(many.map(({ kind }) => kind).sort()).toEqual(['actor', 'wait', 'wait'])
  })

  it('of an editor or an administrator is that of an analyst', async () => {
    const id = await person('editor')
    await db.query('UPDATE person SET is_administrator = true WHERE id = $1', [id])
    const found = await checkToken(`Bearer ${await tokenOf(id)}`)
    expect(found).toMatchObject({ kind: 'actor', actor: { id, isAdministrator: false } })
    expect(found.kind === 'actor' && [...found.actor.roles]).toEqual([[idOf(own, 'plan'), 'analyst']])
  })

  it('writes nothing, whatever its owner may', async () => {
    const id = await person('editor')
    const found = await checkToken(`Bearer ${await tokenOf(id)}`)
    if (found.kind !== 'actor') throw new Error('Invalid token')
    const settings = { isPublic: true, needsApproval: false }
    const writes: Record<string, () => Promise<unknown>> = {
      'a plan': () => changeSettings(slugOf(own), settings, settings),
      'an account': () => revokeTokenOf(id, randomUUID()),
      'a draft': () => discardDraft({ kind: 'rule', plan: slugOf(own), adverse: '1', of: '3' }),
      'a passkey': startPasskey,
      'a token': () => makeApiToken('Another', [idOf(own, 'plan')], 365, randomUUID()),
    }
    // Even where the same request carries the owner's session.
    await actAs(db, id)
    for (const [what, writeIt] of Object.entries(writes))
      await expect(runAs(found.actor, writeIt), what).rejects.toThrow(ForbiddenError)
  })

  it('says nothing about who asks for a page or sends a form', async () => {
    const token = await tokenOf(await person())
    const { cairnTestHeaders } = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }
    cairnTestHeaders?.set('authorization', `Bearer ${token}`)
    expect(await currentActor()).toEqual({ kind: 'anonymous' })
    await expect(makeApiToken('Another', [idOf(own, 'plan')], 30, randomUUID())).rejects.toThrow(
      SignedOutError,
    )
  })
})

describe('other people’s tokens', () => {
  it('are for administrators to see and revoke, and for no one else', async () => {
    const [id, colleague] = [await person(), await person('editor')]
    const token = await tokenOf(id)
    const { rows } = await db.query('SELECT id FROM api_token WHERE person_id = $1', [id])
    await actAs(db, colleague)
    await expect(listTokensOf(id)).rejects.toThrow(ForbiddenError)
    await expect(revokeApiToken(rows[0].id)).rejects.toThrow(NotFoundError)
    await expect(revokeTokenOf(id, rows[0].id)).rejects.toThrow(ForbiddenError)
    expect((await ask(token)).status).toBe(200)
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    expect(await listTokensOf(id)).toMatchObject([{ name: 'A chart', plans: ['A plan'] }])
    await revokeTokenOf(id, rows[0].id)
    expect((await ask(token)).status).toBe(401)
  })
})

describe('without a token', () => {
  const MINUTE = Date.parse('2026-11-29T10:00:00Z')
  /** As another process would: what this one counted by itself is gone. */
  const asAnotherInstance = () =>
    (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for('cairn')]?.delete(
      'uses without a token',
    )
  const use = async (times: number, address: string, now = MINUTE) => {
    const waits: (number | null)[] = []
    for (let n = 0; n < times; n += 1) waits.push(await countUse(address, now))
    return waits
  }

  it('an address is answered so often a minute, whichever path it comes by, and then told when to come again', async () => {
    expect(new Set(await use(MOST_WITHOUT_TOKEN, '203.0.113.1'))).toEqual(new Set([null]))
    expect(await countUse('203.0.113.1', MINUTE + 20_000)).toBe(40)
    expect(await countUse('203.0.113.2', MINUTE + 20_000)).toBeNull()
    expect(await countUse('203.0.113.1', MINUTE + 60_000)).toBeNull()
    // Whoever has one address of IPv6 mostly has its whole network.
    await use(MOST_WITHOUT_TOKEN, '2001:db8::1')
    expect(await countUse('2001:db8::2', MINUTE)).toBe(60)
  })

  it('instances count together', async () => {
    await use(MOST_WITHOUT_TOKEN, '203.0.113.3')
    vi.resetModules()
    asAnotherInstance()
    const { countUse: countThere } = await import('@/lib/auth/uses-without-token')
    const waits: (number | null)[] = []
    for (let n = 0; n < 60; n += 1) waits.push(await countThere('203.0.113.3', MINUTE))
    expect(waits.slice(0, 49)).toEqual(Array.from({ length: 49 }, () => null))
    expect(waits.slice(50)).toEqual(Array.from({ length: 10 }, () => 60))
  })

  it('no one is counted who comes from this machine, nor who is not known', async () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect((await use(MOST_WITHOUT_TOKEN + 1, address)).at(-1)).toBeNull()
    expect(await countUse(null)).toBeNull()
  })

  it('is refused with 429, for the API and for files', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: MINUTE })
    onTestFinished(() => void vi.useRealTimers())
    await use(MOST_WITHOUT_TOKEN + 1, '203.0.113.4')
    const headers = { [CLIENT_ADDRESS]: '203.0.113.4' }
    for (const response of [
      await listPlans(new Request('http://localhost/api/v1/plans', { headers }), {
        params: Promise.resolve({}),
      }),
      await getFeed(new Request('http://localhost/', { headers }), {
        params: Promise.resolve({ plan: slugOf(own) }),
      }),
    ]) {
      expect(response.status).toBe(429)
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(problemBody.parse(await response.json())).toMatchObject({ type: '/api#too-many-requests' })
    }
  })
})
