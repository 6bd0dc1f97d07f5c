// What a kept page hangs on: its plan's version and no other plan's, however many there are.
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paths } from '@/lib/paths'
import { openRevisions, type Revisions } from '@/server/revisions'
import { addPerson } from '@/tests/helpers/people'
import { connect, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let revisions: Revisions

beforeAll(async () => {
  db = await connect()
  revisions = openRevisions(process.env.DATABASE_URL ?? '')
})
afterAll(() => Promise.all([db.end(), revisions.close()]))

async function makePlan() {
  const plan = examplePlan()
  await write(db, plan)
  return { id: idOf(plan, 'plan'), page: paths.plan(String(rowOf(plan, 'plan').slug)) }
}
const rename = (id: string) => db.query(`UPDATE plan SET title = title || '.' WHERE id = $1`, [id])
const MEMBER = ['a token that no session has']

it('of a plan changes with that plan alone', async () => {
  const [one, other] = [await makePlan(), await makePlan()]
  const before = await revisions.ask(one.page, [])
  await rename(other.id)
  expect((await revisions.ask(one.page, [])).version).toBe(before.version)
  await rename(one.id)
  expect((await revisions.ask(one.page, [])).version).not.toBe(before.version)
})

it('of those who ask at once is for each what they asked for', async () => {
  const [one, other] = [await makePlan(), await makePlan()]
  const [alone, alsoAlone] = [await revisions.ask(one.page, []), await revisions.ask(other.page, MEMBER)]
  const together = await Promise.all([
    revisions.ask('/', []),
    revisions.ask(one.page, []),
    revisions.ask(other.page, MEMBER),
    revisions.ask(paths.plan('not-there'), []),
  ])
  expect(together.map(({ version }) => version).slice(1, 3)).toEqual([alone.version, alsoAlone.version])
  expect(together[2].insideVersion).toBe(alsoAlone.insideVersion)
  expect(together[0].version).toBe(together[3].version)
  expect(new Set(together.map(({ version }) => version)).size).toBe(3)
})

it.each(['/', paths.plan('not-there'), '/plans/\0'])('of %j changes with every plan', async (page) => {
  const { id } = await makePlan()
  const before = await revisions.ask(page, [])
  expect(before.version).not.toBe('')
  await rename(id)
  expect((await revisions.ask(page, [])).version).not.toBe(before.version)
})

it('of what members see changes with every account, and of a plan with what is inside it', async () => {
  const { id, page } = await makePlan()
  const before = await revisions.ask(page, MEMBER)
  await addPerson(db)
  const after = await revisions.ask(page, MEMBER)
  expect(after.version).toBe(before.version)
  expect(after.insideVersion).not.toBe(before.insideVersion)
  expect(after.everything).not.toBe(before.everything)
  await db.query('UPDATE plan SET inside_version = gen_random_uuid() WHERE id = $1', [id])
  const later = await revisions.ask(page, MEMBER)
  expect(later.insideVersion).not.toBe(after.insideVersion)
  expect(later.everything).not.toBe(after.everything)
})
