import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations, writeMigration } from '@/scripts/migrations'
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
  const admin = new pg.Client(connectionTo(process.env.DATABASE_URL ?? '', UNLIMITED))
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  await admin.end()
  url = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { pathname: `/${name}` }).href
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

  it('happens once when two start at once', async () => {
    await write('20260101000000_note', TABLE)
    const applied = await Promise.all([applyMigrations(url, folder), applyMigrations(url, folder)])
    expect(applied.flat()).toEqual(['20260101000000_note'])
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
