// What takes too long ends, in the database too, and is told from a defect.
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db, queryPlainly, writing, writingConnection } from '@/lib/db'
import { Prisma } from '@/generated/prisma/client'
import { UnavailableError } from '@/lib/errors'
import { writePlan } from '@/lib/mutations/write-plan'
import { isUnavailable } from '@/lib/unavailable'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, createPlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

let other: pg.Client

beforeAll(async () => {
  other = await connect()
})
afterAll(() => other.end())

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

async function settings(tx: Prisma.TransactionClient = db) {
  const [row] = await tx.$queryRaw<Record<string, string>[]>`
    SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('idle_in_transaction_session_timeout') AS idle`
  return row
}

it('gives readers less time than writers, and leaves nothing of that behind', async () => {
  const readers = { statement: '30s', lock: '3s', idle: '90s' }
  expect(await settings()).toEqual(readers)
  expect(await writing((tx) => settings(tx))).toEqual({ ...readers, statement: '1min', lock: '10s' })
  expect(await settings()).toEqual(readers)
})

describe('what passes by itself', () => {
  it('is a table that someone changes', async () => {
    await other.query('BEGIN')
    await other.query('LOCK TABLE board_ask IN ACCESS EXCLUSIVE MODE')
    const failures = await Promise.all([
      failureOf(db.boardAsk.count()),
      failureOf(queryPlainly(Prisma.sql`SELECT count(*) FROM board_ask`)),
    ])
    await other.query('ROLLBACK')
    expect(failures.map(isUnavailable)).toEqual([true, true])
  })

  it('is a statement that takes too long', async () => {
    const failure = await failureOf(
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL statement_timeout = 50`
        await tx.$queryRaw`SELECT pg_sleep(5)::text`
      }),
    )
    expect(isUnavailable(failure)).toBe(true)
  })

  it.each(['in a transaction', 'past Prisma', 'by itself'])(
    'is a connection that is lost, %s',
    async (how) => {
      const end = async (pid: number) => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        await other.query('SELECT pg_terminate_backend($1)', [pid])
      }
      const findLost = async (): Promise<number> => {
        const { rows } = await other.query<{ pid: number }>(
          `SELECT pid FROM pg_stat_activity WHERE query LIKE '%lose me%' AND state = 'active' AND pid <> pg_backend_pid()`,
        )
        return rows[0]?.pid ?? findLost()
      }
      const asking = 'SELECT pg_backend_pid() AS pid'
      const failure = await failureOf(
        how === 'by itself'
          ? Promise.all([db.$queryRaw`SELECT 'lose me', pg_sleep(5)::text`, findLost().then(end)])
          : writing(async (tx) => {
              const connection = writingConnection()
              const [{ pid }] = (await connection.query(asking)).rows as [{ pid: number }]
              const slow =
                how === 'past Prisma'
                  ? connection.query('SELECT pg_sleep(5)')
                  : tx.$queryRaw`SELECT pg_sleep(5)::text`
              await Promise.all([slow, end(pid)])
            }),
      )
      expect(isUnavailable(failure)).toBe(true)
      // The next question finds a connection that is whole.
      expect(await db.plan.count()).toBeGreaterThan(0)
    },
  )

  it('is no mistake in a question', async () => {
    expect(isUnavailable(await failureOf(db.$queryRaw`SELECT nothing FROM nowhere`))).toBe(false)
  })
})

it('lets only so many wait to write to a plan, and only so long, and no one of another plan', async () => {
  const plans = await Promise.all([createPlan(other), createPlan(other)])
  const roles = Object.fromEntries(plans.map((plan) => [idOf(plan, 'plan'), 'editor' as const]))
  await actAs(other, await addPerson(other, { roles }))
  const [first = '', second = ''] = plans.map((plan) => String(rowOf(plan, 'plan').slug))
  const write = (slug: string, work = async () => 'saved') =>
    writePlan(slug, { may: () => true, else: '' }, work)
  let finish = () => {}
  const isHeld = new Promise<void>((begun) => {
    finish = begun
  })
  let release = () => {}
  const holding = write(first, async () => {
    finish()
    await new Promise<void>((resolve) => (release = resolve))
    return 'held'
  })
  await isHeld
  const began = Date.now()
  const waiting = Array.from({ length: 60 }, () => failureOf(write(first)))
  expect(await write(second)).toBe('saved')
  expect(Date.now() - began).toBeLessThan(9_000)
  const failures = await Promise.all(waiting)
  expect(failures.every((failure) => failure instanceof UnavailableError)).toBe(true)
  expect(Date.now() - began).toBeLessThan(15_000)
  release()
  expect(await holding).toBe('held')
  expect(await write(first)).toBe('saved')
}, 60_000)
