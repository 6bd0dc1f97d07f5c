// No page, query or form grows without bound: every page and endpoint of a plan of 750 actions, with hundreds of everything
// else, beside those of a plan of the first one's size. On a server of its own, so that what it asks its database is known.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { paths } from '@/lib/paths'
import { readAddress } from '@/server/request/address'
import { lengthOf, LONGEST_ON_A_PHONE, PHONE, PLAN as FIRST } from '@/tests/helpers/e2e'
import { addressOf, type Route, TABLE, type Who } from '@/tests/helpers/every-route'
import { type OwnServer, startOwnServer } from '@/tests/helpers/own-server'
import { addPerson, startSession } from '@/tests/helpers/people'
import { giveAction } from '@/tests/helpers/periods'
import { type ExamplePlan, idOf, PERSON } from '@/tests/helpers/plan-rows'
import { crowd, FIRST_PLAN, LARGE, makeSizedPlan, type Size } from './sized-plan'

/** Bytes of any answer, as made and compressed. */
const MOST_BYTES = { raw: 200_000, compressed: 30_000 }
/** What is large by its nature, and how large it may be: by the file of its route, or its address. */
const LARGER: Readonly<
  Record<string, { readonly why: string; readonly raw: number; readonly compressed: number }>
> = {
  'api/page.tsx': { why: 'what it documents, of no plan', raw: 1_200_000, compressed: 65_000 },
  'admin/audit.csv/route.ts': { why: 'the whole log', raw: 2_500_000, compressed: 300_000 },
  'plans/[plan]/spreadsheet/file/route.ts': {
    why: 'a row for each of the actions of one officer, 1,000 at most',
    raw: 400_000,
    compressed: 400_000,
  },
  'plans/[plan]/files/[file]/route.ts': { why: 'the whole plan', raw: 1_000_000, compressed: 1_000_000 },
  'api/v1/plans/[plan]/reports/[report]/snapshot/route.ts': {
    why: 'the whole report, byte for byte',
    raw: 8_000_000,
    compressed: 1_000_000,
  },
  'plans/[plan]/reports/[report]/snapshot.json/route.ts': {
    why: 'the whole report, byte for byte',
    raw: 8_000_000,
    compressed: 1_000_000,
  },
  'api/v1/plans/[plan]/printed-reports/[report]/route.ts': {
    why: 'all of its figures and findings',
    raw: 200_000,
    compressed: 10_000,
  },
  'api/v1/plans/[plan]/time-series/route.ts': { why: 'the whole series', raw: 500_000, compressed: 20_000 },
  'api/v1/plans/[plan]/time-series.csv/route.ts': {
    why: 'the whole series',
    raw: 350_000,
    compressed: 20_000,
  },
  'plans/[plan]/reports/[report]/paper.docx/route.ts': {
    why: 'a whole report',
    raw: 1_500_000,
    compressed: 1_500_000,
  },
  'plans/[plan]/reports/drafts/[draft]/paper.docx/route.ts': {
    why: 'a whole report',
    raw: 1_500_000,
    compressed: 1_500_000,
  },
  'plans/[plan]/reports/[report]/pack.html/route.ts': {
    why: 'a whole report; of one much longer none is made (lib/exports/pack/pack.test.ts)',
    raw: 16_000_000,
    compressed: 2_200_000,
  },
  '/api/v1/plans/PLAN/actions?limit=200': {
    why: 'as many as may be asked for',
    raw: 620_000,
    compressed: 40_000,
  },
}
/** Statements that a request may send to the database, and how many more than in the small plan. */
const MOST_STATEMENTS = { any: 60, more: 6 }
/** What reads several plans, or one on several days, for the first time: ten plans a page; a day for each printed report. */
const MANY_STATEMENTS: Readonly<Record<string, number>> = {
  'page.tsx': 400,
  'plans/[plan]/how-ratings-work/page.tsx': 200,
  'plans/[plan]/reconciliation/page.tsx': 100,
  'plans/[plan]/reconciliation/[report]/page.tsx': 80,
  'admin/audit.csv/route.ts': 60,
  'api/v1/plans/[plan]/printed-reports/route.ts': 100,
  'api/v1/plans/[plan]/printed-reports/[report]/route.ts': 80,
  'plans/[plan]/files/[file]/route.ts': 300,
}
/**
 * How many times as long as in the small plan it may take, what is quick anyhow, and how long it may take to make a file of the whole
 * or to read a plan on many days (milliseconds). A busy machine is no fault.
 */
