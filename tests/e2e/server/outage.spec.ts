// The database is away, full or locked: what readers, officers and programs are answered meanwhile, and what stands in the log.
// On a server and a database of its own, for it stops the one for the other.
import { setTimeout as delay } from 'node:timers/promises'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { paths } from '@/lib/paths'
import { addPerson, startSession } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { type OwnServer, startOwnServer } from '@/tests/helpers/own-server'

let server: OwnServer
let base: string
let databaseUrl: string
let db: pg.Client
let plan: ExamplePlan
let slug: string

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ javaScriptEnabled: false })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startOwnServer('outage')
  ;({ base, databaseUrl } = server)
  db = new pg.Client(connectionTo(databaseUrl, UNLIMITED))
  await db.connect()
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  await write(db, plan, 'progress_update_source')
})

test.afterAll(async () => {
  await db.end()
  await server.stop()
})

async function ask(address: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  const began = Date.now()
  const response = await fetch(base + address, { headers, redirect: 'manual', ...init })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, took: Date.now() - began }
}

async function signIn(context: BrowserContext, role: 'editor' | 'officer') {
  const id = await addPerson(db, { roles: { [idOf(plan, 'plan')]: role } })
  await context.addCookies([{ ...(await startSession(db, id)), url: base }])
}

/** Takes work; does it while another program holds what a statement takes. */
async function whileLocked<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const other = new pg.Client(connectionTo(databaseUrl, UNLIMITED))
  await other.connect()
  try {
    await other.query('BEGIN')
    await other.query(statement)
    return await work()
  } finally {
    await other.end()
  }
}

