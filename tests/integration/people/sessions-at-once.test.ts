// A session that asks for several pages at once is one session, with one class of rights.
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRevisions, type Revisions } from '@/server/revisions'
import { addMember, startSession } from '@/tests/helpers/people'
import { connect, createPlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

let db: pg.Client
let revisions: Revisions

beforeAll(async () => {
  db = await connect()
  revisions = openRevisions(process.env.DATABASE_URL ?? '')
})
afterAll(async () => {
  await revisions.close()
  await db.end()
})

it('is found once, however often it asks', async () => {
  const plan = await createPlan(db)
  const planId = idOf(plan, 'plan')
  const person = await addMember(db, planId, 'editor')
  const { value } = await startSession(db, person)
  const [token = ''] = decodeURIComponent(value).split('.')
  const path = `/plans/${String(rowOf(plan, 'plan').slug)}`
  const states = await Promise.all(Array.from({ length: 8 }, () => revisions.ask(path, [token])))
  const as = { kind: 'class', planId, role: 'editor', isAdministrator: false }
  expect(states.map(({ reader }) => reader)).toMatchObject(states.map(() => ({ personId: person, as })))
})
