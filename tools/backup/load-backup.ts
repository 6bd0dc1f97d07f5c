// Loads a backup into an empty database: all of it, checked against what the file says and by the rules of the record, or
// nothing.
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Backup, type BackupHead, readBackupFile, tallyRows } from './backup-file'
import { checkAuditOn } from '../verify/check-audit'
import { checkSnapshotsOn } from '../verify/check-snapshots'
import { preparationLock } from '../postgres/database'
import { applyMigrations } from '../postgres/migrations'
import { Failure, root } from '../process.mjs'
import {
  copyIn,
  copyOut,
  deleteRows,
  hasRows,
  ident,
  listTables,
  prepareToCopy,
  type Table,
} from './table-copies'
import { connectionTo, UNLIMITED } from '../../lib/connection'
import { auditMessages } from '../../lib/format/audit/messages'

const MIGRATIONS = path.join(root, 'prisma', 'migrations')

export const WAY_OUT =
  'A backup can only be restored into an empty database. Set CAIRN_DATA_DIR to a new folder, or DATABASE_URL to a new database.'

const SETTINGS = 'setting'

/** What was found of a restored database by the rules of the record. */
export interface Restored {
  readonly chains: number
  readonly reports: number
  /** What is not as it should be: it was so when the backup was made. */
  readonly faults: readonly string[]
}

/**
 * Takes the address of a database, as the owner of its tables, the path of a backup, and what was read of it. Loads it in one
 * transaction. Throws a Failure, and keeps no row, when the database is not empty, the file is not what it was, its schema is
 * not one of this program, what was loaded is not what was backed up, or, unless faults are to be kept, its record is broken.
 */
export async function loadBackup(
  databaseUrl: string,
  file: string,
  backup: Backup,
  { keepFaults = false } = {},
): Promise<Restored> {
  await refuseUnknownMigrations(backup.head)
  const db = new pg.Client({ ...connectionTo(databaseUrl, UNLIMITED), application_name: 'cairn restore' })
  db.on('error', () => undefined)
  await db.connect()
  try {
    await prepareToCopy(db)
    // No start loads a plan meanwhile.
    await db.query('SELECT pg_advisory_lock($1)', [preparationLock])
    await refuseOtherSchema(db, backup.head)
    await refuseRows(db)
    await migrate(databaseUrl, backup.head)
    await db.query('BEGIN')
    const tables = await listTables(db)
    refuseOtherTables(backup, tables)
    const enableTriggers = await disableTriggers(db)
    // A migration may have put a setting there, which the backup brings as well.
    await deleteRows(db, SETTINGS)
    await readBackupFile(file, (table, rows) => copyIn(db, table, rows))
    for (const [sequence, value] of Object.entries(backup.head.sequences))
      if (value !== null) await db.query('SELECT setval($1::regclass, $2)', [ident(sequence), value])
    await enableTriggers()
    await compareRows(db, backup, tables)
    const restored = await checkRecord(db)
    if (restored.faults.length && !keepFaults)
      throw new Failure(
        `${restored.faults.join('\n')}\nThe problem was there when the backup was made. Nothing was restored. ` +
          'Use an earlier backup, or restore this one as it is: npm run restore -- FILE --with-faults',
      )
    await db.query('COMMIT')
    await db.query('ANALYZE')
    return restored
  } finally {
    // What was not committed by now goes.
    await db.end()
  }
}

async function refuseUnknownMigrations({ migrations }: BackupHead) {
  for (const { name, checksum } of migrations) {
    const script = await readFile(path.join(MIGRATIONS, path.basename(name), 'migration.sql')).catch(
      () => null,
    )
    if (!script)
      throw new Failure(
        `The backup was made by a newer version of Cairn: this one does not know ${name}. Restore it with that version.`,
      )
    if (createHash('sha256').update(script).digest('hex') !== checksum)
      throw new Failure(
        `The backup was made by another version of Cairn, with another ${name}. Restore it with that version.`,
      )
  }
}

