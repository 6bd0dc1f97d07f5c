import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations } from '@/tools/postgres/migrations'
import { withSchemaEngine } from '@/tools/postgres/schema-engine'
import { writeMigration } from '@/tools/postgres/write-migration'
import { connectionTo, UNLIMITED } from '@/lib/connection'

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model Note {
  id   Int    @id
  text String
  @@map("note")
}
`
const TABLE = `CREATE TABLE "note" ("id" INTEGER NOT NULL, "text" TEXT NOT NULL, PRIMARY KEY ("id"));`
const RULES = `
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.text := upper(NEW.text); -- one semicolon; and another
  RETURN NEW;
END $$;
CREATE TRIGGER note_shout BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION shout();
ALTER TABLE note ADD CONSTRAINT note_text CHECK (text <> '');
INSERT INTO note VALUES (1, 'a; b');
`

let folder: string
let url: string
let client: pg.Client

/** An empty database and an empty folder of migrations for each test. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cairn-migrations-'))
  const name = `migrations_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(connectionTo(process.env.CAIRN_OWNER_DATABASE_URL ?? '', UNLIMITED))
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  await admin.end()
  url = Object.assign(new URL(process.env.CAIRN_OWNER_DATABASE_URL ?? ''), { pathname: `/${name}` }).href
  client = new pg.Client(connectionTo(url, UNLIMITED))
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await rm(folder, { recursive: true })
})

async function write(name: string, sql: string) {
  await mkdir(path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, name, 'migration.sql'), sql)
}

const rowsOf = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows

describe('applying migrations', () => {
  it('runs them in order, each whole, and once', async () => {
    await write('20260102000000_rules', RULES)
    await write('20260101000000_note', TABLE)
    expect(await applyMigrations(url, folder)).toEqual(['20260101000000_note', '20260102000000_rules'])
    expect(await applyMigrations(url, folder)).toEqual([])
    expect(await rowsOf('SELECT text FROM note')).toEqual([{ text: 'A; B' }])
    await expect(client.query(`INSERT INTO note VALUES (2, '')`)).rejects.toThrow('note_text')
  })

  it('keeps nothing of one that fails, says which and why, and takes it once it is mended', async () => {
    await write('20260101000000_note', TABLE)
    await write('20260102000000_broken', `${RULES}\nSELECT 1/0;`)
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      /20260102000000_broken failed; nothing of it was kept.*division by zero$/s,
    )
    expect(await rowsOf('SELECT text FROM note')).toEqual([])
    await write('20260102000000_broken', RULES)
    expect(await applyMigrations(url, folder)).toEqual(['20260102000000_broken'])
  })

  it.each([
    ['ends the transaction', 'COMMIT;'],
    ['cannot be undone', 'CREATE INDEX CONCURRENTLY note_text ON note (text);'],
  ])('refuses a script that %s, and keeps nothing of it', async (_, statement) => {
    await write('20260101000000_note', TABLE)
    await write('20260102000000_wrong', `CREATE TABLE other (id int);\n${statement}`)
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      '20260102000000_wrong failed; nothing of it was kept',
    )
    expect(await rowsOf(`SELECT to_regclass('other') AS name`)).toEqual([{ name: null }])
  })

  it('refuses a database that a newer version has migrated', async () => {
    await write('20260101000000_note', TABLE)
    await write('20260102000000_rules', RULES)
    await applyMigrations(url, folder)
    await rm(path.join(folder, '20260102000000_rules'), { recursive: true })
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      /newer version of Cairn, and this one does not know 20260102000000_rules/,
    )
  })

  it('refuses a database that holds the tables of something else', async () => {
    await write('20260101000000_note', TABLE)
    await client.query('CREATE TABLE another_program (id int)')
    await expect(applyMigrations(url, folder)).rejects.toThrow('tables that are not those of Cairn')
  })

  it('leaves the history that Prisma expects', async () => {
    await write('20260101000000_note', TABLE)
    await write('20260102000000_rules', RULES)
    await applyMigrations(url, folder)
    const migrationDirectories = await Promise.all(
      ['20260101000000_note', '20260102000000_rules'].map(async (name) => {
        const value = await readFile(path.join(folder, name, 'migration.sql'), 'utf8')
        return {
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } },
        }
      }),
    )
    const migrationsList = {
      baseDir: folder,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
      shadowDbInitScript: '',
      migrationDirectories,
    }
    const filters = { externalTables: [], externalEnums: [] }
    const found = await withSchemaEngine(url, (engine) =>
      engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: false }),
    )
    expect(found).toMatchObject({
      history: null,
      failedMigrationNames: [],
      editedMigrationNames: [],
      hasMigrationsTable: true,
    })
  })

  it('happens once when two start at once', async () => {
    await write('20260101000000_note', TABLE)
    const applied = await Promise.all([applyMigrations(url, folder), applyMigrations(url, folder)])
    expect(applied.flat()).toEqual(['20260101000000_note'])
  })
})

