// Whose form it is that comes when no one is signed in any more: kept for them, unless they or someone for them ended the session.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitDraft } from '@/app/drafts/submit'
import { currentActor, currentSession } from '@/lib/auth/actor'
import { makeFormToken } from '@/lib/auth/form-token'
import { SESSION_KNOWN } from '@/lib/auth/sessions-on-record'
import { signOut } from '@/lib/auth/sign-in'
import { auth } from '@/lib/auth/auth'
import { changeRights, deactivateAccount } from '@/lib/mutations/people/accounts'
import { endSession, signOutEverywhere } from '@/lib/mutations/people/own-account'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, createPlan, type ExamplePlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let editor: string
let token: string
let session: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
beforeEach(async () => {
  plan = await createPlan(db)
  editor = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
  await actAs(db, editor)
  token = await makeFormToken(editor, `update ${rowOf(plan, 'plan').slug} 1`)
  session = (await currentSession())?.id ?? ''
})

/** Sends what was typed, as the script of the open form does; returns whether it was kept for the editor. */
async function send(): Promise<boolean> {
  const data = new FormData()
  data.set('token', token)
  data.set('narrative', `Typed ${randomUUID()}`)
  const savedAt = await submitDraft(
    { kind: 'update', plan: String(rowOf(plan, 'plan').slug), ref: '1' },
    data,
  )
  const { rows } = await db.query('SELECT fields FROM draft WHERE person_id = $1', [editor])
  const isKept = rows.some(({ fields }) => fields.narrative === data.get('narrative'))
  expect(savedAt !== null).toBe(isKept)
  return isKept
}

async function administrator() {
  await actAs(db, await addPerson(db, { isAdministrator: true }))
}

describe('a form of a session', () => {
  it('is kept while the session lasts, also in another session of the same person', async () => {
    expect(await send()).toBe(true)
    await signOutEverywhere()
    await actAs(db, editor)
    expect(await send()).toBe(true)
  })

  it('is kept after the session was idle for too long, for a while', async () => {
    await db.query(`UPDATE session SET updated_at = now() - interval '121 minutes' WHERE id = $1`, [session])
    expect(await currentActor()).toEqual({ kind: 'anonymous' })
    expect(await send()).toBe(true)
    await db.query('UPDATE session SET created_at = $2 WHERE id = $1', [
      session,
      new Date(Date.now() - SESSION_KNOWN - 1000),
    ])
    expect(await send()).toBe(false)
  })

  it('is kept after the longest time that a session may last', async () => {
    await db.query(
      `UPDATE session SET created_at = now() - interval '12 hours 1 minute', expires_at = now() - interval '1 minute'
       WHERE id = $1`,
      [session],
    )
    expect(await currentActor()).toEqual({ kind: 'anonymous' })
    expect(await send()).toBe(true)
  })

  const ENDINGS: Readonly<Record<string, () => Promise<unknown>>> = {
    'its person signed out': async () => {
      await signOut()
      await actAs(db, null)
    },
    'its person signed out everywhere': signOutEverywhere,
    'its person ended it from elsewhere': async () => {
      await actAs(db, editor)
      await endSession(session)
      await actAs(db, null)
    },
    'its person got other rights': async () => {
      await administrator()
      await changeRights(editor, {
        isAdministrator: false,
        roles: new Map([[idOf(plan, 'plan'), 'officer']]),
      })
      await actAs(db, null)
    },
    'the account was deactivated': async () => {
      await administrator()
      await deactivateAccount(editor)
      await actAs(db, null)
    },
    'it ended by itself and the account was deactivated later': async () => {
      await db.query('UPDATE session SET expires_at = now() WHERE id = $1', [session])
      await administrator()
      await deactivateAccount(editor)
      await actAs(db, null)
    },
    'someone else signed in': async () => {
      await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
    },
  }
  it.each(Object.entries(ENDINGS))('is not kept after %s', async (_, end) => {
    await end()
    expect(await send()).toBe(false)
  })

  it('is forgotten with the sessions that are long over, at the next sign-in', async () => {
    await db.query(`UPDATE session SET created_at = now() - interval '17 hours' WHERE id = $1`, [session])
    await auth.api.startSession({ body: { personId: editor } })
    const { rows } = await db.query('SELECT id FROM session WHERE person_id = $1', [editor])
    expect(rows.map(({ id }) => id)).toEqual([expect.not.stringMatching(session)])
  })
})
