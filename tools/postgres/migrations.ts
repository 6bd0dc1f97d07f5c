// Applies the migrations in prisma/migrations. Their history is the one that `prisma migrate deploy` keeps.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { Failure, onStop, root } from '../process.mjs'
import { connectionTo, UNLIMITED } from '../../lib/connection'

export const migrationsFolder = path.join(root, 'prisma', 'migrations')

/** The lock that Prisma's own command line takes, so that neither works beside the other. */
const migrationLock = 72_707_369

/** What PostgreSQL says of an object that is made a second time: schema, table, column, function, and any other. */
const alreadyThere = ['42P06', '42P07', '42701', '42723', '42710']

const HISTORY = `CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`

interface Migration {
  readonly name: string
  readonly script: string
}

/**
 * Takes the address that the owner of the tables uses; applies what is missing, in order, and returns the names. A script and
 * its row in the history are one transaction: whatever ends this process, the database has both or neither. Throws a Failure
 * when a script fails, and when the database was migrated by a newer Cairn.
 */
export async function applyMigrations(ownerUrl: string, folder = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ ...connectionTo(ownerUrl, UNLIMITED), application_name: 'cairn migrations' })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const work = applyMissing(client, migrations)
  const forgetStop = onStop(async () => {
    await endSession(ownerUrl, rows[0]?.pid)
    await client.end()
    await work.catch(() => undefined)
  })
  try {
    return await work
  } finally {
    forgetStop()
    await client.end()
  }
}

/** Returns the migrations of a folder, in the order in which they are applied. */
async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      script: await readFile(path.join(folder, name, 'migration.sql'), 'utf8'),
    })),
  )
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]) {
  // Not every system has it. A killed start then holds the lock until its statement has ended.
  await client.query(`SET client_connection_check_interval = '200ms'`).catch(() => undefined)
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
  const history = await readHistory(client)
  const applied = new Set(history.filter((row) => row.applied).map((row) => row.name))
  refuseUnknown(applied, migrations)
  const missing = migrations.filter(({ name }) => !applied.has(name))
  for (const migration of missing) {
    const wasInterrupted = history.some((row) => row.name === migration.name && row.interrupted)
    await applyOne(client, migration, wasInterrupted)
  }
  return missing.map(({ name }) => name)
}

async function readHistory(client: pg.Client) {
  const { rows: tables } = await client.query<{ history: string | null; others: number }>(
    `SELECT to_regclass('_prisma_migrations') AS history,
       (SELECT count(*)::int FROM pg_class c WHERE relnamespace = to_regnamespace(current_schema()) AND relkind IN ('r', 'p')
         AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS others`,
  )
  if (!tables[0]?.history) {
    if (tables[0]?.others)
      throw new Failure(
        'The database holds tables that are not those of Cairn. Give Cairn an empty database.',
      )
    await client.query(HISTORY)
  }
  // Where a migration failed, Prisma's engine wrote down why; where it was cut off, it could not.
  const { rows } = await client.query<{ name: string; applied: boolean; interrupted: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AND rolled_back_at IS NULL AS applied,
       finished_at IS NULL AND logs IS NULL AS interrupted FROM _prisma_migrations`,
  )
  return rows
}

function refuseUnknown(applied: ReadonlySet<string>, migrations: readonly Migration[]) {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...applied].filter((name) => !known.has(name)).sort()
  if (unknown.length === 0) return
  throw new Failure(
    `The database was migrated by a newer version of Cairn, and this one does not know ${unknown.join(', ')}.\n` +
      'Start the newer version, or restore a backup that was taken before.',
  )
}

async function applyOne(client: pg.Client, { name, script }: Migration, wasInterrupted: boolean) {
  const started = new Date()
  try {
    await client.query('BEGIN')
    await client.query('SAVEPOINT script')
    try {
      await client.query(asOneStatement(script))
    } catch (error) {
      // Versions up to November 2026 sent the script and then wrote its row, each a transaction of its own. The script was
      // kept whole or not at all, so an object of it that is there says that all are.
      if (!wasInterrupted || !alreadyThere.includes((error as { code?: string }).code ?? '')) throw error
      await client.query('ROLLBACK TO script')
    }
    await client.query(
      'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL',
      [name],
    )
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), createHash('sha256').update(script).digest('hex'), name, started],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new Failure(`The migration ${name} failed; nothing of it was kept.\n${(error as Error).message}`)
  }
}

/** Inside a statement of ours PostgreSQL refuses what would end the transaction or cannot be undone: COMMIT, CREATE INDEX CONCURRENTLY. */
function asOneStatement(script: string) {
  const tag = `$migration_${randomBytes(8).toString('hex')}$`
  return `DO ${tag} BEGIN EXECUTE ${pg.escapeLiteral(script)}; END ${tag}`
}

/** Ends a statement that runs, and rolls its transaction back. Without it, PostgreSQL would finish it for no one. */
async function endSession(ownerUrl: string, pid: number | undefined) {
  const client = new pg.Client({ ...connectionTo(ownerUrl), connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT pg_terminate_backend($1)', [pid])
  } catch {
    // The database is gone, and the session with it.
  } finally {
    await client.end().catch(() => undefined)
  }
}
