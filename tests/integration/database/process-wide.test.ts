// Pages and route handlers load a copy of every module each: what there is one of must not be one for each copy.
import type pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, createPlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

const load = async () => ({
  ...(await import('@/lib/db')),
  ...(await import('@/lib/mutations/write-plan')),
  ...(await import('@/lib/request-id')),
})

let ofTheApi: Awaited<ReturnType<typeof load>>
let ofThePages: Awaited<ReturnType<typeof load>>
let observer: pg.Client

beforeAll(async () => {
  observer = await connect()
  ofTheApi = await load()
  vi.resetModules()
  ofThePages = await load()
})
afterAll(() => observer.end())

it('loads two copies', () => {
  expect(ofThePages.writing).not.toBe(ofTheApi.writing)
})

it('finds the connection of a transaction from either, whichever opened the connections', async () => {
  for (const { writing, writingConnection } of [ofThePages, ofTheApi])
    await writing(async (tx) => {
      const connection = writingConnection()
      const [ours] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      expect((await connection.query('SELECT pg_backend_pid() AS pid')).rows).toEqual([ours])
    })
})

it('lets those who write to a plan take turns, whichever they come through', async () => {
  const plan = await createPlan(observer)
  await actAs(observer, await addPerson(observer, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
  const order: string[] = []
  const write = ({ writePlan }: typeof ofThePages, work: () => Promise<void>) =>
    writePlan(String(rowOf(plan, 'plan').slug), { may: () => true, else: '' }, work)
  // What a first write loads must not hold up the second one below.
  await write(ofTheApi, async () => {})
  let second: Promise<void> | undefined
  await write(ofThePages, async () => {
    second = write(ofTheApi, async () => void order.push('second'))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    // It waits without a connection, and so for no lock.
    expect((await observer.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows).toEqual([])
    order.push('first')
  })
  await second
  expect(order).toEqual(['first', 'second'])
})

it('knows the reference of a request in both', () => {
  ofTheApi.runWithRequestId('a', () => expect(ofThePages.currentRequestId()).toBe('a'))
})
