// What the app's role may do in the database, and nothing beyond: whoever gets hold of the app's connection must not be able
// to rewrite what was recorded, nor to switch off the rules that keep it.
import pg from 'pg'
import { Failure } from '../process.mjs'
import { connectionTo } from '../../lib/connection'

/** The tables and sequences of Cairn, and none that an extension has put beside them; `rule` names what a table refuses, by its triggers (prisma/migrations). */
const OBJECTS = `
  SELECT c.oid, c.oid::regclass AS name, c.relkind = 'S' AS is_sequence, c.relowner AS owner, CASE
      WHEN c.relname = '_prisma_migrations' THEN 'history'
      WHEN EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only') THEN 'ledger'
      WHEN EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'never_deleted') THEN 'never deleted'
    END AS rule
  FROM pg_class c WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`

/**
 * Takes a connection of the owner and the address of the app; lets the app's role do what the app does, in every table there
 * is, and nothing else. Does nothing where both are one role. Throws a Failure when they are not of one database.
 */
export async function grantToApp(owner: pg.Client, url: string): Promise<void> {
  const app = new pg.Client(connectionTo(url))
  await app.connect()
  try {
    const [ours, theirs] = [await readSession(owner), await readSession(app)]
    if (ours.role === theirs.role) return
    if (ours.database !== theirs.database)
      throw new Failure('DATABASE_URL and CAIRN_OWNER_DATABASE_URL are not addresses of the same database.')
    await owner.query('BEGIN')
    try {
      for (const statement of await listGrants(owner, theirs.role)) await owner.query(statement)
      await owner.query('COMMIT')
    } catch (error) {
      await owner.query('ROLLBACK').catch(() => undefined)
      throw error
    }
    if ((await readSession(owner)).plan !== (await readSession(app)).plan)
      throw new Failure(
        `The role ${theirs.role} of DATABASE_URL does not find the tables that ${ours.role} of CAIRN_OWNER_DATABASE_URL owns. ` +
          'Give both the same search_path.',
      )
  } finally {
    await app.end()
  }
}

async function readSession(client: pg.Client) {
  const { rows } = await client.query<{ role: string; database: string; plan: string | null }>(
    `SELECT current_user AS role, current_database() || pg_postmaster_start_time() AS database,
       to_regclass('plan')::oid::text AS plan`,
  )
  const [session] = rows
  if (!session) throw new Error('A query without FROM returns a row')
  return session
}

async function listGrants(owner: pg.Client, role: string): Promise<string[]> {
  const { rows } = await owner.query<{ statement: string }>(
    `SELECT format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %I', current_schema(), $1::text) AS statement
     UNION ALL SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), $1)
     UNION ALL SELECT format('REVOKE ALL ON %s %s FROM PUBLIC, %I', CASE WHEN is_sequence THEN 'SEQUENCE' ELSE 'TABLE' END, name, $1)
       FROM (${OBJECTS}) o
     UNION ALL SELECT format(CASE WHEN is_sequence THEN 'GRANT USAGE ON SEQUENCE %2$s TO %3$I' ELSE 'GRANT %1$s ON TABLE %2$s TO %3$I' END,
         CASE rule WHEN 'history' THEN 'SELECT' WHEN 'ledger' THEN 'SELECT, INSERT' WHEN 'never deleted' THEN 'SELECT, INSERT, UPDATE'
           ELSE 'SELECT, INSERT, UPDATE, DELETE' END, name, $1)
       FROM (${OBJECTS}) o`,
    [role],
  )
  return rows.map(({ statement }) => statement)
}

/** Takes the address of the app; returns what its role can do that it should not, with the way out, or null. */
export async function describeExcess(url: string): Promise<string | null> {
  const client = new pg.Client(connectionTo(url))
  await client.connect()
  try {
    const { rows } = await client.query<{
      role: string
      superuser: boolean
      owns: boolean
      rewrites: boolean
      creates: boolean
    }>(
      `SELECT current_user AS role, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
         bool_or(pg_has_role(owner, 'MEMBER')) AS owns,
         bool_or(rule = 'ledger' AND has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')) AS rewrites,
         has_schema_privilege(current_schema(), 'CREATE') AS creates
       FROM (${OBJECTS}) o`,
    )
    const [found] = rows
    if (!found) return null
    const what = [
      [found.superuser, 'is a superuser'],
      [found.owns && !found.superuser, 'owns the tables'],
      [found.rewrites && !found.owns, 'can change what was recorded'],
      [found.creates && !found.owns, 'can make tables and functions'],
    ].flatMap(([applies, words]) => (applies ? [words] : []))
    if (what.length === 0) return null
    return (
      `Warning: the role ${found.role} of DATABASE_URL ${what.join(' and ')}, so anyone who gained the app's connection could ` +
      'switch off the rules that keep the record.\nGive the app a role of its own, and that of the owner in CAIRN_OWNER_DATABASE_URL: ' +
      'docs/operations.md, "Two roles".'
    )
  } finally {
    await client.end()
  }
}
