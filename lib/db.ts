/** The database client, one for each process. Only lib/queries, lib/mutations and lib/auth import it. */

import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'
import { connectionTo } from '@/lib/connection'
import { processWide } from '@/lib/process-wide'

/** A plan of thousands of actions is frozen in seconds, but on a busy machine in many (milliseconds). */
const LONGEST_WRITE = 60_000

/** Texts that are looked for in questions, each with the connection that was asked about it. As one with the connections. */
const marks = processWide('database marks', () => new Map<string, pg.PoolClient | null>())

/** The connections themselves, for what is too much to go through Prisma, which writes out every value as JSON, and more than once. */
const pool = processWide('database pool', openPool)

const client: PrismaClient = processWide(
  'database client',
  () =>
    new PrismaClient({
      adapter: new PrismaPg(pool, { disposeExternalPool: true }),
      // Waiting is better than failing: on a busy machine, what reads a large plan may wait some seconds for its turn.
      transactionOptions: { maxWait: 10_000, timeout: 30_000 },
    }),
)

interface Transaction {
  readonly client: Prisma.TransactionClient
  isOpen: boolean
}

/** The transaction in which something is done, however deep below what began it. */
const transactions = processWide('database transactions', () => new AsyncLocalStorage<Transaction>())

function currentTransaction(): Prisma.TransactionClient | null {
  const own = transactions.getStore()
  return own?.isOpen ? own.client : null
}

/**
 * Asks the database. Inside of a transaction that writes it asks over that one's connection: one that holds locks and waits for another
 * connection would stand still together with those who have all the others and wait for its locks.
 */
export const db: PrismaClient = new Proxy(client, {
  get(_, name) {
    const transaction = currentTransaction()
    if (transaction && name === '$transaction') return (asked: Promise<unknown>[]) => Promise.all(asked)
    const asked = transaction ?? client
    const value: unknown = Reflect.get(asked, name)
    return typeof value === 'function' ? (value.bind(asked) as unknown) : value
  },
})

/**
 * Takes work for one transaction that writes; returns its result. It may take longer than what readers wait for, and waits
 * longer for those who write before it, on other instances too.
 */
export function writing<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  if (currentTransaction()) throw new Error('A write began another one, which would wait for its locks')
  return client.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(LONGEST_WRITE)}, true), set_config('lock_timeout', '10000', true)`
      const own = { client: tx, isOpen: true }
      try {
        return await transactions.run(own, () => work(tx))
      } finally {
        own.isOpen = false
      }
    },
    { timeout: LONGEST_WRITE },
  )
}

/** Takes a question made with Prisma.sql; returns the rows of its answer, values as pg has them. For answers of many megabytes. */
export async function queryPlainly<R extends pg.QueryResultRow>({ text, values }: Prisma.Sql): Promise<R[]> {
  const transaction = currentTransaction()
  const asked = transaction ? await connectionOf(transaction) : pool
  return (await asked.query<R>(text, values)).rows
}

/** Takes a transaction of Prisma's; returns the connection that holds it, for values of many megabytes. It stays the transaction's to end. */
export async function connectionOf(tx: Prisma.TransactionClient): Promise<pg.PoolClient> {
  const mark = randomUUID()
  // Prisma does not say which it is: it is the one that is asked this.
  marks.set(mark, null)
  try {
    await tx.$queryRaw`SELECT ${mark}`
    const connection = marks.get(mark)
    if (!connection) throw new Error('A transaction asks over its own connection')
    return connection
  } finally {
    marks.delete(mark)
  }
}

function openPool(): pg.Pool {
  const pool = new pg.Pool({
    // Readers wait for nobody but those who change a table itself, and hold a connection and a page's turn meanwhile.
    ...connectionTo(env.DATABASE_URL, { lockTimeout: 3_000 }),
    max: 10,
    connectionTimeoutMillis: 5_000,
    // For a server that is no longer there. Any other ends a statement itself, and before this.
    query_timeout: LONGEST_WRITE + 5_000,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced at the next question, which reports what is wrong.
  pool.on('error', () => undefined)
  pool.on('connect', takeTurns)
  return pool
}

/**
 * Prisma asks for several relations of a record at once, in a transaction over one connection too. A connection answers one
 * question at a time: pg queues them with a warning now and will refuse them from version 9 on. So they queue here.
 */
function takeTurns(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...question: unknown[]) => Promise<unknown>
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (...question: unknown[]) => {
    // Asked with a callback, it is the pool's own single question.
    if (typeof question.at(-1) === 'function') return query(...question)
    const mark: unknown = (question[0] as pg.QueryConfig).values?.[0]
    if (marks.size && typeof mark === 'string' && marks.has(mark)) marks.set(mark, client)
    const answer = last.then(() => query(...question))
    last = answer.catch(() => undefined)
    return answer
  }
  client.query = inTurn as typeof client.query
}
