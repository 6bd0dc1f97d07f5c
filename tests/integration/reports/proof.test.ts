// What gives or changes access: asked for again after ten minutes, taken away with a password, withheld without a passkey.
import { peopleMessages } from '@/lib/format/people/messages'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitInvite } from '@/app/admin/accounts/invite/submit'
import { submitPasskeyStart } from '@/app/account/passkeys/submit'
import { currentActor } from '@/lib/auth/actor'
import { confirmWithPassword } from '@/lib/auth/sign-in'
import { checkToken } from '@/lib/auth/token-actor'
import { makeToken } from '@/lib/auth/token-text'
import { ForbiddenError, InvalidError, UnprovenError } from '@/lib/errors'
import { acceptInvitation } from '@/lib/mutations/people/accept-invitation'
import { changeRights, deactivateAccount, reactivateAccount } from '@/lib/mutations/people/accounts'
import { makeApiToken, revokeApiToken, revokeTokenOf } from '@/lib/mutations/people/api-tokens'
import { invite, makePasswordLink, revokeInvitation } from '@/lib/mutations/people/invitations'
import { changePassword } from '@/lib/mutations/people/own-account'
import { requirePasskeys } from '@/lib/mutations/people/passkey-roles'
import { addPasskey, confirmWithPasskey, removePasskey, startPasskey } from '@/lib/mutations/people/passkeys'
import { hashPassword } from '@/lib/auth/password-hash'
import { getInvitation } from '@/lib/queries/people/invitation'
import { listPasskeyRoles } from '@/lib/queries/people/passkey-roles'
import { roleField } from '@/lib/schemas/people/account'
import { actAs } from '@/tests/helpers/acting'
import { addPerson, addToken, startSession } from '@/tests/helpers/people'
import { connect, createPlan, idOf, insert } from '@/tests/helpers/plan-rows'

const PASSWORD = 'four quiet herons waiting'
const OTHER = 'seven loud gulls leaving'
const NO_RIGHTS = { isAdministrator: false, roles: new Map() }

let db: pg.Client
let planId: string
let hash: string

beforeAll(async () => {
  db = await connect()
  planId = idOf(await createPlan(db), 'plan')
  hash = await hashPassword(PASSWORD)
})
afterAll(() => db.end())
beforeEach(async () => {
  await db.query(`DELETE FROM rate_limit`)
  await db.query(`DELETE FROM passkey`)
  await db.query(`DELETE FROM setting WHERE name = 'passkey-roles'`)
})

async function addPassword(id: string): Promise<void> {
  await insert(db, 'credential', {
    id: randomUUID(),
    person_id: id,
    account_id: id,
    provider_id: 'credential',
    password: hash,
  })
}

async function addPasskeyOf(personId: string, name = 'phone'): Promise<string> {
  const id = randomUUID()
  await insert(db, 'passkey', {
    id,
    name,
    person_id: personId,
    public_key: 'x',
    credential_id: id,
    counter: 0,
    device_type: 'singleDevice',
    backed_up: false,
  })
  return id
}

/** The session of whoever asks now was started so long ago. */
const letPass = (personId: string, minutes: number) =>
  db.query(`UPDATE session SET created_at = now() - $2 * interval '1 minute' WHERE person_id = $1`, [
    personId,
    minutes,
  ])

async function recordOf(id: string) {
  const { rows } = await db.query(
    `SELECT kind, after FROM audit_entry WHERE chain = 'accounts' AND record_id = $1 ORDER BY number`,
    [id],
  )
  return rows as { kind: string; after: unknown }[]
}