/** Takes work; does it while all connections of the server are taken by others. */
async function whileFull<T>(work: () => Promise<T>): Promise<T> {
  const taken: pg.Client[] = []
  try {
    for (const round of [1, 2]) {
      for (;;) {
        const client = new pg.Client(connectionTo(databaseUrl, UNLIMITED))
        client.on('error', () => undefined)
        if (
          !(await client.connect().then(
            () => true,
            () => false,
          ))
        )
          break
        taken.push(client)
      }
      // Those of the app, but for the one that holds the database: without that it stops.
      if (round === 1)
        await db.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'
             AND pid <> pg_backend_pid() AND application_name NOT LIKE 'cairn pid=%' AND pid <> ALL ($1)`,
          [
            await Promise.all(
              taken.map(async (one) => (await one.query('SELECT pg_backend_pid() AS pid')).rows[0].pid),
            ),
          ],
        )
    }
    return await work()
  } finally {
    await Promise.all(taken.map((one) => one.end()))
  }
}

const openForm = (page: Page) => page.goto(base + paths.update(slug, '1'))

async function fill(page: Page, narrative: string) {
  await page.locator('label[for="status-onTrack"]').click()
  await page.locator('#narrative').fill(narrative)
}

const save = (page: Page) => page.getByRole('button', { name: 'Save update' }).click()

test('a table that is locked makes its own pages 503, and no other', async () => {
  const id = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
  const session = await startSession(db, id)
  const asEditor = { cookie: `${session.name}=${session.value}` }
  await whileLocked('LOCK TABLE board_ask, board_ask_event IN ACCESS EXCLUSIVE MODE', async () => {
    let isOver = false
    const stuck: number[] = []
    const readers = Array.from({ length: 8 }, async () => {
      while (!isOver) stuck.push((await ask(paths.requests(slug), asEditor)).status)
    })
    await delay(1_000)
    for (let round = 0; round < 4; round += 1)
      for (const address of ['/', paths.signIn('/')]) {
        const { status, took } = await ask(`${address}${address.includes('?') ? '&' : '?'}round=${round}`)
        expect([address, status]).toEqual([address, 200])
        expect(took).toBeLessThan(15_000)
        console.log(`${address} while a table is locked: ${took} ms`)
      }
    isOver = true
    await Promise.all(readers)
    expect(new Set(stuck)).toEqual(new Set([503]))
  })
  const asks = await ask(paths.requests(slug), asEditor)
  expect(asks.status).toBe(200)
})

test('no one without a session waits for the sessions of others', async () => {
  const asEditor = await (async () => {
    const id = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
    const { name, value } = await startSession(db, id)
    return { cookie: `${name}=${value}` }
  })()
  await ask(paths.signIn('/'))
  await whileLocked('LOCK TABLE session IN ACCESS EXCLUSIVE MODE', async () => {
    const stuck = [1, 2].map(() => ask(paths.plan(slug), asEditor))
    await delay(200)
    for (let round = 0; round < 5; round += 1) {
      const { status, took } = await ask(paths.plan(slug))
      expect(status).toBe(200)
      expect(took).toBeLessThan(3_000)
    }
    await Promise.all(stuck)
  })
})

test('a plan that is locked keeps what its writers typed, and stops no one else', async ({
  page,
  context,
}) => {
  await signIn(context, 'editor')
  await openForm(page)
  await fill(page, 'Typed while the plan was locked')
  await whileLocked(`SELECT 1 FROM plan WHERE slug = '${slug}' FOR UPDATE`, async () => {
    const saving = save(page)
    await delay(500)
    expect((await ask(paths.signIn('/'))).took).toBeLessThan(5_000)
    await saving
    await expect(page.getByText('not saved yet')).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('#narrative')).toHaveValue('Typed while the plan was locked')
  })
  await save(page)
  await expect(page.getByText('Your update is saved')).toBeVisible()
})

test('without a connection to be had, everything says so and when to come back', async ({
  page,
  context,
}) => {
  await signIn(context, 'editor')
  await openForm(page)
  await fill(page, 'Typed before the database was full')
  await whileFull(async () => {
    for (const address of [
      paths.plan(slug),
      paths.signIn('/'),
      `${paths.plan(slug)}/files/actions.csv`,
      `${paths.plan(slug)}/charts/pillars.svg`,
    ]) {
      const { status, headers, text } = await ask(address)
      expect([address, status, headers.get('retry-after')]).toEqual([address, 503, '10'])
      expect(text).toContain('Sorry, Cairn is not available')
      expect(text).toContain(`Reference: ${headers.get('x-request-id')}`)
    }
    const api = await ask('/api/v1/plans')
    expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(api.headers.get('retry-after')).toBe('10')
    await save(page)
    await expect(page.getByRole('heading', { name: 'Sorry, Cairn is not available' })).toBeVisible()
    await expect(page.getByText('reload this page to send your form again')).toBeVisible()
  })
  await page.reload()
  await expect(page.getByText('Your update is saved')).toBeVisible()
})

test('every line after the start is one JSON object, whatever someone sends', async () => {
  const forged = '\n{"level":"info","msg":"forged"}\n\u001b[2K\u2028'
  await ask(paths.signIn('/'), { 'Next-Action': encodeURIComponent(forged) }, { method: 'POST', body: '[]' })
  await ask(paths.signIn('/'), { 'Next-Action': 'f'.repeat(42) }, { method: 'POST', body: '[]' })
  const form = new FormData()
  form.append(`$ACTION_ID_${'0'.repeat(42)}`, '')
  form.append(`$ACTION_REF_1`, forged)
  form.append(`$ACTION_1:0`, `{"id":"${'a'.repeat(42)}","bound":"$@1"}${forged}`)
  await ask(paths.signIn('/'), {}, { method: 'POST', body: form })
  await ask('/_next/image?url=%0A%7B%22forged%22%3A1%7D&w=640&q=75')
  await ask(`/plans/${encodeURIComponent(forged)}`)
  await delay(500)
  const [, after = ''] = server.output().split(/^Cairn is ready at .*\n/m)
  const lines = after.split('\n').filter((line) => line !== '')
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) })
  expect(lines.map((line) => JSON.parse(line).msg)).not.toContain('forged')
  // All of an outage, of hundreds of requests, in some lines.
  expect(lines.length).toBeLessThan(400)
})