describe('a start that is cut off while it migrates', () => {
  /** Half a second, during which there is always something made and not yet kept. */
  const slow = (name: string) => `CREATE TYPE ${name}_kind AS ENUM ('a');
    SELECT pg_sleep(0.25); CREATE TABLE ${name} (kind ${name}_kind); SELECT pg_sleep(0.25);`

  const migrate = () =>
    spawn(process.execPath, ['--import', 'tsx', 'tests/helpers/migrate.ts', url, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const sessions = () =>
    rowsOf(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'cairn migrations' AND datname = current_database()`,
    )

  it('starts again, wherever it was cut off', { timeout: 120_000 }, async () => {
    await write('20260101000000_first', slow('first'))
    await write('20260102000000_second', slow('second'))
    for (const [signal, moments] of [
      ['SIGKILL', [50, 300, 650, 1000]],
      ['SIGTERM', [50, 650]],
    ] as const)
      for (const moment of moments) {
        await client.query('DROP SCHEMA public CASCADE')
        await client.query('CREATE SCHEMA public')
        const child = migrate()
        // It says that it begins.
        await once(child.stdout, 'data')
        const ended = once(child, 'exit')
        await delay(moment)
        child.kill(signal)
        const [code] = await ended
        if (signal === 'SIGTERM') {
          expect(code).toBe(0)
          expect(await sessions()).toEqual([])
        }
        await applyMigrations(url, folder)
        expect(
          await rowsOf(
            'SELECT migration_name, finished_at IS NULL AS open FROM _prisma_migrations ORDER BY 1',
          ),
          `${signal} after ${moment} ms`,
        ).toEqual([
          { migration_name: '20260101000000_first', open: false },
          { migration_name: '20260102000000_second', open: false },
        ])
        expect(await rowsOf('SELECT * FROM first, second')).toEqual([])
      }
  })

  /** What versions up to November 2026 left behind, whose scripts and rows were transactions of their own. */
  const HISTORY_ROW = `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at, logs) VALUES`
  it.each([
    ['once, after its script was kept', [TABLE], `('1', 'x', '20260101000000_note', NULL, NULL)`],
    ['once, before its script was kept', [], `('1', 'x', '20260101000000_note', NULL, NULL)`],
    [
      'and then twice failed to start',
      [TABLE],
      `('1', 'x', '20260101000000_note', now(), NULL), ('2', 'x', '20260101000000_note', now(), 'already exists'),
       ('3', 'x', '20260101000000_note', NULL, 'already exists')`,
    ],
  ])('by an earlier version, %s, starts again', async (_, scripts, rows) => {
    await write('20260101000000_before', 'SELECT 1;')
    await applyMigrations(url, folder)
    await write('20260101000000_note', TABLE)
    await write('20260102000000_rules', RULES)
    for (const script of scripts) await client.query(script)
    await client.query(`${HISTORY_ROW} ${rows}`)
    expect(await applyMigrations(url, folder)).toEqual(['20260101000000_note', '20260102000000_rules'])
    expect(await applyMigrations(url, folder)).toEqual([])
    expect(await rowsOf('SELECT text FROM note')).toEqual([{ text: 'A; B' }])
    expect(
      await rowsOf(
        'SELECT count(*)::int AS open FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL',
      ),
    ).toEqual([{ open: 0 }])
  })

  it('is not mistaken for one that failed', async () => {
    await write('20260101000000_before', 'CREATE TABLE note (id int);')
    await applyMigrations(url, folder)
    await write('20260102000000_note', TABLE)
    await client.query(
      `${HISTORY_ROW} ('1', 'x', '20260102000000_note', NULL, 'relation "note" already exists')`,
    )
    await expect(applyMigrations(url, folder)).rejects.toThrow('relation "note" already exists')
  })
})

describe('writing a migration', () => {
  const now = new Date('2026-01-03T04:05:06Z')
  const options = () => ({ folder, schemaFile: path.join(folder, 'schema.prisma'), now })

  it('writes what leads from the migrations to the schema, and touches no rule written by hand', async () => {
    await write('20260101000000_note', TABLE)
    await write('20260102000000_rules', RULES)
    await writeFile(path.join(folder, 'schema.prisma'), SCHEMA.replace('String', 'String\n  author String?'))
    const file = await writeMigration(url, 'Add author', options())
    expect(file).toBe(path.join(folder, '20260103040506_add_author', 'migration.sql'))
    expect(await readFile(file ?? '', 'utf8')).toBe(
      '-- AlterTable\nALTER TABLE "note" ADD COLUMN     "author" TEXT;\n',
    )
    expect(await applyMigrations(url, folder)).toHaveLength(3)
  })

  it('writes nothing when there is nothing to change, and leaves no database behind', async () => {
    await write('20260101000000_note', TABLE)
    await writeFile(path.join(folder, 'schema.prisma'), SCHEMA)
    expect(await writeMigration(url, 'nothing', options())).toBeUndefined()
    expect((await readdir(folder)).sort()).toEqual(['20260101000000_note', 'schema.prisma'])
    expect(await rowsOf(`SELECT datname FROM pg_database WHERE datname LIKE 'cairn_scratch%'`)).toEqual([])
  })
})