const SLOWEST = { times: 10, anyhow: 1_000, whole: 30_000 }
/** So many plans, invitations, tokens and sessions there are besides. */
const CROWD = 150

/** From whoever sees least to whoever may do most. */
const ROLES = ['nobody', 'viewer', 'officer', 'administrator', 'editor'] as const satisfies readonly Who[]
type Role = (typeof ROLES)[number]

/** What is long by its address: another action, further pages, other views of a list, a day in the past. */
const FURTHER: readonly Route[] = [
  { at: '/plans/PLAN/actions?page=2&sort=-due', may: ROLES },
  { at: '/plans/PLAN/actions?q=board&counted=yes', may: ROLES },
  { at: '/plans/PLAN/actions/3', may: ROLES },
  { at: '/plans/PLAN/actions/3/counted', may: ['editor'] },
  { at: '/plans/PLAN/structure?show=section-1.1', may: ['editor'] },
  { at: '/plans/PLAN/structure/edit/action/2', may: ['editor'] },
  { at: '/plans/PLAN/team/hand-over?from=nobody', may: ['editor'] },
  { at: '/plans/PLAN/reports/lb-2?show=progress', may: ROLES },
  { at: '/plans/PLAN/reports/lb-2?show=gaps', may: ROLES },
  { at: '/plans/PLAN/compare?from=lb-1&to=lb-2', may: ROLES },
  { at: '/plans/PLAN?as-at=2026-01-31', may: ROLES },
  { at: '/plans/PLAN/actions/1?as-at=2026-01-31', may: ROLES },
  { at: '/plans/PLAN/requests/new', may: ['editor'] },
  { at: '/api/v1/plans/PLAN/actions?limit=200', may: ROLES },
]

/** The last report of the invented history, and addresses of the table that name what the first plan does not have. */
const LAST_REPORT = 'demo-25-10'
const NAMES_A_RECORD = /PERIOD|PERSON|DRAFT|UPDATE|RATING|WAITING|IMPORT|fields\/retired/
/** Other views of what the table has, each the longest of its kind. */
const ALSO_LONG = [
  `/plans/PLAN/reports/${LAST_REPORT}/overview`,
  `/plans/PLAN/reports/${LAST_REPORT}/actions?partner=sg&sort=-plan&page=2`,
  '/plans/PLAN/actions?partner=sg&sort=-plan&page=2',
  '/plans/PLAN/compare?from=demo-25-06&to=demo-25-10&was=atRisk',
  '/plans/PLAN/compare?from=lb-25-03-03&to=demo-25-10&kind=delivered',
  '/plans/PLAN/reconciliation/paper-1?as-at=2025-10-31',
  '/plans/PLAN/how-ratings-work?as-at=2025-10-31',
  '/plans/PLAN?as-at=2025-10-31',
]

interface Answer {
  /** The file of its route or its address, and who asked. */
  readonly route: string
  readonly who: Role
  readonly address: string
  readonly headers: Record<string, string>
  readonly status: number
  readonly expected: number
  readonly raw: number
  readonly compressed: number
  readonly statements: number
  /** How long it took at first, and once more where it is kept (milliseconds). */
  readonly first: number
  readonly kept: number | null
}

// One server for both.
test.describe.configure({ mode: 'serial' })

let server: OwnServer
let db: pg.Client

test.beforeAll(async () => {
  test.setTimeout(240_000)
  server = await startOwnServer('any-size')
  db = new pg.Client(connectionTo(server.databaseUrl, UNLIMITED))
  await db.connect()
})
test.afterAll(async () => {
  await db.end()
  await server.stop()
})

