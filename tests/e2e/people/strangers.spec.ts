// What strangers are shown never depends on what anyone else has sent: not on cookies, however oddly written, nor on headers.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import { expect, test } from '@/tests/helpers/e2e'
import { connectToApp } from '@/tests/helpers/e2e-app'
import { addPerson, addToken, startSession } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { askRaw, ODD_HEADERS } from '@/tests/helpers/raw-request'

/** What stands in each place of an address; a new one has to be named here. */
const PLACES: Readonly<Record<string, string>> = {
  pillar: 'plan',
  section: '1.1',
  action: '1',
  partner: 'nes',
  report: 'lb-1',
  kind: 'action',
  field: 'retired',
  code: '1',
  request: '1',
  dispute: '1',
  part: 'summary',
  update: randomUUID(),
  rating: randomUUID(),
  period: randomUUID(),
  draft: randomUUID(),
  import: randomUUID(),
  person: randomUUID(),
  token: 'x',
  path: 'x',
}
/** Each way to single sign-on is one of its own, and leads out of here. */
const LEAVES = /^sign-in\/provider/

/** Every address there is, and some that ask for more; or those of a plan alone. */
function addressesOf(plan: string, ofPlanAlone: boolean): string[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  const routes = files.flatMap((file) => /^(?:(.*)\/)?(?:page\.tsx|route\.ts)$/.exec(file)?.[1] ?? [])
  const own = routes
    .filter((route) => !LEAVES.test(route) && (!ofPlanAlone || route.includes('[plan]')))
    .map((route) =>
      `/${route}`.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
        const values: Readonly<Record<string, string>> = {
          ...PLACES,
          plan,
          chart: route.startsWith('embed/') ? 'pillars' : 'pillars.svg',
          file: route.includes('compare') ? 'movement.csv' : 'actions.csv',
        }
        const value = values[name]
        if (value === undefined) throw new Error(`Say in PLACES what [${name}] of app/${route} may be`)
        return value
      }),
    )
  return ['/', ...own, `${paths.plan(plan)}?as-at=2025-03-01`, paths.actions(plan, { q: 'action' })]
}

/** Ways to write a session's cookie, as the names and values of headers in turn; some of them are read as one, and some are not. */
const COOKIES: readonly ((name: string, value: string) => readonly string[])[] = [
  (name, value) => ['cookie', `${name}=${value}`],
  (name, value) => ['cookie', `${name} =${value}`],
  (name, value) => ['cookie', `${name}\t=${value}`],
  (name, value) => ['cookie', `${name}= ${value}`],
  (name, value) => ['cookie', `theme=1;${name}\t = ${value} ;x`],
  (name, value) => ['cookie', `${name}="${value}"`],
  (name, value) => ['cookie', `${name}=${decodeURIComponent(value)}`],
  (name, value) => ['cookie', `${name}=x; ${name}=${value}`],
  (name, value) => ['cookie', `${name}=${value}; ${name}=x`],
  (name, value) => ['cookie', 'theme=1', 'cookie', `${name}=${value}`],
  (name, value) => ['Cookie', `${name}=${value}`, 'COOKIE', 'theme=1'],
  (name, value) => ['cookie', `${name.toUpperCase()}=${value}`],
  (name, value) => ['cookie', `__Secure-${name}=${value}`],
  (name, value) => ['cookie', `__Host-${name} =${value}`],
  (name, value) => ['cookie', `${name}\u00a0=${value}`],
  (name, value) => ['cookie', `${encodeURIComponent(` ${name}`)}=${value}`],
]

/** What each header is sent with, where a value of its own makes sense. */
const VALUES: Readonly<Record<string, string>> = {
  'x-cairn-moment': 'as-at=2025-03-01',
  'x-middleware-subrequest': 'src/middleware:src/middleware',
  'x-forwarded-proto': 'https',
  'next-router-state-tree': '%5B%22%22%5D',
  range: 'bytes=0-10',
  origin: 'https://elsewhere.example',
}

let db: pg.Client
test.beforeAll(async () => {
  db = await connectToApp()
})
test.afterAll(() => db.end())

async function makePlan(isPublic: boolean): Promise<ExamplePlan> {
  const plan = examplePlan(`strangers-${randomUUID()}`)
  Object.assign(rowOf(plan, 'plan'), {
    is_public: isPublic,
    needs_approval: true,
    title: isPublic ? 'Open' : SECRET,
  })
  rowOf(plan, 'action').counted = true
  await write(db, plan)
  // It waits for approval, so that no stranger sees it.
  const update = {
    ...rowOf(plan, 'progress_update'),
    id: randomUUID(),
    needs_approval: true,
    narrative: SECRET,
  }
  await insert(db, 'progress_update', { ...update, status: 'offTrack', reason: SECRET, mitigation: SECRET })
  return plan
}

const SECRET = 'Nobody else may read this'

