// What the app's role cannot do in the database, whatever is sent over its connection.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { migrateDatabase } from '@/tools/postgres/database'
import { describeExcess } from '@/tools/postgres/database-roles'
import { createEmptyDatabase } from '@/tests/helpers/empty-database'
import { connect } from '@/tests/helpers/plan-rows'

const url = process.env.DATABASE_URL ?? ''
const ownerUrl = process.env.CAIRN_OWNER_DATABASE_URL ?? ''

let app: pg.Client
let owner: pg.Client
let ledgers: string[]

beforeAll(async () => {
  app = new pg.Client(connectionTo(url, UNLIMITED))
  await app.connect()
  owner = await connect()
  const { rows } = await owner.query<{ name: string }>(
    `SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname = 'append_only' ORDER BY 1`,
  )
  ledgers = rows.map(({ name }) => name)
})
afterAll(() => Promise.all([app.end(), owner.end()]))

/** The SQLSTATE of a refusal; null when the statement was let through, of which nothing is kept. */
async function refusalOf(statement: string): Promise<string | null> {
  await app.query('BEGIN')
  try {
    await app.query(statement)
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? 'none'
  } finally {
    await app.query('ROLLBACK')
  }
}

const NOT_ALLOWED = '42501'

describe('the role of the app', () => {
  it.each([
    ['change', (table: string) => `UPDATE ${table} SET plan_id = plan_id`],
    ['delete', (table: string) => `DELETE FROM ${table}`],
    ['empty', (table: string) => `TRUNCATE ${table} CASCADE`],
    ['switch off the rules of', (table: string) => `ALTER TABLE ${table} DISABLE TRIGGER ALL`],
    ['take the rules off', (table: string) => `DROP TRIGGER append_only ON ${table}`],
    ['add rules to', (table: string) => `CREATE RULE no AS ON INSERT TO ${table} DO INSTEAD NOTHING`],
    ['alter', (table: string) => `ALTER TABLE ${table} ADD COLUMN more text`],
    ['drop', (table: string) => `DROP TABLE ${table} CASCADE`],
    ['own', (table: string) => `ALTER TABLE ${table} OWNER TO CURRENT_USER`],
  ])('cannot %s any ledger', async (_, statement) => {
    expect(ledgers.length).toBeGreaterThan(15)
    for (const table of ledgers) expect(await refusalOf(statement(table)), table).toBe(NOT_ALLOWED)
  })

  it.each([
    `SET session_replication_role = replica`,
    `SET ROLE cairn`,
    `SET SESSION AUTHORIZATION cairn`,
    `ALTER ROLE CURRENT_USER SUPERUSER`,
    `GRANT cairn TO CURRENT_USER`,
    `SELECT pg_read_file('postgresql.conf')`,
    `CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    `DROP FUNCTION refuse_rewriting() CASCADE`,
    `CREATE TABLE another (id int)`,
    `CREATE FUNCTION another() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    `SELECT setval(pg_get_serial_sequence('snapshot', 'entry'), 1)`,
    `DELETE FROM person`,
    `TRUNCATE plan CASCADE`,
    `UPDATE _prisma_migrations SET finished_at = NULL`,
    `COPY plan TO PROGRAM 'cat'`,
  ])('cannot %s', async (statement) => {
    expect(await refusalOf(statement)).toBe(NOT_ALLOWED)
  })

  it('can read every table and add to it', async () => {
    const { rows } = await app.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
         AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT'))`,
    )
    expect(rows).toEqual([])
  })

  it('raises no warning, and that of the owner does', async () => {
    expect(await describeExcess(url)).toBeNull()
    expect(await describeExcess(ownerUrl)).toMatch(
      /the role cairn of DATABASE_URL owns the tables.*"Two roles"/s,
    )
  })

  it('gets at a new table with the next start, and loses what it was given beside', async () => {
    await owner.query('CREATE TABLE new_table (id bigserial, plan_id uuid)')
    await owner.query('GRANT ALL ON audit_entry TO cairn_app')
    expect(await refusalOf('SELECT * FROM new_table')).toBe(NOT_ALLOWED)
    expect(await describeExcess(url)).toContain('can change what was recorded')
    await migrateDatabase({ url, ownerUrl })
    expect(await refusalOf('INSERT INTO new_table (plan_id) VALUES (NULL)')).toBeNull()
    expect(await describeExcess(url)).toBeNull()
    await owner.query('DROP TABLE new_table')
  })

  it('has to be of the same database as the owner', async () => {
    await expect(migrateDatabase({ url, ownerUrl: await createEmptyDatabase() })).rejects.toThrow(
      'not addresses of the same database',
    )
  })

  it('may be the only one, where nothing is left to migrate', async () => {
    expect(await migrateDatabase({ url, ownerUrl: url })).toEqual([])
  })
})
