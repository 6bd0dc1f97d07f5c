// What a start needs of its database, whoever runs it: that it can be used, that one app at a time holds the embedded
// one, and that its schema and its plan are brought up to date by one process at a time.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { describeNetworkError, parseDatabaseUrl } from './database-url.mjs'
import { applyMigrations } from './migrations'
import { Failure, root } from './process.mjs'
import { connectionTo, UNLIMITED } from '../lib/connection'

// Any two numbers will do, as long as they stay the same.
const instanceLock = 4_026_001
const preparationLock = 4_026_002
const oldestVersion = 14

/** Fails, within ten seconds of the start, with the reason why DATABASE_URL cannot be used. */
export async function checkDatabase(databaseUrl: string) {
  const client = await connect(databaseUrl).catch((error: Error & { code?: string }) => {
    throw new Failure(describeRefusal(databaseUrl, error))
  })
  try {
    const { rows } = await client.query<{ number: number; name: string; zone: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name,
         current_setting('timezone') AS zone`,
    )
    const [server] = rows
    if (server && server.number < oldestVersion * 10_000) {
      throw new Failure(
        `DATABASE_URL: Cairn needs PostgreSQL ${oldestVersion} or newer; this is ${server.name}.`,
      )
    }
    if (server && server.zone !== 'UTC') throw new Failure(describeZone(databaseUrl, server.zone))
  } finally {
    await client.end()
  }
}

/** Prisma's adapter writes and reads times without an offset: anywhere but in UTC, what is put on record would be wrong. */
function describeZone(databaseUrl: string, zone: string) {
  const { user } = parseDatabaseUrl(databaseUrl)
  return (
    `DATABASE_URL: connections to this database are in the time zone ${zone}, although Cairn asks for UTC. ` +
    'Something between Cairn and PostgreSQL, such as PgBouncer, leaves out what Cairn asks for (startup parameter "options"). ' +
    `Connect to PostgreSQL directly, or run this in it and restart what is between:\n  ALTER ROLE "${user}" SET timezone = 'UTC';`
  )
}

function describeRefusal(databaseUrl: string, { code = '', message }: Error & { code?: string }) {
  const { host, port, user, database } = parseDatabaseUrl(databaseUrl)
  const where = host ? ` at ${host}:${port}` : ''
  if (code === '28P01')
    return `DATABASE_URL: PostgreSQL${where} does not accept the password of the user ${user}.`
  if (code === '28000')
    return `DATABASE_URL: PostgreSQL${where} does not let the user ${user} in (${message}).`
  if (code === '3D000')
    return `DATABASE_URL: PostgreSQL${where} has no database named ${database}. Create it first.`
  if (/^E[A-Z]+$/.test(code)) return describeNetworkError(code, host, port)
  if (/timeout/.test(message))
    return `DATABASE_URL: something listens${where}, but no PostgreSQL answered in time.`
  return `DATABASE_URL: PostgreSQL${where} cannot be used (${message}).`
}

/** Brings schema and plan up to date. Several instances may start at once: they take turns. */
export async function prepareDatabase(databaseUrl: string) {
  const client = await connect(databaseUrl)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [preparationLock])
    const applied = await applyMigrations(databaseUrl)
    if (applied.length > 0) console.log(`Database: applied ${applied.join(', ')}`)
    const { loadSeed } = await import('../prisma/seed/load')
    const { loaded, message } = await loadSeed(databaseUrl)
    if (loaded) console.log(message)
    await issuePublished(client, databaseUrl)
  } finally {
    await client.end()
  }
}

/** The published report that the first plan came with becomes the first of its reports, once. */
async function issuePublished(client: pg.Client, databaseUrl: string) {
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.id FROM plan p JOIN source_document s ON s.plan_id = p.id AND s.code = 'lb-25-03-03'
     WHERE p.slug = 'mental-health-workforce' AND NOT EXISTS (SELECT 1 FROM snapshot r WHERE r.plan_id = p.id)`,
  )
  for (const { id } of rows) {
    const script = path.join(root, 'scripts/issue-published.ts')
    await promisify(execFile)(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', script, id],
      // It signs nothing and links nowhere, but the app's environment is checked as a whole.
      {
        cwd: root,
        env: {
          ...process.env,
          DATABASE_URL: databaseUrl,
          CAIRN_SECRET: 'x'.repeat(32),
          CAIRN_URL: 'http://localhost',
        },
      },
    )
    console.log('Issued the published report LB(25)03-03 as the first report of the plan.')
  }
}

/** Returns the secret that signs cookies, which the first start made: kept in the database, all its instances share it. */
export async function readSecret(databaseUrl: string): Promise<string> {
  const client = await connect(databaseUrl)
  try {
    await client.query(`INSERT INTO setting (name, value) VALUES ('secret', $1) ON CONFLICT DO NOTHING`, [
      randomBytes(32).toString('base64url'),
    ])
    const { rows } = await client.query<{ value: string }>(`SELECT value FROM setting WHERE name = 'secret'`)
    return rows[0]?.value ?? ''
  } finally {
    await client.end()
  }
}

/** Somebody else holds the embedded database. */
export class InUse extends Failure {
  constructor(
    message: string,
    readonly databaseUrl: string,
  ) {
    super(message)
  }
}

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
      throw new InUse(`Cairn is already running on this data${holder}.`, databaseUrl)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  let react = () => {}
  client.on('end', () => react())
  return {
    /** Runs when the connection, and with it the hold, is lost: PostgreSQL is gone. */
    onLost: (reaction: () => void) => void (react = reaction),
    ignoreLoss: () => void (react = () => {}),
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
