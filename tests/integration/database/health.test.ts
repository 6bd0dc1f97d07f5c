// Whether the process answers, and whether it may be sent readers: over HTTP, against databases that are well and unwell.
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Health, openHealth } from '@/server/health'
import { connect } from '@/tests/helpers/plan-rows'

let db: pg.Client
const closers: (() => unknown)[] = []

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function listen(server: net.Server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return (server.address() as net.AddressInfo).port
}

/** Serves nothing but the health of a database; returns its address and what it is stopped with. */
async function serve(databaseUrl = process.env.DATABASE_URL ?? ''): Promise<Health & { url: string }> {
  const health = await openHealth(databaseUrl)
  const port = await listen(
    http.createServer((request, response) => {
      if (!health.answer(request, response)) response.writeHead(404).end()
    }),
  )
  closers.push(() => health.close())
  return { ...health, url: `http://127.0.0.1:${port}` }
}

async function ask(address: string, method = 'GET') {
  const answer = await fetch(address, { method, headers: { connection: 'close' } })
  return { status: answer.status, text: (await answer.text()).trim(), headers: answer.headers }
}

describe('/healthz and /readyz', () => {
  it('say that all is well, and no one keeps that', async () => {
    const { url } = await serve()
    for (const path of ['/healthz', '/readyz', '/readyz?from=balancer']) {
      const { status, text, headers } = await ask(`${url}${path}`)
      expect({ status, text, kept: headers.get('cache-control') }).toEqual({
        status: 200,
        text: 'ok',
        kept: 'no-store',
      })
      expect(await ask(`${url}${path}`, 'HEAD')).toMatchObject({ status: 200, text: '' })
    }
  })

  it('take no other method and no other address', async () => {
    const { url } = await serve()
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await ask(`${url}/readyz`, method)
      expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD' })
    }
    for (const path of ['/healthz/', '/readyz/x', '/HEALTHZ'])
      expect((await ask(url + path)).status).toBe(404)
  })

  it('tell a process that lives from one that has no database, without saying why', async () => {
    const closed = net.createServer()
    const port = await listen(closed)
    closed.close()
    const { url } = await serve(`postgresql://cairn:secret@127.0.0.1:${port}/cairn`)
    expect(await ask(`${url}/healthz`)).toMatchObject({ status: 200 })
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 503, text: 'not ready' })
  })

  it('wait no longer than two seconds for a database that says nothing', async () => {
    const sockets: net.Socket[] = []
    const port = await listen(net.createServer((socket) => sockets.push(socket)))
    closers.push(() => sockets.forEach((socket) => socket.destroy()))
    const { url } = await serve(`postgresql://cairn:secret@127.0.0.1:${port}/cairn`)
    const from = performance.now()
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 503 })
    expect(performance.now() - from).toBeLessThan(3_500)
  })

  it('want the schema of this very program', async () => {
    const { url } = await serve()
    await db.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('newer', '0', '29990101000000_newer', now(), 1)`,
    )
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 503, text: 'not ready' })
    await db.query(`DELETE FROM _prisma_migrations WHERE id = 'newer'`)
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 200 })
    const undo = `rolled_back_at = CASE WHEN rolled_back_at IS NULL THEN now() END`
    const change = `UPDATE _prisma_migrations SET ${undo} WHERE migration_name LIKE '%_plan'`
    await db.query(change)
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 503 })
    await db.query(change)
  })

  it('cost the database one question at a time, however many ask', async () => {
    const { url } = await serve()
    await db.query('BEGIN; LOCK TABLE _prisma_migrations IN ACCESS EXCLUSIVE MODE')
    const asked = Promise.all(Array.from({ length: 100 }, () => ask(`${url}/readyz`)))
    const seen: number[] = []
    for (let look = 0; look < 10; look += 1) {
      // Within its transaction this session would see the activity of one moment.
      await db.query('SELECT pg_stat_clear_snapshot()')
      const { rowCount } = await db.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name = 'cairn health' AND datname = current_database()`,
      )
      seen.push(rowCount ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await db.query('COMMIT')
    expect(new Set((await asked).map(({ status }) => status))).toEqual(new Set([200]))
    expect(Math.max(...seen)).toBe(1)
  })

  it('say at once that it is being stopped', async () => {
    const { url, stop } = await serve()
    stop()
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 503, text: 'not ready' })
    expect(await ask(`${url}/healthz`)).toMatchObject({ status: 200 })
  })
})
