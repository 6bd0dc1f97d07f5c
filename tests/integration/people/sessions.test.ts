// What a browser carries of a session, and what the database holds of it.
import { createHmac, randomBytes, scryptSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type * as Acting from '@/lib/auth/actor'
import type * as Auth from '@/lib/auth/auth'
import type * as SignIn from '@/lib/auth/sign-in'
import { hashPassword } from '@/lib/auth/password-hash'
import { sessionKey } from '@/lib/http/session-token'
import { addPerson } from '@/tests/helpers/people'
import { connect, insert } from '@/tests/helpers/plan-rows'

const PASSWORD = 'four quiet herons waiting'
const SECRET = process.env.CAIRN_SECRET ?? ''
const current = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }

let db: pg.Client
let hash: string
let auth: typeof Auth.auth
let currentActor: typeof Acting.currentActor
let signInWithPassword: typeof SignIn.signInWithPassword

beforeAll(async () => {
  db = await connect()
  hash = await hashPassword(PASSWORD)
  ;({ auth } = await import('@/lib/auth/auth'))
  ;({ currentActor } = await import('@/lib/auth/actor'))
  ;({ signInWithPassword } = await import('@/lib/auth/sign-in'))
})
afterAll(() => db.end())

async function addPersonWithPassword(): Promise<string> {
  const id = await addPerson(db)
  await insert(db, 'credential', {
    id,
    account_id: id,
    provider_id: 'credential',
    person_id: id,
    password: hash,
  })
  return id
}

/** Takes a person's id and the cookie that their browser has, if any; signs in and returns the new cookie. */
async function signIn(id: string, cookie = ''): Promise<string> {
  const response = await auth.api.signInEmail({
    body: { email: `${id}@example.org`, password: PASSWORD },
    headers: new Headers({ cookie }),
    asResponse: true,
  })
  const [set = ''] = response.headers.getSetCookie().filter((one) => one.includes('.session_token='))
  return set.split(';')[0] ?? ''
}

const tokenOf = (cookie: string) => decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''

async function whoIs(cookie: string) {
  current.cairnTestHeaders = new Headers({ cookie })
  return currentActor()
}

async function rowsOf(id: string) {
  return (await db.query('SELECT * FROM session WHERE person_id = $1', [id])).rows
}

async function recordOf(id: string) {
  const { rows } = await db.query(
    `SELECT kind, after, actor_id FROM audit_entry WHERE chain = 'accounts' AND record_id = $1 ORDER BY number`,
    [id],
  )
  return rows
}

it('the database holds no token of a session, and what it holds signs no one in', async () => {
  const id = await addPersonWithPassword()
  const cookie = await signIn(id)
  const token = tokenOf(cookie)
  const [row] = await rowsOf(id)
  expect(JSON.stringify(row)).not.toContain(token)
  expect(row.token).toBe(sessionKey(token))
  expect(await whoIs(cookie)).toMatchObject({ id })
  // Whoever read the row, and even the secret that signs cookies, has still no cookie that is good.
  const signature = createHmac('sha256', SECRET).update(row.token).digest('base64')
  const forged = `cairn.session_token=${encodeURIComponent(`${row.token}.${signature}`)}`
  expect(await whoIs(forged)).toEqual({ kind: 'anonymous' })
  await auth.api.signOut({ headers: new Headers({ cookie }) })
  expect(await rowsOf(id)).toEqual([])
  expect((await recordOf(id)).at(-1)).toMatchObject({
    kind: 'session.ended',
    after: { because: 'signed out' },
  })
})

it('a person who was signed in when tokens were replaced by their hashes stays so', async () => {
  const sql = await readFile('prisma/migrations/20261129120500_session_token_hashes/migration.sql', 'utf8')
  const id = await addPerson(db)
  await db.query('BEGIN')
  await db.query(
    `INSERT INTO session (id, token, person_id, expires_at) VALUES ($1, 'as it was', $1, now())`,
    [id],
  )
  await db.query(sql)
  const [row] = await rowsOf(id)
  await db.query('ROLLBACK')
  expect(row.token).toBe(sessionKey('as it was'))
})