describe('ten minutes after the last proof', () => {
  it('nothing gives or changes access, and what takes it back still does', async () => {
    const administrator = await addPerson(db, { isAdministrator: true, roles: { [planId]: 'analyst' } })
    const other = await addPerson(db)
    await actAs(db, administrator)
    const { email } = await invite(`${randomUUID()}@example.org`, NO_RIGHTS, randomUUID())
    const gives: Record<string, () => Promise<unknown>> = {
      invite: () => invite('new@example.org', NO_RIGHTS, randomUUID()),
      makePasswordLink: () => makePasswordLink(other, randomUUID()),
      changeRights: () => changeRights(other, { isAdministrator: true, roles: new Map() }),
      deactivateAccount: () => deactivateAccount(other),
      reactivateAccount: () => reactivateAccount(other),
      requirePasskeys: () => requirePasskeys(['editor']),
      makeApiToken: () => makeApiToken('Chart', [planId], 30, randomUUID()),
      startPasskey,
      addPasskey: () => addPasskey({ id: 'x' }, 'phone'),
    }
    await letPass(administrator, 9)
    await expect(startPasskey()).resolves.toHaveProperty('challenge')
    await letPass(administrator, 11)
    for (const [name, give] of Object.entries(gives))
      await expect(give(), name).rejects.toThrow(UnprovenError)
    const { rows } = await db.query('SELECT id FROM invitation WHERE email = $1', [email])
    await revokeInvitation(rows[0].id)
    await revokeTokenOf(other, await addToken(db, other, [planId]))
    await revokeApiToken(await addToken(db, administrator, [planId]))
    expect((await recordOf(rows[0].id)).map(({ kind }) => kind)).toEqual([
      'invitation.made',
      'invitation.revoked',
    ])
  })

  it('a form keeps what was typed and shows the way to confirm', async () => {
    const administrator = await addPerson(db, { isAdministrator: true })
    await actAs(db, administrator)
    await letPass(administrator, 11)
    const form = new FormData()
    form.set('email', 'new@example.org')
    form.set(roleField(planId), 'viewer')
    expect(await submitInvite({ values: {}, errors: {} }, form)).toEqual({
      values: { email: 'new@example.org', [roleField(planId)]: 'viewer' },
      errors: { form: expect.stringContaining('Confirm that it is you, then send this form again') },
      mustConfirm: true,
    })
    expect(await submitPasskeyStart({ 'passkey-name': 'phone' })).toMatchObject({
      values: { 'passkey-name': 'phone' },
      mustConfirm: true,
    })
  })

  it('the password proves it again: a new session takes the place of this one', async () => {
    const id = await addPerson(db)
    await addPassword(id)
    await actAs(db, id)
    await letPass(id, 11)
    expect(await confirmWithPassword(OTHER)).toEqual({ kind: 'refused' })
    expect(await confirmWithPassword(PASSWORD)).toEqual({ kind: 'signed-in' })
    const { rows } = await db.query(
      `SELECT now() - created_at < interval '1 minute' AS fresh FROM session WHERE person_id = $1 AND expires_at > now()`,
      [id],
    )
    expect(rows).toEqual([{ fresh: true }])
    expect((await recordOf(id)).map(({ after }) => after)).toEqual(
      expect.arrayContaining([{ because: 'signed in again' }, { way: 'password' }]),
    )
  })

  it('guesses are counted as at sign-in', async () => {
    const id = await addPerson(db)
    await addPassword(id)
    await actAs(db, id)
    for (let n = 0; n < 5; n += 1) await confirmWithPassword(OTHER)
    expect((await confirmWithPassword(PASSWORD)).kind).toBe('wait')
  }, 60_000)

  it('a passkey of someone else proves nothing', async () => {
    const [id, other] = [await addPerson(db), await addPerson(db)]
    const theirs = await addPasskeyOf(other)
    await actAs(db, id)
    await expect(confirmWithPasskey({ id: theirs })).rejects.toThrow(peopleMessages.passkeyOfAnother)
  })
})

