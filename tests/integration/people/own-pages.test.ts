// What a page that is kept for one person depends on, as the server asks for it with every request.
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { noteVisit } from '@/lib/mutations/people/visits'
import { paths } from '@/lib/paths'
import { openRevisions, type Revisions } from '@/server/revisions'
import { addMember, addPerson, startSession } from '@/tests/helpers/people'
import { connect, createPlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

let db: pg.Client
let revisions: Revisions
let planId: string
let slug: string
let officer: string
const warnings: Error[] = []
const noteWarning = (warning: Error) => void warnings.push(warning)

beforeAll(async () => {
  db = await connect()
  process.on('warning', noteWarning)
  revisions = openRevisions(process.env.DATABASE_URL ?? '')
})
afterAll(async () => {
  process.off('warning', noteWarning)
  await revisions.close()
  await db.end()
})
beforeEach(async () => {
  const plan = await createPlan(db)
  planId = idOf(plan, 'plan')
  slug = String(rowOf(plan, 'plan').slug)
  officer = await addMember(db, planId, 'officer')
})

async function signIn(personId: string) {
  const { value } = await startSession(db, personId)
  const [token = ''] = decodeURIComponent(value).split('.')
  return token
}

async function ask(token: string, path = paths.update(slug, '1')) {
  const { version, insideVersion, reader } = await revisions.ask(path, [token])
  return reader && { ...reader, state: [version, insideVersion, reader.own].join(' ') }
}

const saveDraft = (personId: string, fields: object) =>
  db.query(
    `INSERT INTO draft (person_id, form, fields, saved_at) VALUES ($1, 'update 1', $2, '2026-01-01')
     ON CONFLICT (person_id, form) DO UPDATE SET fields = excluded.fields`,
    [personId, fields],
  )

it('is the form in the name of its reader, whatever their role', async () => {
  const token = await signIn(officer)
  expect(await ask(token)).toMatchObject({ personId: officer, as: { kind: 'person', personId: officer } })
  const stranger = await addPerson(db)
  expect(await ask(await signIn(stranger))).toMatchObject({ as: { kind: 'person', personId: stranger } })
})

it('is another one with every draft of theirs, of whatever session, saved or deleted, and with none of others', async () => {
  const [token, elsewhere] = [await signIn(officer), await signIn(officer)]
  const colleague = await addMember(db, planId, 'officer')
  const states = [(await ask(token))?.state]
  // A clock would call all of these the same.
  for (const text of ['a', 'b', 'b']) {
    await saveDraft(officer, { narrative: text })
    states.push((await ask(token))?.state)
  }
  expect((await ask(elsewhere))?.state).toBe(states.at(-1))
  await saveDraft(colleague, { narrative: 'theirs' })
  expect((await ask(token))?.state).toBe(states.at(-1))
  expect(new Set(states).size).toBe(4)
  await db.query('DELETE FROM draft WHERE person_id = $1', [officer])
  expect((await ask(token))?.state).toBe(states[0])
})

it('is another one with a role, and with what is written to the plan', async () => {
  const token = await signIn(officer)
  const states = [(await ask(token))?.state]
  for (const write of [
    `UPDATE membership SET role = 'editor' WHERE person_id = $1`,
    `UPDATE person SET is_administrator = true WHERE id = $1`,
    `DELETE FROM membership WHERE person_id = $1`,
  ]) {
    await db.query(write, [officer])
    states.push((await ask(token))?.state)
  }
  expect(new Set(states).size).toBe(4)
})

it('is My updates only while a visit is on record, and another one with each visit', async () => {
  const token = await signIn(officer)
  const visit = () => ask(token, paths.myUpdates())
  expect(await visit()).toMatchObject({ personId: officer, as: null })
  await noteVisit(officer)
  const first = await visit()
  expect(first).toMatchObject({ as: { kind: 'person', personId: officer } })
  await db.query(`UPDATE person SET visited_at = now() - interval '2 minutes' WHERE id = $1`, [officer])
  expect(await visit()).toMatchObject({ as: null })
  await db.query(`UPDATE person SET visited_at = now() - interval '2 hours' WHERE id = $1`, [officer])
  await noteVisit(officer)
  const next = await visit()
  expect(next).toMatchObject({ as: { kind: 'person', personId: officer } })
  expect(next?.state).not.toBe(first?.state)
})

it('is no one’s once they signed out, and their own where the account or the session needs a closer look', async () => {
  const token = await signIn(officer)
  await db.query(`UPDATE session SET updated_at = now() - interval '6 minutes' WHERE person_id = $1`, [
    officer,
  ])
  expect(await ask(token)).toMatchObject({ as: null })
  await db.query(`UPDATE session SET updated_at = now() WHERE person_id = $1`, [officer])
  await db.query(`UPDATE person SET deactivated_at = now() WHERE id = $1`, [officer])
  expect(await ask(token)).toMatchObject({ as: null })
  await db.query(`DELETE FROM session WHERE person_id = $1`, [officer])
  expect(await ask(token)).toBeNull()
})

it('is told apart from other pages of the plan that the same session asks for at the same time', async () => {
  const token = await signIn(officer)
  await saveDraft(officer, { narrative: 'a' })
  const [form, overview] = await Promise.all([ask(token), ask(token, `/plans/${slug}`)])
  expect(form).toMatchObject({ as: { kind: 'person' } })
  expect(overview).toMatchObject({ as: { kind: 'class', role: 'officer' }, own: '' })
})

it('asks without a warning of pg’s', () => {
  expect(warnings.filter(({ message }) => message.includes('client.query'))).toEqual([])
})
