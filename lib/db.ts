/** The database client, one for each process. Only lib/queries, lib/mutations and lib/auth import it. */

import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import pg from 'pg'
import { type Prisma, PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'
import { connectionTo } from '@/lib/connection'
import { processWide } from '@/lib/process-wide'

/** A plan of thousands of actions is frozen in seconds, but on a busy machine in many (milliseconds). */
const LONGEST_WRITE = 60_000

/** A transaction that writes, while it is open. */
interface Transaction {
  client: Prisma.TransactionClient | null
  connection: pg.PoolClient | null
}

/** The transaction in which something is done, however deep below what began it. */
const transactions = processWide('database transactions', () => new AsyncLocalStorage<Transaction>())

type Connected = Parameters<pg.Pool['connect']>[0]

/** Notes which connection it gives to a transaction that writes: Prisma, which begins the transaction, does not say. */
class TransactionPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(connected: Connected): void
  override connect(connected?: Connected) {
    // The pool itself, for a single question.
    if (connected) return super.connect(connected)
    const own = transactions.getStore()
    return super.connect().then((connection) => {
      if (own) own.connection ??= connection
      return connection
    })
  }
}

/**
 * Prisma asks for several relations of a record at once, in a transaction over one connection too. A connection answers one
 * question at a time: pg queues them with a warning now and will refuse them from version 9 on. So they queue here.
 */
class SerialClient extends pg.Client {
  readonly #queue = new PQueue({ concurrency: 1 })

  /** Passes on what it is given: pg has a dozen ways of asking. */
  override query(...question: unknown[]): never {
    const ask = () => super.query(...(question as [string])) as unknown
    // Asked with a callback, it is the pool's own single question.
    const isByPool = typeof question.at(-1) === 'function'
    return (isByPool ? ask() : this.#queue.add(async () => ask())) as never
  }
}

/** The connections themselves, for what is too much to go through Prisma, which writes out every value as JSON, and more than once. */
const pool = processWide('database pool', openPool)

const client: PrismaClient = processWide(
  'database client',
  () =>
    new PrismaClient({
      adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: nameStatement }),
      // Waiting is better than failing: on a busy machine, what reads a large plan may wait some seconds for its turn.
      transactionOptions: { maxWait: 10_000, timeout: 30_000 },
    }),
)

/** So many statements have a name; of those that were asked once, so many are remembered. */
const [MOST_NAMED, MOST_SEEN] = [500, 1_000]
const named = processWide('named statements', () => new Map<string, string>())
const seen = processWide('statements seen once', () => new LRUCache<string, true>({ max: MOST_SEEN }))

/**
 * Takes a statement; returns its name, empty where it has none. A statement with a name is parsed and planned once by each connection, and not each time
 * that it is asked, which takes longer than its answer. What was asked only once, such as a list of so many ids, gets none.
 */
function nameStatement({ sql }: { readonly sql: string }): string {
  const known = named.get(sql)
  if (known !== undefined) return known
  if (named.size >= MOST_NAMED) return ''
  if (!seen.has(sql)) {
    seen.set(sql, true)
    return ''
  }
  const name = `cairn ${named.size}`
  named.set(sql, name)
  seen.delete(sql)
  return name
}

/**
 * Asks the database. Inside of a transaction that writes it asks over that one's connection: one that holds locks and waits for another
 * connection would stand still together with those who have all the others and wait for its locks.
 */
export const db: PrismaClient = new Proxy(client, {
  get(_, name) {
    const transaction = transactions.getStore()?.client
    if (transaction && name === '$transaction') return (asked: Promise<unknown>[]) => Promise.all(asked)
    const asked = transaction ?? client
    const value: unknown = Reflect.get(asked, name)
    return typeof value === 'function' ? (value.bind(asked) as unknown) : value
  },
})

/**
 * Takes work for one transaction that writes, and how long it may take where not as usual (milliseconds); returns its result. It may take longer than what readers wait for, and waits
 * longer for those who write before it, on other instances too.
 */
export function writing<T>(
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  longest = LONGEST_WRITE,
): Promise<T> {
  if (transactions.getStore()?.client)
    throw new Error('A write began another one, which would wait for its locks')
  const own: Transaction = { client: null, connection: null }
  const begin = () =>
    client.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(LONGEST_WRITE)}, true), set_config('lock_timeout', '10000', true)`
        own.client = tx
        try {
          return await work(tx)
        } finally {
          own.client = null
          own.connection = null
        }
      },
      { timeout: longest },
    )
  return transactions.run(own, begin)
}

/** Takes work that only reads; does it in one snapshot of the database (inside of a transaction that writes: in that one), and returns its result. */
export function readingAtOnce<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  const transaction = transactions.getStore()?.client
  return transaction ? work(transaction) : client.$transaction(work, { isolationLevel: 'RepeatableRead' })
}

/** Takes a question made with Prisma.sql; returns the rows of its answer, values as pg has them. For answers of many megabytes. */
export async function queryPlainly<R extends pg.QueryResultRow>({ text, values }: Prisma.Sql): Promise<R[]> {
  const asked = transactions.getStore()?.client ? writingConnection() : pool
  return (await asked.query<R>(text, values)).rows
}

/** Returns the connection of the transaction that writes, for values of many megabytes. It stays the transaction's to end. */
export function writingConnection(): pg.PoolClient {
  const connection = transactions.getStore()?.connection
  if (!connection) throw new Error('Only a transaction that writes has a connection of its own')
  return connection
}

/** So many rows are sent at once. */
const MOST_ROWS = 2_000

/**
 * Takes a transaction, a table and rows with its columns, called as in the schema; adds them. For what can be thousands: Prisma compiles
 * each value of a createMany, which takes longer than writing it. A column that no row has gets its default.
 */
export async function insertRows(
  tx: Prisma.TransactionClient,
  table: InsertedTable,
  rows: readonly object[],
): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  const list = columns.map((column) => `"${column}"`).join(', ')
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    const named = rows
      .slice(at, at + MOST_ROWS)
      .map((row) => Object.fromEntries(names.map((name, i) => [columns[i], Reflect.get(row, name)])))
    await tx.$executeRawUnsafe(
      `INSERT INTO ${table} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1::json)`,
      JSON.stringify(named),
    )
  }
}

type InsertedTable =
  | 'action'
  | 'action_partner'
  | 'audit_entry'
  | 'due_date_move'
  | 'lifecycle_change'
  | 'progress_update'
  | 'structure_change'

function openPool(): pg.Pool {
  const pool = new TransactionPool({
    // Readers wait for no one but those who change a table itself, and hold a connection and a page's turn meanwhile.
    ...connectionTo(env.DATABASE_URL, { lockTimeout: 3_000 }),
    Client: SerialClient,
    max: 10,
    connectionTimeoutMillis: 5_000,
    // For a server that is no longer there. Any other ends a statement itself, and before this.
    query_timeout: LONGEST_WRITE + 5_000,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced at the next question, which reports what is wrong.
  pool.on('error', () => undefined)
  return pool
}
