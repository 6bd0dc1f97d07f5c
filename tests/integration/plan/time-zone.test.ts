// A PostgreSQL whose database is in any time zone of the world: what is put on record is what is read back.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { auth } from '@/lib/auth/auth'
import { currentActor } from '@/lib/auth/actor'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { db } from '@/lib/db'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { recordAudit } from '@/lib/audit/append'
import { inTransaction } from '@/lib/mutations/write-plan'
import { loadSeed } from '@/prisma/seed/load'
import { checkAudit } from '@/tools/verify/check-audit'
import { checkSnapshots } from '@/tools/verify/check-snapshots'
import { checkDatabase } from '@/tools/postgres/database'
import { applyMigrations } from '@/tools/postgres/migrations'
import { actAs } from '@/tests/helpers/acting'
import { issueReport } from '@/tests/helpers/issue-report'
import { addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

const NOTES = Object.fromEntries(
  [
    'silent',
    'waiting',
    'neverReported',
    'noLead',
    'unrated',
    'staleRating',
    'noMitigation',
    'openDispute',
  ].map((kind) => [kind, 'Known']),
)
const JUNE = new Date('2026-06-15T12:34:56.789Z')

/** Takes a database's address; returns it as the role that owns it. */
function asOwner(url: string): string {
  const owner = new URL(process.env.CAIRN_OWNER_DATABASE_URL ?? '')
  owner.pathname = new URL(url).pathname
  return owner.href
}

/** Takes a database's address and a zone; makes it the one of all new connections that ask for none, and ends the old ones. */
async function moveTo(url: string, zone: string) {
  const admin = new pg.Client(connectionTo(asOwner(url), UNLIMITED))
  await admin.connect()
  const name = new URL(url).pathname.slice(1)
  await admin.query(`ALTER DATABASE "${name}" SET timezone = '${zone}'`)
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
    [name],
  )
  await admin.end()
}

async function collect<T>(found: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of found) all.push(one)
  return all
}

describe.each(['Europe/London', 'America/New_York', 'Asia/Tokyo'])('a database in the zone %s', (zone) => {
  const url = process.env.DATABASE_URL ?? ''
  let raw: pg.Client
  let plan: ExamplePlan
  let slug: string
  let editor: string

  beforeAll(async () => {
    await moveTo(url, zone)
    // As any other program connects, which asks for no zone.
    raw = new pg.Client(url)
    await raw.connect()
    expect((await raw.query('SHOW timezone')).rows).toEqual([{ TimeZone: zone }])
    const client = await connect()
    plan = examplePlan()
    // A report and an entry of the example's are no real ones.
    for (const table of ['lifecycle_change', 'counted_change', 'snapshot', 'audit_entry'])
      (plan as Map<string, unknown>).delete(table)
    rowOf(plan, 'section_assessment').counts = null
    await write(client, plan)
    slug = String(rowOf(plan, 'plan').slug)
    editor = await addPerson(client, { roles: { [idOf(plan, 'plan')]: 'editor' } })
    await actAs(client, editor)
    await client.end()
  })
  afterAll(() => raw.end())

  it('may be used', () => checkDatabase(url))

  it('keeps an instant of the summer as it is', async () => {
    const { id } = await db.apiToken.create({
      data: {
        personId: editor,
        name: zone,
        planIds: [idOf(plan, 'plan')],
        createdAt: JUNE,
        expiresAt: new Date(),
        tokenHash: createHash('sha256').update(zone).digest('hex'),
      },
    })
    const { rows } = await raw.query(
      `SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS at FROM api_token WHERE id = $1`,
      [id],
    )
    expect(rows).toEqual([{ at: '2026-06-15 12:34:56.789' }])
    expect((await db.apiToken.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(JUNE)
    const found = await db.$queryRaw<{ at: Date }[]>`
      SELECT created_at AS at FROM api_token WHERE created_at = ${JUNE} AND id = ${id}::uuid`
    expect(found).toEqual([{ at: JUNE }])
  })

  it('ends no session at once, and none late', async () => {
    const { internalAdapter } = await auth.$context
    const session = await internalAdapter.createSession(editor)
    const { rows } = await raw.query(
      `SELECT extract(epoch FROM expires_at - now())::int AS left, extract(epoch FROM now() - updated_at)::int AS idle
       FROM session WHERE id = $1`,
      [session.id],
    )
    expect(Math.abs(rows[0].left - 12 * 60 * 60)).toBeLessThan(60)
    expect(rows[0].idle).toBeLessThan(60)
    expect(await currentActor()).toMatchObject({ kind: 'person', id: editor })
  })

  it('has a chain of audit entries and a report that verify, of a day in summer', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: JUNE })
    try {
      await inTransaction((tx) =>
        recordAudit(tx, idOf(plan, 'plan'), editor, {
          kind: 'test.done',
          recordType: 'plan',
          recordId: idOf(plan, 'plan'),
          recordName: zone,
        }),
      )
      const name = { reference: 'Report in June', title: 'A report', meetingOn: null, asAt: '2026-06-14' }
      const code = await issueReport(slug, { ...name, notes: NOTES, corrects: null }, vocabulary)
      expect(await collect(checkSnapshots(url, [slug]))).toMatchObject([{ code, faults: [] }])
      expect(await collect(checkAudit(url, [slug]))).toMatchObject([{ name: slug, faults: [] }])
      const { rows } = await raw.query(
        `SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS at FROM audit_entry
         WHERE plan_id = $1 ORDER BY number LIMIT 1`,
        [idOf(plan, 'plan')],
      )
      expect(rows).toEqual([{ at: '2026-06-15 12:34:56.789' }])
    } finally {
      vi.useRealTimers()
    }
  })
})

