// What someone who watches over Cairn sees of attempts and refusals, and what is on record of them.
import { peopleMessages } from '@/lib/format/people/messages'
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { submitInvite } from '@/app/admin/accounts/invite/submit'
import { save } from '@/app/save'
import { Forbidden } from '@/components/page/forbidden-page'
import { readFormToken } from '@/lib/auth/form-token'
import { signInWithPassword } from '@/lib/auth/sign-in'
import { checkToken } from '@/lib/auth/token-actor'
import { makeToken } from '@/lib/auth/token-text'
import { log } from '@/lib/log'
import { changeRights } from '@/lib/mutations/people/accounts'
import { signInWithPasskey } from '@/lib/mutations/people/passkeys'
import { hashPassword } from '@/lib/auth/password-hash'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, insert } from '@/tests/helpers/plan-rows'

const PASSWORD = 'four quiet herons waiting'
const WRONG = 'seven loud gulls leaving'

let db: pg.Client
let hash: string
const warn = vi.spyOn(log, 'warn')

beforeAll(async () => {
  db = await connect()
  hash = await hashPassword(PASSWORD)
})
afterAll(() => db.end())
beforeEach(async () => {
  await db.query('DELETE FROM rate_limit')
  await actAs(db, null)
})
afterEach(() => warn.mockClear())

/** What was logged about security so far. */
const logged = () => warn.mock.calls.map(([facts]) => facts as unknown as Record<string, unknown>)

async function recordOf(id: string) {
  const { rows } = await db.query(
    `SELECT kind, after, actor_id FROM audit_entry WHERE record_id = $1 AND kind LIKE 'sign-in.%' ORDER BY number`,
    [id],
  )
  return rows
}

async function addPersonWithPassword() {
  const id = await addPerson(db)
  await insert(db, 'credential', {
    id,
    account_id: id,
    provider_id: 'credential',
    person_id: id,
    password: hash,
  })
  return { id, email: `${id}@example.org` }
}

describe('failed sign-ins', () => {
  it('of an account are logged each, and on record once for each window, and once when it waits', async () => {
    const { id, email } = await addPersonWithPassword()
    for (let n = 0; n < 8; n += 1) await signInWithPassword(email, WRONG)
    await vi.waitFor(() => expect(logged()).toHaveLength(8), 10_000)
    expect(logged().map(({ security, account }) => ({ security, account }))).toEqual(
      expect.arrayContaining([
        { security: 'sign-in-failed', account: id },
        { security: 'sign-in-locked', account: id },
      ]),
    )
    expect(JSON.stringify(logged())).not.toMatch(new RegExp(`${email}|${WRONG}`))
    await vi.waitFor(async () => expect(await recordOf(id)).toHaveLength(2), 10_000)
    expect(await recordOf(id)).toEqual([
      { kind: 'sign-in.failed', after: { way: 'password', attempts: expect.any(Number) }, actor_id: null },
      { kind: 'sign-in.locked', after: { way: 'password', attempts: 5 }, actor_id: null },
    ])
    await signInWithPassword(email, WRONG)
    await vi.waitFor(() => expect(logged()).toHaveLength(9), 10_000)
    expect(await recordOf(id)).toHaveLength(2)
  }, 60_000)

  it('of no one are logged without what was typed, which may be a password', async () => {
    await signInWithPassword('oops, my password@example.org', WRONG)
    await vi.waitFor(() => expect(logged()).toHaveLength(1), 10_000)
    expect(logged()[0]).toMatchObject({
      security: 'sign-in-failed',
      unknown: expect.stringMatching(/^[\da-f]{12}$/),
    })
    expect(JSON.stringify(logged())).not.toMatch(/oops|gulls/)
  })

  it('with a passkey are logged as well', async () => {
    await expect(signInWithPasskey({ id: 'not one of ours' })).rejects.toThrow(peopleMessages.passkeyRefused)
    await vi.waitFor(
      () => expect(logged()).toMatchObject([{ security: 'sign-in-failed', way: 'passkey' }]),
      10_000,
    )
  })
})

describe('refusals', () => {
  it('of a form and of a page say who was refused what', async () => {
    const id = await addPerson(db)
    await actAs(db, id)
    const rights = { isAdministrator: true, roles: new Map() }
    const { state } = await save('/', {}, () => changeRights(id, rights))
    expect(state?.errors.form).toMatch(/Only administrators/)
    await submitInvite({ values: {}, errors: {} }, new FormData())
    await Forbidden({ why: 'Only editors can.' })
    expect(logged()).toMatchObject([
      { security: 'permission-refused', account: id, why: expect.stringMatching(/^Only administrators/) },
      { security: 'permission-refused', account: id },
      { security: 'permission-refused', account: id, why: 'Only editors can.' },
    ])
  })

  it('of a token of a program and of a form tell it by no more than the beginning of its hash', async () => {
    const token = makeToken(randomUUID())
    await checkToken(`Bearer ${token}`)
    await checkToken('Bearer nonsense')
    readFormToken(`${randomUUID()}.x.forged`, 'update')
    const beginning = createHash('sha256').update(token).digest('hex').slice(0, 12)
    expect(logged()).toMatchObject([
      { security: 'token-refused', token: beginning },
      { security: 'token-refused', token: 'none of ours' },
      { security: 'token-refused', form: 'update' },
    ])
    expect(JSON.stringify(logged())).not.toMatch(/nonsense|forged/)
    expect(JSON.stringify(logged())).not.toContain(token)
  })
})
