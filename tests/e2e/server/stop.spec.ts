// How an instance ends: ready until it is told to stop, then not, while what is under way is finished and what hangs is dropped.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { findFreePort } from '@/tools/postgres/postgres'
import { expect, test } from '@/tests/helpers/e2e'

/** In a service file, a stop may take 45 s: docs/operations.md. */
const LONGEST_STOP_MS = 30_000

let admin: pg.Client
let databaseUrl: string
let app: ChildProcess
let port: number
let output = ''

async function connect(url: string) {
  const client = new pg.Client(connectionTo(url, UNLIMITED))
  client.on('error', () => undefined)
  await client.connect()
  return client
}

test.beforeEach(async () => {
  test.setTimeout(180_000)
  const url = new URL(await readFile(process.env.CAIRN_E2E_DATABASE_FILE ?? '', 'utf8'))
  admin = await connect(url.href)
  const name = `stop_${randomBytes(6).toString('hex')}`
  await admin.query(`CREATE DATABASE ${name}`)
  url.pathname = `/${name}`
  databaseUrl = url.href
  port = await findFreePort()
  const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1' }
  app = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [app.stdout, app.stderr])
    stream?.on('data', (text: Buffer) => (output += text.toString()))
  while (!output.includes('Cairn is ready')) {
    expect(app.exitCode, output).toBeNull()
    await delay(100)
  }
})

test.afterEach(async () => {
  app.kill('SIGKILL')
  await admin.query(`DROP DATABASE ${new URL(databaseUrl).pathname.slice(1)} WITH (FORCE)`)
  await admin.end()
})

/** Sends the beginning of a request; returns what sends the rest, and what becomes of it. */
async function begin(text: string) {
  const socket = net.connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (piece) => (answer += piece.toString())).on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(text)
  const ended = once(socket, 'close').then(() => answer)
  return { send: (rest: string) => socket.write(rest), ended }
}

const get = (path: string) =>
  begin(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)

test('an instance is ready until it is stopped, and does not wait for what hangs', async () => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([
      200,
      'ok\n',
      'no-store',
    ])
  }
  expect(output).not.toContain('readyz')

  // Kept from now on: all that it waits for is what the plans' revisions are.
  expect((await fetch(`http://127.0.0.1:${port}/accessibility`)).status).toBe(200)
  const passing = await connect(databaseUrl)
  const lasting = await connect(databaseUrl)
  await passing.query('BEGIN; LOCK TABLE plan IN ACCESS EXCLUSIVE MODE')
  await lasting.query('BEGIN; LOCK TABLE progress_update IN ACCESS EXCLUSIVE MODE')
  const underWay = await Promise.all(Array.from({ length: 4 }, () => get('/accessibility')))
  const hanging = await Promise.all([
    ...Array.from({ length: 4 }, () => get('/plans/mental-health-workforce')),
    ...Array.from({ length: 4 }, () =>
      begin(`POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000\r\n\r\nemail=`),
    ),
  ])
  const balancer = await begin(`GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`)
  await delay(500)

  const stopped = performance.now()
  const exit = once(app, 'exit')
  app.kill('SIGTERM')
  await delay(200)
  balancer.send('\r\n')
  expect(await balancer.ended).toMatch(/^HTTP\/1\.1 503 [^]*\r\n\r\nnot ready\n$/)
  await passing.query('COMMIT')
  for (const request of underWay) expect(await request.ended).toMatch(/^HTTP\/1\.1 200 [^]*<h1/)
  const [code] = await exit
  expect(code).toBe(0)
  expect(performance.now() - stopped).toBeLessThan(LONGEST_STOP_MS)
  await Promise.all(hanging.map(({ ended }) => ended))
  await passing.end()
  await lasting.end()
})