describe('a new password', () => {
  it.each([
    [false, ['phone']],
    [true, []],
  ])('by a link ends sessions and tokens, and passkeys where that is chosen (%s)', async (removes, left) => {
    const administrator = await addPerson(db, { isAdministrator: true })
    const id = await addPerson(db, { roles: { [planId]: 'analyst' } })
    await addPassword(id)
    await addPasskeyOf(id)
    await startSession(db, id)
    const token = makeToken(randomUUID())
    await addToken(db, id, [planId], token)
    expect((await checkToken(`Bearer ${token}`)).kind).toBe('actor')
    await actAs(db, administrator)
    const link = await makePasswordLink(id, randomUUID())
    expect(await getInvitation(link.token)).toMatchObject({ passkeys: ['phone'] })
    await acceptInvitation(link.token, {
      name: '',
      email: '',
      newPassword: OTHER,
      removesPasskeys: removes,
    })
    expect((await checkToken(`Bearer ${token}`)).kind).toBe('refused')
    expect((await db.query('SELECT 1 FROM session WHERE person_id = $1', [id])).rowCount).toBe(0)
    const { rows } = await db.query('SELECT name FROM passkey WHERE person_id = $1', [id])
    expect(rows.map(({ name }) => name)).toEqual(left)
    expect((await recordOf(id)).map(({ kind }) => kind)).toEqual([
      'account.password-set-by-link',
      'session.ended',
      ...(removes ? ['passkey.removed'] : []),
    ])
  })

  it('of one’s own ends tokens where that is chosen', async () => {
    const id = await addPerson(db, { roles: { [planId]: 'analyst' } })
    await addPassword(id)
    const token = makeToken(randomUUID())
    await addToken(db, id, [planId], token)
    await actAs(db, id)
    await changePassword(PASSWORD, OTHER)
    expect((await checkToken(`Bearer ${token}`)).kind).toBe('actor')
    await changePassword(OTHER, PASSWORD, true)
    expect((await checkToken(`Bearer ${token}`)).kind).toBe('refused')
  }, 60_000)
})

describe('a role that needs a passkey', () => {
  it('is withheld, for programs too, from anyone who has none, until they add one', async () => {
    const administrator = await addPerson(db, { isAdministrator: true })
    const id = await addPerson(db, { roles: { [planId]: 'analyst' } })
    const token = makeToken(randomUUID())
    await addToken(db, id, [planId], token)
    await actAs(db, administrator)
    await requirePasskeys(['analyst'])
    expect((await listPasskeyRoles()).find(({ role }) => role === 'analyst')).toMatchObject({
      isRequired: true,
      without: expect.any(Number),
    })
    expect((await recordOf('passkey-roles')).at(-1)).toMatchObject({ after: { roles: ['analyst'] } })
    await actAs(db, id)
    expect(await currentActor()).toMatchObject({ id, needsPasskey: true, roles: new Map() })
    expect((await checkToken(`Bearer ${token}`)).kind).toBe('refused')
    const passkey = await addPasskeyOf(id)
    expect(await currentActor()).toMatchObject({ roles: new Map([[planId, 'analyst']]) })
    expect(await currentActor()).not.toHaveProperty('needsPasskey')
    expect((await checkToken(`Bearer ${token}`)).kind).toBe('actor')
    await expect(removePasskey(passkey)).rejects.toThrow('Add another one before you remove this one')
    await addPasskeyOf(id, 'laptop')
    await removePasskey(passkey)
  })

  it('is administrators’ as soon as one of them has one, and no one is locked out', async () => {
    const [first, second] = [
      await addPerson(db, { isAdministrator: true }),
      await addPerson(db, { isAdministrator: true }),
    ]
    const passkey = await addPasskeyOf(first)
    await actAs(db, second)
    expect(await currentActor()).toMatchObject({ isAdministrator: false, needsPasskey: true })
    await expect(invite('new@example.org', NO_RIGHTS, randomUUID())).rejects.toThrow(ForbiddenError)
    // They can still add one.
    await expect(startPasskey()).resolves.toHaveProperty('challenge')
    await actAs(db, first)
    expect(await currentActor()).toMatchObject({ isAdministrator: true })
    await removePasskey(passkey)
    expect(await currentActor()).toMatchObject({ isAdministrator: true })
  })

  it('can be administrators’ only by one who has a passkey, and can be no one’s', async () => {
    const id = await addPerson(db, { isAdministrator: true })
    await actAs(db, id)
    await expect(requirePasskeys(['administrator'])).rejects.toThrow(InvalidError)
    await addPasskeyOf(id)
    await requirePasskeys(['administrator', 'editor'])
    await actAs(db, await addPerson(db, { isAdministrator: true, roles: { [planId]: 'editor' } }))
    expect(await currentActor()).toMatchObject({ isAdministrator: false, roles: new Map() })
    await actAs(db, id)
    await requirePasskeys([])
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    expect(await currentActor()).toMatchObject({ isAdministrator: true })
  })
})