for (const isPublic of [false, true]) {
  test(`of a plan that is ${isPublic ? '' : 'not '}public, no one is shown what only an editor sees`, async ({
    baseURL,
  }) => {
    test.slow()
    const plan = await makePlan(isPublic)
    const slug = String(rowOf(plan, 'plan').slug)
    const editor = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
    const { name, value } = await startSession(db, editor)
    const token = `cairn_${randomBytes(32).toString('base64url')}`
    await addToken(db, editor, [idOf(plan, 'plan')], token)
    const asked = (path: string, headers: readonly string[] = []) => askRaw(baseURL, path, { headers })
    // What scripts are sent is in the order in which it was ready; a file says when it was made, the API of which revision it is.
    const plain = (text: string) =>
      text
        .replaceAll(/<script\b[\s\S]*?<\/script>/g, '')
        .replaceAll(/\d\d:\d\d:\d\d(\.\d+)?Z|"revision":\d+/g, '')

    let ownPages = 0
    for (const [index, path] of addressesOf(slug, isPublic).entries()) {
      const before = await asked(path)
      expect(before.text, path).not.toContain(SECRET)
      // All that was kept is of an earlier revision now: whoever comes next is the first.
      await db.query(`UPDATE section SET note = $2 WHERE plan_id = $1`, [
        idOf(plan, 'plan'),
        isPublic ? null : `Note ${index}`,
      ])
      // Each address gets two of the ways to write a cookie, one with some of the headers: all of them in the end, many times.
      const variants = [0, 1].map((at) => {
        const write = COOKIES[(index * 2 + at) % COOKIES.length] ?? COOKIES[0]
        const odd = ODD_HEADERS.filter((_, i) => at > 0 && i % 9 === (index + at) % 9)
        const values = odd.flatMap((one) => [
          one,
          one === 'authorization' ? `Bearer ${token}` : (VALUES[one] ?? '1'),
        ])
        return [...(write?.(name, value) ?? []), ...values]
      })
      // One at first, then all the others together with someone who sends nothing.
      const first = await asked(path, variants[0])
      const [stranger, ...others] = await Promise.all([
        asked(path),
        ...variants.slice(1).map((headers) => asked(path, headers)),
      ])
      if ([first, ...others].some(({ text }) => text.includes(SECRET))) ownPages += 1
      for (const one of [first, ...others])
        if (one.text.includes(SECRET)) expect(one.headers['cache-control'], path).toBe('no-store')
      for (const one of [stranger, await asked(path)]) {
        expect([one.status, one.headers.location], path).toEqual([before.status, before.headers.location])
        expect(one.text, path).not.toContain(SECRET)
        // What lists all plans changes with those of other tests, and the secret of a page's scripts stands in a redirect.
        if (path !== paths.plans() && path !== '/api/v1/plans' && one.status < 300)
          expect(plain(one.text), path).toBe(plain(before.text))
      }
    }
    // Otherwise there was nothing to keep apart.
    expect(ownPages).toBeGreaterThan(isPublic ? 1 : 8)
  })
}

test('anyone who sends a session that is made up, or has ended, is given the page that is kept', async ({
  baseURL,
}) => {
  const plan = await makePlan(true)
  const path = paths.plan(String(rowOf(plan, 'plan').slug))
  const editor = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
  const { name, value } = await startSession(db, editor)
  const strangers = await askRaw(baseURL, path)
  const own = await askRaw(baseURL, path, { headers: { cookie: `${name}=${value}` } })
  expect(own.headers.etag).not.toBe(strangers.headers.etag)
  expect(own.headers['cache-control']).toBe('no-store')
  await db.query('DELETE FROM session WHERE person_id = $1', [editor])
  for (const cookie of [
    `${name}=${value}`,
    `${name}=x`,
    `${name}=${createHash('sha256').update('x').digest('hex')}.x`,
  ]) {
    const given = await askRaw(baseURL, path, { headers: { cookie } })
    expect([given.headers.etag, given.headers['cache-control']]).toEqual([
      strangers.headers.etag,
      'private, no-cache',
    ])
  }
})

test('nothing of a plan that is not public, and no refusal, is kept by a browser or a proxy', async ({
  baseURL,
}) => {
  const plan = await makePlan(false)
  const slug = String(rowOf(plan, 'plan').slug)
  const editor = await addPerson(db, { isAdministrator: true, roles: { [idOf(plan, 'plan')]: 'editor' } })
  const { name, value } = await startSession(db, editor)
  const files = [
    paths.file(slug, 'actions.csv'),
    paths.chart(slug, 'pillars', 'svg'),
    paths.reportFeed(slug),
    `/plans/${slug}/reports/lb-1/snapshot.json`,
    `/api/v1/plans/${slug}`,
    '/admin/audit.csv',
  ]
  for (const path of files)
    for (const cookie of ['', `${name}=${value}`]) {
      const { headers, status } = await askRaw(baseURL, path, { headers: { cookie } })
      expect(status === 200, `${path} is there for ${cookie && 'the editor'}`).toBe(cookie !== '')
      expect(headers['cache-control'], path).toBe('no-store')
      expect(headers.vary, path).toContain('Cookie')
    }
})

test('signing in leads back to the page of a list and what it was narrowed to', async ({ baseURL }) => {
  const plan = await makePlan(true)
  const slug = String(rowOf(plan, 'plan').slug)
  for (const address of [
    `${paths.disputes(slug)}?page=2`,
    `${paths.requests(slug)}?show=late&page=3`,
    `${paths.structure(slug)}?show=section-1.1`,
    `${paths.team(slug)}?partner=nes`,
    `${paths.myUpdates()}?page=2`,
    `${paths.accounts()}?page=2`,
  ]) {
    const { status, headers } = await askRaw(baseURL, address)
    expect([status, headers.location], address).toEqual([307, paths.signIn(address)])
  }
})
