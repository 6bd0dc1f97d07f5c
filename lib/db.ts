/** The database client, one for each process. Only lib/queries, lib/mutations and lib/auth import it. */

import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'

// Development reloads modules; the client must outlive them.
const held = globalThis as typeof globalThis & { cairnDb?: PrismaClient }

export const db: PrismaClient = (held.cairnDb ??= new PrismaClient({
  adapter: new PrismaPg(openPool(), { disposeExternalPool: true }),
  // Waiting is better than failing: on a busy machine, what reads a large plan may wait some seconds for its turn.
  transactionOptions: { maxWait: 10_000, timeout: 30_000 },
}))

function openPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
  })
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
    const answer = last.then(() => query(...question))
    last = answer.catch(() => undefined)
    return answer
  }
  client.query = inTurn as typeof client.query
}