test('no answer grows without bound', async () => {
  test.setTimeout(300_000)
  const small = await walk(FIRST_PLAN)
  const large = await walk(LARGE)
  expect(large.map(nameOf)).toEqual(small.map(nameOf))
  const found: string[] = []
  for (const [at, answer] of large.entries()) {
    const { route, status, expected, raw, compressed, statements } = answer
    const beside = small[at]
    if (!beside) continue
    const say = (what: string) => void found.push(`${nameOf(answer)}: ${what}`)
    if (status !== expected) say(`answers ${status}`)
    const most = LARGER[route] ?? MOST_BYTES
    if (raw > most.raw) say(`${raw} bytes, ${beside.raw} in the small plan`)
    if (compressed > most.compressed)
      say(`${compressed} bytes compressed, ${beside.compressed} in the small plan`)
    const more = statements - beside.statements
    if (statements > (MANY_STATEMENTS[route] ?? MOST_STATEMENTS.any))
      say(`${statements} statements to the database`)
    if (more > MOST_STATEMENTS.more && !(route in MANY_STATEMENTS))
      say(`${more} more statements than in the small plan`)
    for (const when of ['first', 'kept'] as const) {
      const isWhole = route in MANY_STATEMENTS || most.raw >= 1_000_000
      const allowed = isWhole ? SLOWEST.whole : Math.max(SLOWEST.anyhow, SLOWEST.times * (beside[when] ?? 0))
      if ((answer[when] ?? 0) <= allowed) continue
      const taken = await measureAgain(answer, when)
      if (taken > allowed)
        say(`${Math.round(taken)} ms (${when}), ${beside[when]?.toFixed(0)} in the small plan`)
    }
  }
  expect(found).toEqual([])
})

test('no page of a plan with three reports is long on a phone', async ({ browser }) => {
  test.setTimeout(300_000)
  await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'scripts/demo-history.ts'],
    { env: { ...process.env, DATABASE_URL: server.databaseUrl } },
  )
  const { rows } = await db.query('SELECT id FROM plan WHERE slug = $1', [FIRST])
  const roles = { [rows[0].id]: 'editor' } as const
  const session = await startSession(db, await addPerson(db, { roles }))
  const cookie = { name: session.name, value: session.value, url: server.base }
  const pages = Object.entries(TABLE).filter(
    ([file, { answers }]) => file.endsWith('page.tsx') && answers !== 307,
  )
  for (const [who, cookies] of [
    ['nobody', []],
    ['editor', [cookie]],
  ] as const) {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })
    await context.addCookies([...cookies])
    const page = await context.newPage()
    const addresses = pages.flatMap(([, { at, may }]) =>
      may.includes(who) && !NAMES_A_RECORD.test(at) ? at : [],
    )
    for (const at of [...addresses, ...ALSO_LONG]) {
      const address = at.replace('PLAN', FIRST).replace('lb-1', LAST_REPORT).replace('paper-1', 'lb-25-03-03')
      const answer = await page.goto(server.base + address)
      expect.soft(answer?.status(), `${address} for ${who}`).toBe(200)
      expect.soft(await lengthOf(page), `${address} for ${who}`).toBeLessThanOrEqual(LONGEST_ON_A_PHONE)
    }
    await context.close()
  }
})

const nameOf = ({ route, who }: Answer) => `${route} for ${who}`