it('a second sign-in in the same browser ends the session that it had, on record', async () => {
  const [first, second] = [await addPersonWithPassword(), await addPersonWithPassword()]
  const elsewhere = await signIn(first)
  const before = await signIn(first)
  const after = await signIn(first, before)
  expect(await whoIs(before)).toEqual({ kind: 'anonymous' })
  expect(await whoIs(after)).toMatchObject({ id: first })
  expect(await whoIs(elsewhere)).toMatchObject({ id: first })
  expect(await recordOf(first)).toContainEqual({
    kind: 'session.ended',
    after: { because: 'signed in again' },
    actor_id: first,
  })
  // Someone else at the same browser, by single sign-on.
  await auth.api.startSession({ body: { personId: second }, headers: new Headers({ cookie: after }) })
  expect(await whoIs(after)).toEqual({ kind: 'anonymous' })
  expect((await recordOf(first)).at(-1)).toMatchObject({ kind: 'session.ended', actor_id: second })
  // A cookie that no one signed ends no one's session.
  await signIn(second, elsewhere.replace('=', '=x'))
  expect(await whoIs(elsewhere)).toMatchObject({ id: first })
})

it('behind TLS every cookie is bound to this host, and the former names are not taken', async () => {
  const id = await addPersonWithPassword()
  const plain = await signIn(id)
  expect(plain).toMatch(/^cairn\.session_token=/)
  vi.resetModules()
  vi.stubEnv('CAIRN_URL', 'https://cairn.example')
  const { auth: secure } = await import('@/lib/auth/auth')
  const signedIn = await secure.api.signInEmail({
    body: { email: `${id}@example.org`, password: PASSWORD },
    headers: new Headers(),
    asResponse: true,
  })
  const asked = await secure.api.generatePasskeyAuthenticationOptions({
    headers: new Headers(),
    asResponse: true,
  })
  for (const [response, name] of [
    [signedIn, '__Host-cairn.session_token'],
    [asked, '__Host-cairn.passkey'],
  ] as const) {
    const [set = ''] = response.headers.getSetCookie()
    expect(set.split('=')[0]).toBe(name)
    expect(set.split('; ').slice(1)).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']),
    )
    expect(set).not.toMatch(/domain/i)
  }
  const token = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(await secure.api.getSession({ headers: new Headers({ cookie: token }) })).toMatchObject({
    user: { id },
  })
  for (const former of [plain, token.replace('__Host-', '__Secure-'), token.replace('__Host-', '')])
    expect(await secure.api.getSession({ headers: new Headers({ cookie: former }) })).toBeNull()
})

it('a password that was hashed at a lower cost is hashed again when it signs in', async () => {
  const id = await addPersonWithPassword()
  const salt = randomBytes(16)
  const key = scryptSync(PASSWORD, salt, 64, { N: 2 ** 14, r: 16, p: 2, maxmem: 2 ** 26 })
  const former = `scrypt$16384$16$2$${salt.toString('base64url')}$${key.toString('base64url')}`
  await db.query('UPDATE credential SET password = $2 WHERE person_id = $1', [id, former])
  const passwordOf = async () =>
    String((await db.query('SELECT password FROM credential WHERE person_id = $1', [id])).rows[0].password)
  current.cairnTestHeaders = new Headers()
  expect(await signInWithPassword(`${id}@example.org`, 'not the right one')).toEqual({ kind: 'refused' })
  expect(await passwordOf()).toBe(former)
  expect(await signInWithPassword(`${id}@example.org`, PASSWORD)).toEqual({ kind: 'signed-in' })
  const renewed = await passwordOf()
  expect(renewed).toMatch(/^scrypt\$32768\$8\$3\$/)
  expect(await signInWithPassword(`${id}@example.org`, PASSWORD)).toEqual({ kind: 'signed-in' })
  expect(await passwordOf()).toBe(renewed)
})
