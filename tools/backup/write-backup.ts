// Copies all that Cairn keeps in a database into one file, as it stands at one moment, beside the app that goes on.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { type Backup, type BackupHead, readBackupFile, writeBackupFile } from './backup-file'
import { preparationLock } from '../postgres/database'
import { Failure, root } from '../process.mjs'
import { copyOut, ident, listTables, type Table, prepareToCopy } from './table-copies'
import { connectionTo, UNLIMITED } from '../../lib/connection'

/**
 * Takes the address of a database, as the owner of its tables, and the path of a file that is not there yet. Returns what the
 * file then holds, as read from it again. Throws a Failure when there is nothing to back up, or the file cannot be written.
 */
export async function writeBackup(databaseUrl: string, file: string): Promise<Backup> {
  const db = new pg.Client({ ...connectionTo(databaseUrl, UNLIMITED), application_name: 'cairn backup' })
  db.on('error', () => undefined)
  await db.connect()
  try {
    await prepareToCopy(db)
    // A start that is changing the schema ends first; the next one waits for the tables only.
    await db.query('SELECT pg_advisory_lock_shared($1)', [preparationLock])
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables = await listTables(db)
    if (!tables.some(({ name }) => name === 'plan'))
      throw new Failure('There is nothing to back up: this database is empty.')
    await db.query(`LOCK TABLE ${tables.map(({ name }) => ident(name)).join(', ')} IN ACCESS SHARE MODE`)
    const head = await describeDatabase(db)
    await db.query('SELECT pg_advisory_unlock_shared($1)', [preparationLock])
    await writeBackupFile(file, head, copyTables(db, tables))
    await db.query('COMMIT')
  } finally {
    await db.end()
  }
  return readBackupFile(file)
}

async function* copyTables(db: pg.Client, tables: readonly Table[]) {
  for (const table of tables) yield { ...table, rows: copyOut(db, table) }
}

async function describeDatabase(db: pg.Client): Promise<Omit<BackupHead, 'format' | 'version'>> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const { rows: server } = await db.query<{ version: string; now: Date }>(
    `SELECT current_setting('server_version') AS version, now()`,
  )
  const { rows: migrations } = await db.query<BackupHead['migrations'][number]>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  )
  const { rows: sequences } = await db.query<{ name: string; value: string | null }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = current_schema() ORDER BY sequencename`,
  )
  return {
    madeAt: server[0]?.now.toISOString() ?? '',
    cairn: version,
    postgres: server[0]?.version ?? '',
    migrations,
    sequences: Object.fromEntries(sequences.map(({ name, value }) => [name, value])),
  }
}
