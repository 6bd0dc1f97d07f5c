// What a start needs of its database, whoever runs it: that it can be used, that one app at a time holds the embedded
// one, and that its schema and its plan are brought up to date by one process at a time.
import pg from 'pg'
import { describeNetworkError, parseDatabaseUrl } from './database-url.mjs'
import { grantToApp } from './database-roles'
import { applyMigrations } from './migrations'
import { Failure, run } from '../process.mjs'
import { connectionTo, UNLIMITED } from '../../lib/connection'

// Any two numbers will do, as long as they stay the same.
const instanceLock = 4_026_001
export const preparationLock = 4_026_002
const oldestVersion = 14

/** The database under the names of its two roles. With a database of your own, both may be the same. */
export interface DatabaseUrls {
  /** The app's role: it reads and writes rows, as far as each table lets it. */
  readonly url: string
  /** The role that owns the tables: for migrations, and for what comes with Cairn. */
  readonly ownerUrl: string
}

/** Fails, within ten seconds of the start, with the reason why the address given in this variable cannot be used. */
export async function checkDatabase(databaseUrl: string, variable = 'DATABASE_URL') {
  const client = await connect(databaseUrl).catch((error: Error & { code?: string }) => {
    throw new Failure(describeRefusal(databaseUrl, variable, error))
  })
  try {
    const { rows } = await client.query<{ number: number; name: string; zone: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name,
         current_setting('timezone') AS zone`,
    )
    const [server] = rows
    if (server && server.number < oldestVersion * 10_000) {
      throw new Failure(
        `${variable}: Cairn needs PostgreSQL ${oldestVersion} or newer; this is ${server.name}.`,
      )
    }
    if (server && server.zone !== 'UTC') throw new Failure(describeZone(databaseUrl, variable, server.zone))
  } finally {
    await client.end()
  }
}

/** Prisma's adapter writes and reads times without an offset: anywhere but in UTC, what is put on record would be wrong. */
function describeZone(databaseUrl: string, variable: string, zone: string) {
  const { user } = parseDatabaseUrl(databaseUrl, variable)
  return (
    `${variable}: connections to this database are in the time zone ${zone}, although Cairn asks for UTC. ` +
    'Something between Cairn and PostgreSQL, such as PgBouncer, leaves out what Cairn asks for (startup parameter "options"). ' +
    `Connect to PostgreSQL directly, or run this in it and restart what is between:\n  ALTER ROLE "${user}" SET timezone = 'UTC';`
  )
}

function describeRefusal(
  databaseUrl: string,
  variable: string,
  { code = '', message }: Error & { code?: string },
) {
  const { host, port, user, database } = parseDatabaseUrl(databaseUrl, variable)
  const where = host ? ` at ${host}:${port}` : ''
  if (code === '28P01')
    return `${variable}: PostgreSQL${where} does not accept the password of the user ${user}.`
  if (code === '28000')
    return `${variable}: PostgreSQL${where} does not let the user ${user} in (${message}).`
  if (code === '3D000')
    return `${variable}: PostgreSQL${where} has no database named ${database}. Create it first.`
  if (/^E[A-Z]+$/.test(code)) return describeNetworkError(variable, code, host, port)
  if (/timeout/.test(message))
    return `${variable}: something listens${where}, but no PostgreSQL answered in time.`
  return `${variable}: PostgreSQL${where} cannot be used (${message}).`
}

/**
 * Brings schema and plan up to date. Several instances may start at once: they take turns. With `bothPlans`, as `npm start` has it, a database that no
 * one uses yet has the second plan as well.
 */
export async function prepareDatabase(urls: DatabaseUrls, { bothPlans = false } = {}) {
  await takeTurn(urls, async (owner) => {
    const applied = await migrate(owner, urls)
    if (applied.length > 0) console.log(`Database: applied ${applied.join(', ')}`)
    const { loadSeed } = await import('../../prisma/seed/load')
    const { loaded, message } = await loadSeed(urls.ownerUrl)
    if (loaded) console.log(message)
    await issuePublished(owner, urls.url)
    if (bothPlans) await loadSecondPlan(owner, urls.url)
  })
}

/** Brings the schema up to date, with what the app may do in it; returns the names of the migrations that were applied. */
export function migrateDatabase(urls: DatabaseUrls): Promise<string[]> {
  return takeTurn(urls, (owner) => migrate(owner, urls))
}

async function migrate(owner: pg.Client, { url, ownerUrl }: DatabaseUrls) {
  const applied = await applyMigrations(ownerUrl)
  // At every start, so that no table is ever forgotten.
  await grantToApp(owner, url)
  return applied
}

/** Does some work as the owner of the database, one process at a time. */
export async function takeTurn<T>(
  { ownerUrl }: DatabaseUrls,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const owner = await connect(ownerUrl)
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [preparationLock])
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** The published report that the first plan came with becomes the first of its reports, once. */
async function issuePublished(client: pg.Client, url: string) {
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.id FROM plan p JOIN source_document s ON s.plan_id = p.id AND s.code = 'lb-25-03-03'
     WHERE p.slug = 'mental-health-workforce' AND NOT EXISTS (SELECT 1 FROM snapshot r WHERE r.plan_id = p.id)`,
  )
  for (const { id } of rows) {
    const failure = 'The published report LB(25)03-03 could not be issued. The lines above give the reason.'
    await runAsApp(url, ['scripts/issue-published.ts', id], failure)
    console.log('Issued the published report LB(25)03-03 as the first report of the plan.')
  }
}

/** Where there is nothing but the first plan, and no one has an account yet; or where an earlier start was killed while it did this. */
async function loadSecondPlan(client: pg.Client, url: string) {
  const { rows } = await client.query<{ isAsked: boolean }>(
    `SELECT (SELECT count(*) FROM person) = 0
       AND NOT EXISTS (SELECT 1 FROM plan WHERE slug NOT IN ('mental-health-workforce', 'mental-health-delivery'))
       AND EXISTS (SELECT 1 FROM plan WHERE slug = 'mental-health-workforce')
       AND NOT EXISTS (
         SELECT 1 FROM plan p JOIN snapshot s ON s.plan_id = p.id WHERE p.slug = 'mental-health-delivery'
       ) AS "isAsked"`,
  )
  if (!rows[0]?.isAsked) return
  await runAsApp(
    url,
    ['scripts/load-second-plan.ts'],
    'The second plan could not be loaded. The lines above give the reason.',
  )
  console.log('Loaded the Delivery Plan, a second plan, from its files.')
}

/** Runs a script in a process of its own, which reads and writes the plan as the app does. */
function runAsApp(url: string, script: readonly string[], failure: string) {
  // It signs nothing and links nowhere, but the app's environment is checked as a whole.
  const env = { DATABASE_URL: url, CAIRN_SECRET: 'x'.repeat(32), CAIRN_URL: 'http://localhost' }
  return run(process.execPath, ['--conditions=react-server', '--import', 'tsx', ...script], { env, failure })
}

/** Someone else holds the embedded database. */
export class InUse extends Failure {}

/**
 * Makes this process the one that uses the embedded database. The lock lives as long as its connection, so that a
 * killed app leaves nothing behind to clear.
 */
export async function holdInstance(databaseUrl: string, label: string) {
  const client = await connect(databaseUrl, `cairn pid=${process.pid} ${label}`)
  // After a kill, PostgreSQL needs a moment to see that the connection is gone.
  for (let attempt = 1; !(await tryLock(client)); attempt++) {
    if (attempt === 10) {
      const holder = await describeHolder(client)
      await client.end()
      throw new InUse(`Cairn is already running on this data${holder}.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const lost = new Promise<void>((resolve) => client.on('end', resolve))
  return {
    /** Settles when the connection, and with it the hold, is lost: PostgreSQL has ended, or one of its processes. */
    lost,
  }
}

async function tryLock(client: pg.Client) {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
    instanceLock,
  ])
  return rows[0]?.taken === true
}

async function describeHolder(client: pg.Client) {
  const { rows } = await client.query<{ name: string; since: Date }>(
    `SELECT activity.application_name AS name, activity.backend_start AS since
       FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND objid = $1`,
    [instanceLock],
  )
  const [holder] = rows
  const [, pid, label] = /^cairn pid=(\d+) (.*)$/.exec(holder?.name ?? '') ?? []
  if (!holder || !pid) return ''
  return `: process ${pid}, ${label}, since ${holder.since.toLocaleString('en-GB')}`
}

async function connect(databaseUrl: string, name = 'cairn start') {
  const client = new pg.Client({
    // Taking turns at a start may take as long as the others' migrations.
    ...connectionTo(databaseUrl, UNLIMITED),
    connectionTimeoutMillis: 4000,
    application_name: name,
    keepAlive: true,
  })
  // A lost connection shows in the next query, or in the end event; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