/** Its schema may lack what the backup's has, and must have nothing that the backup's has not. */
async function refuseOtherSchema(db: pg.Client, { migrations }: BackupHead) {
  const { rows } = await db.query<{ history: string | null; tables: number }>(
    `SELECT to_regclass('_prisma_migrations') AS history,
       (SELECT count(*)::int FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) AND relkind IN ('r', 'p')) AS tables`,
  )
  if (!rows[0]?.history) {
    if (rows[0]?.tables) throw new Failure(`This database has tables that do not belong to Cairn. ${WAY_OUT}`)
    return
  }
  const { rows: applied } = await db.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const known = new Set(migrations.map(({ name }) => name))
  const newer = applied.find(({ name }) => !known.has(name))
  if (newer) throw new Failure(`This database has a newer schema than the backup (${newer.name}). ${WAY_OUT}`)
}

async function refuseRows(db: pg.Client) {
  for (const { name } of await listTables(db)) {
    if (name !== SETTINGS && (await hasRows(db, name)))
      throw new Failure(`This database is not empty: it has rows in the table ${name}. ${WAY_OUT}`)
  }
}

/** Applies the migrations of the backup, and no later ones: those come at the next start, to the rows as well. */
async function migrate(databaseUrl: string, { migrations }: BackupHead) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-migrations-'))
  try {
    for (const { name } of migrations)
      await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true })
    await applyMigrations(databaseUrl, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function refuseOtherTables(backup: Backup, tables: readonly Table[]) {
  const describe = (list: Backup['tables'] | readonly Table[]) =>
    list.map(({ name, columns }) => `${name} (${columns.join(', ')})`).sort()
  const here = new Set(describe(tables))
  const there = new Set(describe(backup.tables))
  const odd = [...there].find((table) => !here.has(table)) ?? [...here].find((table) => !there.has(table))
  if (odd)
    throw new Failure(
      `The tables in the backup do not match its migrations: ${odd}. Its database had tables other than Cairn’s, or was changed by hand.`,
    )
}

/** Those that would act on rows as if they were new. What they guard has been said: it comes back as it was. */
async function disableTriggers(db: pg.Client) {
  const { rows } = await db.query<{ table: string; trigger: string; mode: string }>(
    `SELECT c.relname AS "table", t.tgname AS "trigger", t.tgenabled AS mode
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = to_regnamespace(current_schema()) AND NOT t.tgisinternal AND t.tgenabled <> 'D'
       AND t.tgtype & 4 > 0`,
  )
  const modes: Readonly<Record<string, string>> = { A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA' }
  const alter = async (modeOf: (mode: string) => string) => {
    for (const { table, trigger, mode } of rows)
      await db.query(`ALTER TABLE ${ident(table)} ${modeOf(mode)} TRIGGER ${ident(trigger)}`)
  }
  await alter(() => 'DISABLE')
  return () => alter((mode) => modes[mode] ?? 'ENABLE')
}

/** Reads everything again: what is there now must be the bytes that were backed up. */
async function compareRows(db: pg.Client, backup: Backup, tables: readonly Table[]) {
  const contents = new Map(backup.tables.map((table) => [table.name, table]))
  for (const table of tables) {
    const tally = tallyRows()
    for await (const piece of copyOut(db, table)) tally.add(piece)
    const found = tally.end()
    const wanted = contents.get(table.name)
    if (found.rows !== wanted?.rows || found.sha256 !== wanted.sha256)
      throw new Failure(
        `The rows of ${table.name} in the database do not match the backup. Nothing was restored.`,
      )
  }
}

async function checkRecord(db: pg.Client): Promise<Restored> {
  const broken: string[] = []
  let chains = 0
  let reports = 0
  for await (const { name, faults } of checkAuditOn(db)) {
    chains += 1
    if (faults[0])
      broken.push(`The audit log of ${name} was altered: ${auditMessages.chainProblem(faults[0].problem)}`)
  }
  for await (const { plan, code, faults } of checkSnapshotsOn(db)) {
    reports += 1
    if (faults[0]) broken.push(`The report ${code} of ${plan} was altered after it was issued: ${faults[0]}`)
  }
  return { chains, reports, faults: broken }
}
