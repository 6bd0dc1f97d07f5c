// The work of large plans is done by a second process, and whoever waits for it sees that. On a server of its own, whose worker is held up and killed.
import { readFileSync } from 'node:fs'
import { type BrowserContext, expect, test } from '@playwright/test'
import pg from 'pg'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { paths } from '@/lib/paths'
import { expectAccessible } from '@/tests/helpers/e2e'
import { type OwnServer, startOwnServer } from '@/tests/helpers/own-server'
import { addPerson, startSession } from '@/tests/helpers/people'
import { type ExamplePlan, idOf, rowOf, unreportedPlan, write } from '@/tests/helpers/plan-rows'

/** One more than a plan has that is not large. */
const ACTIONS = 1001

let server: OwnServer
let db: pg.Client
let plan: ExamplePlan
let slug: string
let session: { name: string; value: string }

test.describe.configure({ mode: 'serial', timeout: 180_000 })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startOwnServer('worker')
  db = new pg.Client(connectionTo(server.databaseUrl, UNLIMITED))
  await db.connect()
  plan = unreportedPlan()
  const row = rowOf(plan, 'plan')
  row.ends_on = '2100-12-31'
  row.is_public = false
  slug = String(row.slug)
  await write(db, plan)
  await db.query(
    `INSERT INTO action (id, plan_id, section_id, ref, ref_source, position, title, counted, timescale_source)
     SELECT gen_random_uuid(), $1, $2, 'n' || n, 'printed', n, 'Something to be done, number ' || n, true, 'missing'
     FROM generate_series(1, $3::int) n`,
    [idOf(plan, 'plan'), idOf(plan, 'section'), ACTIONS],
  )
  session = await startSession(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
})
test.afterAll(async () => {
  await db.end()
  const worker = findWorker()
  await server.stop()
  // Nothing of a server that ended goes on.
  expect(worker === null || !isRunning(worker)).toBe(true)
})

/** The process of the worker; null while there is none. */
function findWorker(): number | null {
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8')
  const workers = children
    .split(' ')
    .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/worker.ts'))
  return workers[0] === undefined ? null : Number(workers[0])
}

function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function signal(name: NodeJS.Signals) {
  const worker = findWorker()
  expect(worker).not.toBeNull()
  if (worker !== null) process.kill(worker, name)
}

async function enter(context: BrowserContext) {
  await context.addCookies([{ ...session, url: server.base }])
  return context.newPage()
}

const file = (headers: Record<string, string> = {}) =>
  fetch(`${server.base}${paths.plan(slug)}/files/actions.csv`, { headers })

test('a file of a large plan is made by a process of its own, for those who may have it', async () => {
  const own = await file({ cookie: `${session.name}=${session.value}` })
  expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(own.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect((await own.text()).split('\n').length).toBeGreaterThan(ACTIONS)
  expect(findWorker()).not.toBeNull()
  expect((await file()).status).toBe(404)
})

test('an editor without scripts sees that the report is being issued, and then the report', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await enter(context)
  await page.goto(`${server.base}${paths.reports(slug)}/new`)
  await page.getByLabel('Reference').fill('LB(26)01')
  await page.getByLabel('Title').fill('A report of many actions')
  await page.getByRole('button', { name: 'Start', exact: false }).click()
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}$/, { timeout: 60_000 })
  const draft = page.url()
  await db.query(
    `UPDATE report_draft SET content = jsonb_set(content, '{notes}', $2), state = 'reviewed',
       reviewed_by_id = last_writer_id, reviewed_at = now() WHERE plan_id = $1`,
    [idOf(plan, 'plan'), JSON.stringify(Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known'])))],
  )
  const issue = async () => {
    await page.goto(`${draft}/issue`)
    const button = page.getByRole('button', { name: 'Issue report' })
    await button.waitFor({ timeout: 60_000 })
    signal('SIGSTOP')
    await button.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Issuing the report', {
      timeout: 20_000,
    })
  }
  const reports = async () =>
    (await db.query('SELECT code FROM snapshot WHERE plan_id = $1', [idOf(plan, 'plan')])).rowCount

  await issue()
  signal('SIGKILL')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sorry, this did not finish', {
    timeout: 20_000,
  })
  expect(await reports()).toBe(0)

  await issue()
  signal('SIGCONT')
  await expect(page.getByText('The report was issued.')).toBeVisible({ timeout: 60_000 })
  expect(page.url()).toBe(`${server.base}${paths.report(slug, 'lb-26-01')}`)
  expect(await reports()).toBe(1)
  await context.close()
})

test('someone with scripts waits for a Word file on a page that says so', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await enter(context)
  await page.goto(server.base + paths.report(slug, 'lb-26-01', 'all'))
  // It may have ended meanwhile.
  await file()
  signal('SIGSTOP')
  await page.getByRole('link', { name: /Word file/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Making the Word file')
  await expectAccessible(page)
  const download = page.waitForEvent('download', { timeout: 60_000 })
  signal('SIGCONT')
  expect((await download).suggestedFilename()).toBe(`${slug}-lb-26-01.docx`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your file is ready')
  await expectAccessible(page)
  await context.close()
})
