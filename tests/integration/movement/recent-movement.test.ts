// What moved last, before there is a report: since the first update that readers may see.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getPlanHead } from '@/lib/queries/plan/overview'
import { actAs } from '@/tests/helpers/acting'
import { connect, countedPlan, type ExamplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
  plan = countedPlan('snapshot')
  rowOf(plan, 'plan').is_public = true
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  await actAs(db, null)
})
afterAll(() => db.end())

const update = (given: Readonly<Record<string, unknown>>) =>
  insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id: idOf(plan, 'plan'),
    action_id: idOf(plan, 'action'),
    attributed_to: 'Scottish Government',
    basis: 'reported',
    ...given,
  })

it('gives away no day of an update that is waiting for approval', async () => {
  await update({ status: 'atRisk', effective_on: '2024-01-05', needs_approval: true })
  await update({ status: 'offTrack', effective_on: '2026-05-31' })
  const first = String(rowOf(plan, 'progress_update').effective_on).slice(0, 10)
  const head = await getPlanHead(slug)
  expect(head?.movement).toMatchObject({ span: 'sinceStart', before: { asAt: first } })
  expect(first > '2024-01-05').toBe(true)
  expect(head?.movement?.notable.map(({ after }) => after?.status)).toEqual(['offTrack'])
})
