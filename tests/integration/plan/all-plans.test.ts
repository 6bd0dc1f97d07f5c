// What is due in several plans: each reader is told of a plan what its own pages show them, and no more.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { getAllPlans } from '@/lib/queries/plan/all-plans'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, examplePlan, idOf, insert, PERSON, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
const plans = [examplePlan(), examplePlan()]
const ids = plans.map((plan) => idOf(plan, 'plan'))

const inDays = (days: number) => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  db = await connect()
  for (const [at, plan] of plans.entries()) {
    // First among all plans, however many other tests make.
    Object.assign(rowOf(plan, 'plan'), { title: `0 ${at}`, is_public: true })
    Object.assign(rowOf(plan, 'reporting_period'), {
      opens_on: inDays(-20),
      due_on: inDays(at === 0 ? -10 : 10),
      closes_on: inDays(20),
    })
    await write(db, plan)
    await insert(db, 'board_ask', {
      ...rowOf(plan, 'board_ask'),
      id: randomUUID(),
      number: 2,
      due_on: inDays(5 - at),
    })
  }
})
afterAll(() => db.end())

const dueFor = async (roles: Record<string, 'editor' | 'viewer'> | null) => {
  await actAs(db, roles && (await addPerson(db, { roles })))
  return (await getAllPlans(1)).due
}
const slugs = (rows: readonly { plan: { slug: string } }[] | null | undefined) =>
  rows?.map(({ plan }) => plan.slug)
const [first, second] = plans.map((plan) => String(rowOf(plan, 'plan').slug))

it('an editor of both sees who has not reported, and the open requests by their day', async () => {
  const due = await dueFor({ [ids[0] ?? '']: 'editor', [ids[1] ?? '']: 'editor' })
  expect(due.officers).toMatchObject([{ key: PERSON, name: 'Ann Example', open: 2, late: 1 }])
  expect(slugs(due.officers?.[0]?.plans)).toEqual([first, second])
  expect(slugs(due.requests)).toEqual([second, first])
  expect([...due.partners.values()]).toEqual([1, 1])
})

it('an editor of one sees the officers of that one, and a member its requests alone', async () => {
  const edits = await dueFor({ [ids[0] ?? '']: 'editor' })
  expect(slugs(edits.officers?.[0]?.plans)).toEqual([first])
  expect(slugs(edits.requests)).toEqual([first])
  const reads = await dueFor({ [ids[1] ?? '']: 'viewer' })
  expect([reads.officers, slugs(reads.requests), reads.partners.size]).toEqual([null, [second], 0])
})

it('everyone else sees nothing of it', async () => {
  expect(await dueFor(null)).toEqual({
    officers: null,
    requests: null,
    partners: new Map(),
    names: new Map(),
  })
})