it('is set up with the same times whatever its zone', async () => {
  const url = new URL(process.env.CAIRN_OWNER_DATABASE_URL ?? '')
  const client = await connect()
  await client.query('CREATE DATABASE zoned TEMPLATE template0')
  url.pathname = '/zoned'
  await moveTo(url.href, 'Europe/London')
  await applyMigrations(url.href)
  expect((await loadSeed(url.href)).loaded).toBe(true)
  const zoned = new pg.Client(connectionTo(url.href))
  await zoned.connect()
  const days = `SELECT u.id, effective_on::text FROM progress_update u JOIN plan p ON p.id = plan_id WHERE p.slug = 'mental-health-workforce' ORDER BY 1`
  expect((await zoned.query(days)).rows).toEqual((await client.query(days)).rows)
  const late = `SELECT id FROM progress_update WHERE abs(extract(epoch FROM now() - recorded_at)) > 600`
  expect((await zoned.query(late)).rows).toEqual([])
  await zoned.end()
  await client.query('DROP DATABASE zoned WITH (FORCE)')
  await client.end()
}, 60_000)

/** Starts what stands before a PostgreSQL and leaves out of each connection's start what it asks for, as a pooler may. */
async function startPooler(url: URL) {
  const server = net.createServer((client) => {
    const database = net.connect(Number(url.port), url.hostname)
    client.once('data', (start) => {
      const fields = start.subarray(8, -1).toString().split('\0')
      const saved = fields.flatMap((name, at) =>
        at % 2 === 0 && name && name !== 'options' ? [name, fields[at + 1]] : [],
      )
      const body = Buffer.from(`${saved.join('\0')}\0\0`)
      const head = Buffer.from(start.subarray(0, 8))
      head.writeInt32BE(8 + body.length)
      database.write(Buffer.concat([head, body]))
      client.pipe(database).pipe(client)
    })
    for (const side of [client, database]) side.on('error', () => undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { server, port: (server.address() as net.AddressInfo).port }
}

it('is refused where something in between leaves the zone out, unless the role has it', async () => {
  const own = process.env.CAIRN_OWNER_DATABASE_URL ?? ''
  const { server, port } = await startPooler(new URL(own))
  const url = new URL(own)
  url.port = String(port)
  await moveTo(own, 'Europe/London')
  await expect(checkDatabase(url.href)).rejects.toThrow(
    /in the time zone Europe\/London, although Cairn asks for UTC.*ALTER ROLE "cairn" SET timezone = 'UTC'/s,
  )
  // What it says to do, for this database alone: others test beside this one.
  const client = await connect()
  await client.query(`ALTER ROLE cairn IN DATABASE "${url.pathname.slice(1)}" SET timezone = 'UTC'`)
  await client.end()
  await checkDatabase(url.href)
  server.close()
})
