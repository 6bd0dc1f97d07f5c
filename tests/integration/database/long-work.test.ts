// What takes long is noted in the database, up to so much and for so long, for the one who waits for it alone.
import { randomUUID } from 'node:crypto'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openProgress, type Owner, type Progress } from '@/server/progress'
import { connect } from '@/tests/helpers/plan-rows'

let db: pg.Client
let progress: Progress
beforeAll(async () => {
  db = await connect()
  progress = openProgress(process.env.DATABASE_URL ?? '')
})
beforeEach(() => db.query('DELETE FROM long_work'))
afterAll(() => Promise.all([db.end(), progress.close()]))

const OWNER = { sessionId: randomUUID(), rights: 'class editor' }
const URL_ASKED = '/plans/a/reports/drafts/d/issue'
const begin = (owner: Owner = OWNER, address: string | null = null) =>
  progress.begin({ ...owner, method: 'POST', url: URL_ASKED, address })
const STRANGER = { sessionId: null, rights: '' }

/** What a server answers with this head and body. */
async function answerOf(
  status: number,
  headers: Record<string, string>,
  body = '',
): Promise<IncomingMessage> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((resolve) =>
    get({ port, host: '127.0.0.1', agent: false }, resolve),
  )
  server.close()
  return answer
}

it('is found by its id, under way and done, by any instance', async () => {
  const id = (await begin()) ?? ''
  const other = openProgress(process.env.DATABASE_URL ?? '')
  expect(await other.find(id)).toMatchObject({ ...OWNER, id, method: 'POST', url: URL_ASKED, answer: null })
  await progress.finish(id, 'POST', await answerOf(303, { location: '/done', 'set-cookie': 'a=b' }))
  expect((await other.find(id))?.answer).toEqual({ kind: 'led', location: '/done', cookies: ['a=b'] })
  await other.close()
  expect(await progress.find(randomUUID())).toBeNull()
})

it('a page that answers a form is taken once, by its owner, for what they sent', async () => {
  const id = (await begin()) ?? ''
  await progress.finish(
    id,
    'POST',
    await answerOf(409, { 'content-type': 'text/html', server: 'x' }, 'typed: é'),
  )
  expect(await progress.takePage(id, { ...OWNER, sessionId: randomUUID() }, URL_ASKED)).toBeNull()
  expect(await progress.takePage(id, { ...OWNER, rights: 'class viewer' }, URL_ASKED)).toBeNull()
  expect(await progress.takePage(id, OWNER, '/another')).toBeNull()
  const taken = await progress.takePage(id, OWNER, URL_ASKED)
  expect(taken?.answer).toMatchObject({ status: 409, headers: { 'content-type': 'text/html' } })
  expect(taken?.body.toString()).toBe('typed: é')
  expect(await progress.takePage(id, OWNER, URL_ASKED)).toBeNull()
})

it('has failed where nothing came, too much came, or who does it is heard of no more', async () => {
  const [none, much, late] = [(await begin()) ?? '', (await begin()) ?? '', (await begin()) ?? '']
  await progress.finish(none, 'POST', null)
  await progress.finish(
    much,
    'POST',
    await answerOf(200, { 'content-type': 'text/html' }, 'x'.repeat(1_100_000)),
  )
  const seenBefore = (seconds: number) =>
    db.query(`UPDATE long_work SET seen_at = now() - $2 * interval '1 second' WHERE id = $1`, [late, seconds])
  await seenBefore(30)
  expect((await progress.find(late))?.answer).toBeNull()
  await seenBefore(50)
  for (const id of [none, much, late]) expect((await progress.find(id))?.answer).toEqual({ kind: 'failed' })
})

it('is forgotten after an hour, and no more is noted than has room', async () => {
  const old = (await begin()) ?? ''
  await db.query(`UPDATE long_work SET began_at = now() - interval '61 minutes'`)
  expect(await progress.find(old)).toBeNull()
  await db.query(
    `INSERT INTO long_work (session_id, rights, method, url) SELECT gen_random_uuid(), '', 'GET', '/' FROM generate_series(1, 199)`,
  )
  expect(await begin()).not.toBeNull()
  expect(await begin({ ...OWNER, sessionId: randomUUID() })).toBeNull()
  expect((await db.query('SELECT 1 FROM long_work')).rowCount).toBe(200)
})

it('goes on for as long as the process that does it says so', async () => {
  const other = openProgress(process.env.DATABASE_URL ?? '', 20)
  const id = (await other.begin({ ...OWNER, method: 'GET', url: '/', address: null })) ?? ''
  const forget = () => db.query(`UPDATE long_work SET seen_at = now() - interval '1 hour'`)
  const findAnswer = async () => (await progress.find(id))?.answer
  await forget()
  await expect.poll(findAnswer).toBeNull()
  await other.close()
  await forget()
  expect(await findAnswer()).toEqual({ kind: 'failed' })
})

it('no one takes all the room: neither one person, nor one address, nor all who are not signed in', async () => {
  const fill = async (owner: Owner, address: string | null) => {
    let noted = 0
    while ((await begin(owner, address)) !== null) noted += 1
    return noted
  }
  expect(await fill(OWNER, '192.0.2.1')).toBe(10)
  expect(await fill(STRANGER, '192.0.2.1')).toBe(10)
  // As the network counts them, these are one.
  expect(await fill(STRANGER, '2001:db8::1')).toBe(10)
  expect(await fill(STRANGER, '2001:db8::2')).toBe(0)
  await db.query(
    `INSERT INTO long_work (rights, method, url, address) SELECT '', 'GET', '/', n::text FROM generate_series(1, 80) n`,
  )
  expect(await fill(STRANGER, '192.0.2.9')).toBe(0)
  expect(await begin({ ...OWNER, sessionId: randomUUID() })).not.toBeNull()
})