/** Makes a plan of that size, and asks for all there is of it as those who may. */
async function walk(size: Size): Promise<Answer[]> {
  const slug = `sized-${randomUUID()}`
  const plan = await makeSizedPlan(server.base, db, size, slug)
  const cookies = await enter(plan)
  if (size === LARGE)
    await crowd(
      db,
      CROWD,
      plan,
      [...cookies.values()].map(({ id }) => id),
    )
  const { rows } = await db.query(
    `SELECT id FROM progress_update WHERE plan_id = $1 AND needs_approval ORDER BY entry LIMIT 1`,
    [idOf(plan, 'plan')],
  )
  const newest = await db.query(
    `SELECT id FROM section_assessment WHERE section_id = $1 ORDER BY effective_on DESC, entry DESC LIMIT 1`,
    [idOf(plan, 'section')],
  )
  const named = {
    PLAN: slug,
    PERIOD: idOf(plan, 'reporting_period'),
    PERSON,
    DRAFT: idOf(plan, 'report_draft'),
    IMPORT: idOf(plan, 'plan_import'),
    UPDATE: idOf(plan, 'progress_update'),
    RATING: String(newest.rows[0].id),
    WAITING: String(rows[0].id),
  }
  const answers: Answer[] = []
  const further = FURTHER.map((route) => [route.at, route] as const)
  for (const [name, route] of [...Object.entries(TABLE), ...further]) {
    // The reports of these plans are real ones: what the table asks of the first plan, or says is refused, they have.
    const address = addressOf({ ...route, at: route.at.replace(FIRST, 'PLAN') }, named)
    const expected = route.answers === 409 ? 200 : (route.answers ?? 200)
    for (const who of leastAndMost(route, name)) {
      const cookie = cookies.get(who)?.cookie
      const headers: Record<string, string> = cookie ? { cookie } : {}
      const before = await server.statements()
      const { status, bytes, took: first } = await read(address, headers)
      const statements = (await server.statements()) - before
      answers.push({
        route: name,
        who,
        address,
        headers,
        status,
        expected,
        raw: bytes.length,
        compressed: zlib.gzipSync(bytes).length,
        statements,
        first,
        kept: isKept(address) ? (await read(address, headers)).took : null,
      })
    }
  }
  return answers
}

/** Of a page: whoever sees least on it, and whoever may do most there. A file or an endpoint has no more for the one than for the other. */
function leastAndMost({ may }: Route, name: string): Role[] {
  const roles = ROLES.filter((one) => may.includes(one))
  const [least, most] = [roles.at(name.endsWith('/route.ts') ? -1 : 0), roles.at(-1)]
  return [...new Set([least, most])].filter((one) => one !== undefined)
}

function isKept(address: string): boolean {
  const reading = readAddress(address)
  return typeof reading === 'object' && 'address' in reading && reading.address.cachedAmong !== null
}

/** Makes someone of each role; the editor answers for a third of the actions, so that what is due from them is long too. */
async function enter(
  plan: ExamplePlan,
): Promise<Map<Role, { readonly id: string; readonly cookie: string }>> {
  const planId = idOf(plan, 'plan')
  const entered = new Map<Role, { id: string; cookie: string }>()
  for (const who of ROLES) {
    if (who === 'nobody') continue
    const isAdministrator = who === 'administrator'
    const id = await addPerson(db, { isAdministrator, roles: isAdministrator ? {} : { [planId]: who } })
    if (who === 'officer') await giveAction(db, planId, idOf(plan, 'action'), id, '2025-04-01')
    if (who === 'editor')
      await db.query(
        `INSERT INTO accountability (id, plan_id, action_id, person_id, effective_on)
         SELECT gen_random_uuid(), plan_id, id, $2, current_date - 300 FROM action WHERE plan_id = $1 AND position % 3 = 1`,
        [planId, id],
      )
    const { name, value } = await startSession(db, id)
    entered.set(who, { id, cookie: `${name}=${value}` })
  }
  return entered
}

/** Once more, twice, for what may have waited for something else: the quicker one. At first: after a write, with the plan read. */
async function measureAgain({ address, headers }: Answer, when: 'first' | 'kept'): Promise<number> {
  const taken: number[] = []
  for (let time = 0; time < 2; time += 1) {
    const slug = /sized-[^/?]+/.exec(address)?.[0]
    if (when === 'first' && slug) {
      await db.query('UPDATE plan SET title = title WHERE slug = $1', [slug])
      await read(paths.partners(slug), headers)
    }
    taken.push((await read(address, headers)).took)
  }
  return Math.min(...taken)
}

async function read(address: string, headers: Record<string, string>) {
  const from = performance.now()
  const response = await fetch(server.base + address, { headers, redirect: 'manual' })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, bytes, took: performance.now() - from }
}
