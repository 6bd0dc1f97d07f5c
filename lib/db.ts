/** The database client, one for each process. Only lib/queries, lib/mutations and lib/auth import it. */

import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from '@/lib/env'

// Development reloads modules; the client must outlive them.
const held = globalThis as typeof globalThis & { cairnDb?: PrismaClient }

export const db: PrismaClient = (held.cairnDb ??= new PrismaClient({
  adapter: new PrismaPg({
    connectionString: env.DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
  }),
}))
