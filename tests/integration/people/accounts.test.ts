// Who may sign in: attempts, invitations, roles and sessions, against the database that counts them.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { currentActor } from '@/lib/auth/actor'
import {
  accountKey,
  ATTEMPTS_WINDOW,
  MOST_PER_ACCOUNT,
  MOST_PER_ADDRESS,
  takeAttempt,
} from '@/lib/auth/attempts'
import { signInWithPassword } from '@/lib/auth/sign-in'
import type { Role } from '@/lib/domain/people/permissions'
import { ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { acceptInvitation } from '@/lib/mutations/people/accept-invitation'
import { identityMark, rightsMark } from '@/lib/domain/people/rights'
import {
  changeIdentity,
  changeRights,
  deactivateAccount,
  reactivateAccount,
} from '@/lib/mutations/people/accounts'
import { invite, makePasswordLink, revokeInvitation } from '@/lib/mutations/people/invitations'
import { startPasskeySignIn } from '@/lib/mutations/people/passkeys'
import {
  changeOwnName,
  changePassword,
  endSession,
  signOutEverywhere,
} from '@/lib/mutations/people/own-account'
import { listAccounts, listOpenInvitations } from '@/lib/queries/people/accounts'
import { getInvitation } from '@/lib/queries/people/invitation'
import { getOwnAccount } from '@/lib/queries/people/own-account'
import { makeFirstLink } from '@/scripts/first-administrator'
import { actAs, useNewBrowser } from '@/tests/helpers/acting'
import { addPerson, startSession } from '@/tests/helpers/people'
import { connect, createPlan, idOf } from '@/tests/helpers/plan-rows'

/** Every account, from all pages of the list. */
async function everyAccount() {
  const { pages, rows } = await listAccounts(1)
  const others = Array.from({ length: pages - 1 }, async (_, i) => (await listAccounts(i + 2)).rows)
  return [...rows, ...(await Promise.all(others)).flat()]
}

const PASSWORD = 'four quiet herons waiting'
const OTHER = 'seven loud gulls leaving'

let db: pg.Client
let planId: string
let administrator: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

/** The first link works only while no one has an account, so it comes first. */
describe('the first administrator', () => {
  const url = () => process.env.DATABASE_URL ?? ''

  it('comes by a link that dies with the next start, and once there is an account no more are made', async () => {
    const [old, link] = [await makeFirstLink(url()), await makeFirstLink(url())]
    expect(await getInvitation(old ?? '')).toBeNull()
    expect(await getInvitation(link ?? '')).toEqual({ email: null, existingName: null, passkeys: [] })
    await actAs(db, null)
    await acceptInvitation(link ?? '', {
      name: 'First',
      email: 'first@example.org',
      newPassword: PASSWORD,
    })
    const { rows } = await db.query(
      `SELECT id, is_administrator FROM person WHERE email = 'first@example.org'`,
    )
    expect(rows).toEqual([{ id: expect.any(String), is_administrator: true }])
    administrator = rows[0].id
    expect(await makeFirstLink(url())).toBeNull()
    await expect(
      acceptInvitation(link ?? '', { name: 'Second', email: 'second@example.org', newPassword: PASSWORD }),
    ).rejects.toThrow(NotFoundError)
  })

  it('cannot be made by a link that was left over', async () => {
    const token = randomUUID()
    const { hashToken } = await import('@/lib/auth/invitations')
    await db.query(
      `INSERT INTO invitation (id, token_hash, is_administrator, expires_at) VALUES ($1, $2, true, now() + interval '1 day')`,
      [randomUUID(), hashToken(token)],
    )
    expect(await getInvitation(token)).toBeNull()
  })
})

describe('with accounts', () => {
  beforeAll(async () => {
    const plan = await createPlan(db)
    planId = idOf(plan, 'plan')
  })

  beforeEach(async () => {
    await db.query('DELETE FROM rate_limit')
    await actAs(db, administrator)
  })

  /** Someone with a password; returns their id and email address. */
  async function join(role: Role = 'officer', isAdministrator = false) {
    const email = `${randomUUID()}@example.org`
    await actAs(db, administrator)
    const { token } = await invite(email, { isAdministrator, roles: new Map([[planId, role]]) }, randomUUID())
    await acceptInvitation(token, { name: 'Joined', email: 'ignored@example.org', newPassword: PASSWORD })
    const { rows } = await db.query('SELECT id FROM person WHERE email = $1', [email])
    return { id: String(rows[0].id), email }
  }

  async function kindsOf(recordId: string) {
    const { rows } = await db.query(
      'SELECT kind FROM audit_entry WHERE record_id = $1 ORDER BY recorded_at, number',
      [recordId],
    )
    return rows.map(({ kind }) => kind)
  }

  /** What the audit entries say of sessions that ended, the oldest first. */
  async function endingsOf(id: string) {
    const { rows } = await db.query(
      `SELECT after FROM audit_entry WHERE record_id = $1 AND kind = 'session.ended' ORDER BY number`,
      [id],
    )
    return rows.map(({ after }) => after as unknown)
  }

  async function countSessions(id: string) {
    const { rows } = await db.query('SELECT count(*)::int AS n FROM session WHERE person_id = $1', [id])
    return rows[0].n as number
  }

  describe('a name and an email address', () => {
    it('are changed by an administrator, on record, and never over someone else’s unseen', async () => {
      const { id, email } = await join()
      const before = { name: 'Old', email }
      await db.query('UPDATE person SET name = $2 WHERE id = $1', [id, before.name])
      const [seen, other] = [identityMark(before), `${randomUUID()}@example.org`]
      await startSession(db, id)
      expect(await changeIdentity(id, { ...before, name: 'New', fingerprint: seen })).toBe(false)
      expect(await countSessions(id)).toBeGreaterThan(0)
      await expect(changeIdentity(id, { name: 'Other', email, fingerprint: seen })).rejects.toMatchObject({
        current: { name: 'New', email },
        whoDidWhat: expect.stringContaining('You'),
      })
      const taken = changeIdentity(id, {
        name: 'New',
        email: (await join()).email,
        fingerprint: identityMark({ name: 'New', email }),
      })
      await expect(taken).rejects.toMatchObject({ errors: { email: /There is an account/ } })
      await changeIdentity(id, {
        name: 'New',
        email: other,
        fingerprint: identityMark({ name: 'New', email }),
      })
      expect((await kindsOf(id)).filter((kind) => /renamed|email/.test(kind))).toEqual([
        'account.renamed',
        'account.email-changed',
      ])
    })

    it('end what the old address let in: sessions, single sign-on, and links made for either address', async () => {
      const { id, email } = await join()
      const name = (await db.query('SELECT name FROM person WHERE id = $1', [id])).rows[0].name as string
      const other = `${randomUUID()}@example.org`
      await startSession(db, id)
      await db.query(
        `INSERT INTO credential (id, account_id, provider_id, person_id) VALUES ($1, 'subject', $2, $3)`,
        [randomUUID(), `https://${randomUUID()}.example`, id],
      )
      const links = [
        await makePasswordLink(id, randomUUID()),
        await invite(other, { isAdministrator: true, roles: new Map() }, randomUUID()),
      ]
      const fingerprint = identityMark({ name, email })
      expect(await changeIdentity(id, { name, email: other, fingerprint })).toBe(true)
      expect(await countSessions(id)).toBe(0)
      for (const { token } of links) expect(await getInvitation(token)).toBeNull()
      const { rows } = await db.query('SELECT provider_id FROM credential WHERE person_id = $1', [id])
      expect(rows).toEqual([{ provider_id: 'credential' }])
      expect(await kindsOf(id)).toContain('credential.unlinked')
    })

    it('of one’s own: the name, and no one else’s', async () => {
      const id = await addPerson(db, { name: 'Before' })
      await actAs(db, id)
      await changeOwnName('After', 'Before')
      await changeOwnName('After', 'Before')
      await expect(changeOwnName('Again', 'Before')).rejects.toMatchObject({ current: { name: 'After' } })
      await expect(
        changeIdentity(administrator, { name: 'X', email: 'x@example.org', fingerprint: '' }),
      ).rejects.toThrow(ForbiddenError)
      expect(await kindsOf(id)).toEqual(['account.renamed'])
    })
  })

  describe('an invitation', () => {
    it('makes an account once, with the roles it names, and is on record', async () => {
      const email = `${randomUUID()}@example.org`
      const { token } = await invite(
        email,
        { isAdministrator: false, roles: new Map([[planId, 'editor']]) },
        randomUUID(),
      )
      const [open] = (await listOpenInvitations()).filter((one) => one.email === email)
      expect(open).toMatchObject({ invitedBy: 'First', roles: [{ planId, role: 'editor' }] })
      const given = { name: 'Once', email: '', newPassword: PASSWORD }
      const results = await Promise.allSettled([
        acceptInvitation(token, given),
        acceptInvitation(token, given),
      ])
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const account = (await everyAccount()).find((one) => one.email === email)
      expect(account).toMatchObject({
        name: 'Once',
        isActive: true,
        lastSignInAt: null,
        roles: [{ role: 'editor' }],
      })
      expect(await kindsOf(account?.id ?? '')).toEqual(['account.made', 'membership.changed'])
      expect(await kindsOf(open?.id ?? '')).toEqual(['invitation.made'])
    })

    it('works no more once it is taken back, too old, or replaced', async () => {
      const rights = { isAdministrator: false, roles: new Map<string, Role>([[planId, 'viewer']]) }
      const email = `${randomUUID()}@example.org`
      const first = await invite(email, rights, randomUUID())
      const second = await invite(email, rights, randomUUID())
      expect(await getInvitation(first.token)).toBeNull()
      const open = (await listOpenInvitations()).filter((one) => one.email === email)
      expect(open).toHaveLength(1)
      await revokeInvitation(open[0]?.id ?? '')
      expect(await getInvitation(second.token)).toBeNull()
      const third = await invite(email, rights, randomUUID())
      expect(third.expiresAt.getTime()).toBeCloseTo(Date.now() + 7 * 86_400_000, -5)
      await db.query(`UPDATE invitation SET expires_at = now() WHERE email = $1`, [email])
      await expect(
        acceptInvitation(third.token, { name: 'Late', email, newPassword: PASSWORD }),
      ).rejects.toThrow(NotFoundError)
    })

    it('is refused for someone who has an account', async () => {
      const { email } = await join()
      await expect(invite(email, { isAdministrator: true, roles: new Map() }, randomUUID())).rejects.toThrow(
        InvalidError,
      )
    })

    it.each([
      ['demoted', (id: string) => changeRights(id, { isAdministrator: false, roles: new Map() })],
      ['deactivated', deactivateAccount],
    ])('and a password link end with the right of their maker (%s), on record', async (_how, end) => {
      const { id } = await join('viewer', true)
      const other = await join('editor')
      await actAs(db, id)
      const links = [
        await invite(
          `${randomUUID()}@example.org`,
          { isAdministrator: true, roles: new Map() },
          randomUUID(),
        ),
        await makePasswordLink(other.id, randomUUID()),
      ]
      await actAs(db, administrator)
      await end(id)
      for (const { token, email } of links) {
        expect(await getInvitation(token)).toBeNull()
        const { rows } = await db.query('SELECT id FROM invitation WHERE email = $1 AND invited_by_id = $2', [
          email,
          id,
        ])
        expect((await kindsOf(rows[0].id)).at(-1)).toBe('invitation.revoked')
        // Even if no one had taken it back: whoever made it is judged again when it is used.
        await db.query('UPDATE invitation SET revoked_at = NULL WHERE id = $1', [rows[0].id])
        await expect(
          acceptInvitation(token, { name: 'Late', email: '', newPassword: OTHER }),
        ).rejects.toThrow(NotFoundError)
      }
      expect((await listOpenInvitations()).map(({ email }) => email)).not.toContain(links[0]?.email)
    })

    it('ends with the account that it would set the password of', async () => {
      const { id } = await join()
      const { token } = await makePasswordLink(id, randomUUID())
      await deactivateAccount(id)
      await reactivateAccount(id)
      expect(await getInvitation(token)).toBeNull()
    })

    it('is not made by someone who loses the right while waiting for a turn', async () => {
      const { id } = await join('viewer', true)
      await actAs(db, id)
      await db.query('BEGIN')
      await db.query(`SELECT pg_advisory_xact_lock(hashtext('cairn accounts'))`)
      const made = invite(
        `${randomUUID()}@example.org`,
        { isAdministrator: true, roles: new Map() },
        randomUUID(),
      )
      const refused = expect(made).rejects.toThrow(ForbiddenError)
      await delay(300)
      await db.query('UPDATE person SET is_administrator = false WHERE id = $1', [id])
      await db.query('COMMIT')
      await refused
    })

    it('is for administrators to make', async () => {
      const { id } = await join('editor')
      await actAs(db, id)
      const nothing = { isAdministrator: true, roles: new Map() }
      await expect(invite('a@example.org', nothing, randomUUID())).rejects.toThrow(ForbiddenError)
      await expect(changeRights(id, nothing)).rejects.toThrow(ForbiddenError)
      await expect(deactivateAccount(administrator)).rejects.toThrow(ForbiddenError)
      await expect(listAccounts(1)).rejects.toThrow(ForbiddenError)
      await actAs(db, null)
      await expect(invite('a@example.org', nothing, randomUUID())).rejects.toThrow(SignedOutError)
    })

    it('of another kind sets a new password and ends the sessions', async () => {
      const { id, email } = await join()
      await startSession(db, id)
      const { token } = await makePasswordLink(id, randomUUID())
      expect(await getInvitation(token)).toEqual({ email, existingName: 'Joined', passkeys: [] })
      await acceptInvitation(token, { name: 'Ignored', email: '', newPassword: OTHER })
      expect(await countSessions(id)).toBe(0)
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'refused' })
      expect(await signInWithPassword(email, OTHER)).toEqual({ kind: 'signed-in' })
    })
  })

  describe('signing in', () => {
    it('starts a session, on record', async () => {
      const { id, email } = await join()
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
      expect(await countSessions(id)).toBe(1)
      // This browser's own session ended with that.
      await actAs(db, administrator)
      expect((await everyAccount()).find((one) => one.id === id)?.lastSignInAt).not.toBeNull()
    })

    it('says the same of a wrong password, an unknown email address and a deactivated account', async () => {
      const { id, email } = await join()
      expect(await signInWithPassword(email, OTHER)).toEqual({ kind: 'refused' })
      expect(await signInWithPassword('nobody@example.org', OTHER)).toEqual({ kind: 'refused' })
      await deactivateAccount(id)
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'refused' })
      await reactivateAccount(id)
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
    })

    it('is refused after five wrong passwords, by every instance and with the right one too, for a while', async () => {
      const { email } = await join()
      for (let n = 0; n < 4; n += 1) await signInWithPassword(email, OTHER)
      // A second instance: modules of its own, the same database.
      vi.resetModules()
      const another = await import('@/lib/auth/sign-in')
      expect(await another.signInWithPassword(email, OTHER)).toEqual({ kind: 'refused' })
      for (const instance of [another.signInWithPassword, signInWithPassword]) {
        const result = await instance(email.toUpperCase().toLowerCase(), PASSWORD)
        expect(result).toEqual({ kind: 'wait', milliseconds: expect.any(Number) })
      }
      await db.query('UPDATE rate_limit SET last_request = last_request - $1', [ATTEMPTS_WINDOW])
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
      // And the count is forgotten.
      for (let n = 0; n < 4; n += 1) await signInWithPassword(email, OTHER)
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
    }, 60_000)

    it('counts in a window that begins with the first attempt', async () => {
      const [key, start, minute] = [accountKey(`${randomUUID()}@example.org`), 1_000_000_000_000, 60_000]
      expect(await takeAttempt(key, 2, start)).toBeNull()
      expect(await takeAttempt(key, 2, start + 14 * minute)).toBeNull()
      expect(await takeAttempt(key, 2, start + 14 * minute)).toBe(minute)
      // The last attempt does not begin the wait anew.
      expect(await takeAttempt(key, 2, start + 15 * minute)).toBeNull()
      expect(await takeAttempt(key, 2, start + 15 * minute)).toBeNull()
      expect(await takeAttempt(key, 2, start + 16 * minute)).toBe(14 * minute)
    })

    /** As many attempts as an account has, by others. */
    const useUp = async (email: string) => {
      for (let n = 0; n < MOST_PER_ACCOUNT; n += 1) await takeAttempt(accountKey(email), MOST_PER_ACCOUNT)
    }

    it('is not held up by twenty colleagues who mistype behind the same address', async () => {
      useNewBrowser()
      for (let n = 0; n < 20 * MOST_PER_ACCOUNT; n += 1)
        await takeAttempt('sign-in address unknown', MOST_PER_ADDRESS)
      const { email } = await join()
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
    })

    it('goes on in a browser that the account knows, whatever others try', async () => {
      const { email } = await join()
      const cookies = useNewBrowser()
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
      expect([...cookies.keys()]).toContainEqual(expect.stringMatching(/^cairn\.device-/))
      await useUp(email)
      for (let n = 0; n < MOST_PER_ADDRESS; n += 1)
        await takeAttempt('sign-in address unknown', MOST_PER_ADDRESS)
      expect(await signInWithPassword(email, OTHER)).toEqual({ kind: 'refused' })
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
      // No one else's account knows it.
      const other = await join()
      await useUp(other.email)
      expect((await signInWithPassword(other.email, PASSWORD)).kind).toBe('wait')
      useNewBrowser()
      expect((await signInWithPassword(email, PASSWORD)).kind).toBe('wait')
    })

    it('gives a known browser no more than five wrong passwords, and a made-up one nothing', async () => {
      const { email } = await join()
      const cookies = useNewBrowser()
      await signInWithPassword(email, PASSWORD)
      await useUp(email)
      for (let n = 0; n < MOST_PER_ACCOUNT; n += 1)
        expect(await signInWithPassword(email, OTHER)).toEqual({ kind: 'refused' })
      expect((await signInWithPassword(email, PASSWORD)).kind).toBe('wait')
      await db.query(`DELETE FROM rate_limit WHERE key LIKE '% device %'`)
      const [name = '', value = ''] = [...cookies].find(([one]) => one.startsWith('cairn.device-')) ?? []
      const [, until, signature] = value.split('.')
      for (const forged of [`${randomUUID()}.${until}.${signature}`, `${value}x`, 'x', '..'])
        expect((cookies.set(name, forged), (await signInWithPassword(email, PASSWORD)).kind)).toBe('wait')
      cookies.set(name, value)
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'signed-in' })
    })

    it('leaves no count that is over', async () => {
      const [over, running] = [randomUUID(), randomUUID()]
      await takeAttempt(over, 5, Date.now() - ATTEMPTS_WINDOW - 1)
      await takeAttempt(running, 5)
      // Another instance, which has just started.
      vi.resetModules()
      const another = await import('@/lib/auth/attempts')
      await another.takeAttempt(randomUUID(), 5)
      const { rows } = await db.query('SELECT key FROM rate_limit WHERE key = ANY($1)', [[over, running]])
      expect(rows).toEqual([{ key: running }])
    })

    it('counts attempts made at once', async () => {
      const key = accountKey(`${randomUUID()}@example.org`)
      const waits = await Promise.all(Array.from({ length: 20 }, () => takeAttempt(key, 5)))
      expect(waits.filter((wait) => wait === null)).toHaveLength(5)
    })

    it('with a passkey can be begun so many times from one address, and is not held up by wrong passwords', async () => {
      for (let n = 0; n < MOST_PER_ADDRESS; n += 1) {
        await takeAttempt('sign-in address unknown', MOST_PER_ADDRESS)
        expect((await startPasskeySignIn()).kind).toBe('ask')
      }
      expect(await startPasskeySignIn()).toEqual({ kind: 'wait', milliseconds: expect.any(Number) })
      await db.query('UPDATE rate_limit SET last_request = last_request - $1', [ATTEMPTS_WINDOW])
      expect((await startPasskeySignIn()).kind).toBe('ask')
    })

    it('is refused to an address that tries one account after the other', async () => {
      for (let n = 0; n < MOST_PER_ADDRESS; n += 1)
        await takeAttempt('sign-in address unknown', MOST_PER_ADDRESS)
      const { email } = await join()
      expect((await signInWithPassword(email, PASSWORD)).kind).toBe('wait')
    })
  })

  describe('rights', () => {
    it('change with an entry in the chain they belong to, and end the sessions', async () => {
      const { id } = await join('viewer')
      await startSession(db, id)
      await changeRights(id, { isAdministrator: true, roles: new Map([[planId, 'analyst']]) })
      expect(await countSessions(id)).toBe(0)
      const { rows } = await db.query(
        `SELECT kind, plan_id, before, after, actor_id FROM audit_entry WHERE record_id = $1 ORDER BY recorded_at DESC, number DESC LIMIT 3`,
        [id],
      )
      expect(rows).toContainEqual({
        kind: 'membership.changed',
        plan_id: planId,
        before: { role: 'viewer' },
        after: { role: 'analyst' },
        actor_id: administrator,
      })
      expect(rows).toContainEqual(
        expect.objectContaining({ kind: 'account.administrator-changed', plan_id: null }),
      )
      expect(await endingsOf(id)).toEqual([{ because: 'rights changed', sessions: 1 }])
      await changeRights(id, { isAdministrator: false, roles: new Map([[planId, null]]) })
      // No one was signed in any more: nothing ended.
      expect(await endingsOf(id)).toHaveLength(1)
      await actAs(db, id)
      expect(await currentActor()).toMatchObject({ isAdministrator: false, roles: new Map() })
    })

    it('stay as they are, sessions and all, when nothing changes, and in a plan that the form did not ask about', async () => {
      const { id } = await join('viewer')
      await startSession(db, id)
      await changeRights(id, { isAdministrator: false, roles: new Map([[planId, 'viewer']]) })
      await changeRights(id, { isAdministrator: false, roles: new Map() })
      expect(await countSessions(id)).toBe(1)
    })

    it('that someone changed meanwhile are not overwritten unseen', async () => {
      const { id } = await join('viewer')
      const fingerprint = rightsMark(false, [{ planId, role: 'viewer' }])
      const change = (role: 'analyst' | 'editor') =>
        changeRights(id, { isAdministrator: false, roles: new Map([[planId, role]]), fingerprint })
      await change('analyst')
      await expect(change('editor')).rejects.toMatchObject({
        fingerprint: rightsMark(false, [{ planId, role: 'analyst' }]),
        whoDidWhat: expect.stringMatching(/ changed this account to Analyst of .+, on .+ at \d\d:\d\d$/),
      })
    })

    it('leave one administrator, even when two remove each other at once', async () => {
      const none = { isAdministrator: false, roles: new Map() }
      await expect(changeRights(administrator, none)).rejects.toThrow('only administrator')
      await expect(deactivateAccount(administrator)).rejects.toThrow('only administrator')
      const { id } = await join('viewer', true)
      const results = await Promise.allSettled([changeRights(id, none), deactivateAccount(administrator)])
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      await db.query('UPDATE person SET is_administrator = (id = $1), deactivated_at = NULL', [administrator])
    })

    it('end with the account', async () => {
      const { id } = await join('editor')
      await startSession(db, id)
      await deactivateAccount(id)
      expect(await countSessions(id)).toBe(0)
      expect(await kindsOf(id)).toContain('account.deactivated')
      expect(await endingsOf(id)).toEqual([{ because: 'account deactivated', sessions: 1 }])
    })
  })

  describe('sessions', () => {
    it('end when they are not used, and are kept by use', async () => {
      const id = await addPerson(db)
      await actAs(db, id)
      await db.query(`UPDATE session SET updated_at = now() - interval '119 minutes' WHERE person_id = $1`, [
        id,
      ])
      expect(await currentActor()).toMatchObject({ id })
      const { rows } = await db.query('SELECT updated_at FROM session WHERE person_id = $1', [id])
      expect(Date.now() - rows[0].updated_at.getTime()).toBeLessThan(60_000)
      await db.query(`UPDATE session SET updated_at = now() - interval '121 minutes' WHERE person_id = $1`, [
        id,
      ])
      expect(await currentActor()).toEqual({ kind: 'anonymous' })
      expect(await currentActor()).toEqual({ kind: 'anonymous' })
    })

    it('are listed, ended one by one, or all at once', async () => {
      const id = await addPerson(db)
      const stranger = await addPerson(db)
      await startSession(db, stranger)
      await startSession(db, id)
      await actAs(db, id)
      const { sessions } = await getOwnAccount()
      expect(sessions.map(({ isThisOne }) => isThisOne).toSorted()).toEqual([false, true])
      const { rows } = await db.query('SELECT id FROM session WHERE person_id = $1', [stranger])
      await endSession(rows[0].id)
      expect(await countSessions(stranger)).toBe(1)
      await endSession(sessions.find(({ isThisOne }) => !isThisOne)?.id ?? '')
      expect(await countSessions(id)).toBe(1)
      await signOutEverywhere()
      expect(await countSessions(id)).toBe(0)
    })

    it('other than this one end with a new password, which needs the old one', async () => {
      const { id, email } = await join()
      await startSession(db, id)
      await actAs(db, id)
      await expect(changePassword(OTHER, PASSWORD)).rejects.toThrow('not your current password')
      await changePassword(PASSWORD, OTHER)
      expect(await countSessions(id)).toBe(1)
      expect(await currentActor()).toMatchObject({ id })
      expect(await signInWithPassword(email, PASSWORD)).toEqual({ kind: 'refused' })
      expect(await kindsOf(id)).toContain('account.password-changed')
      expect(await endingsOf(id)).toEqual([{ because: 'password changed', sessions: 1 }])
    })
  })
})
