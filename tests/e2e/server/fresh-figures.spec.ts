// A figure on screen is as fresh as the database: what another program writes, the very next request shows.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp } from '@/tests/helpers/e2e-app'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

const WORDS = {
  pillar: { one: 'Pillar', many: 'Pillars' },
  section: { one: 'Section', many: 'Sections' },
  action: { one: 'Action', many: 'Actions' },
}

let db: pg.Client
let plan: ExamplePlan
let slug: string

// A plan of its own for each test, so that none of the others sees its figures move.
test.beforeEach(async () => {
  db = await connectToApp()
  plan = examplePlan(`example-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').words = WORDS
  rowOf(plan, 'action').counted = true
})

// What was said stays said, so a plan cannot be removed again, only withdrawn from sight.
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

/** Says of the plan's action what is new. */
async function report(status: string, given: Record<string, unknown> = {}) {
  await insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id: idOf(plan, 'plan'),
    action_id: idOf(plan, 'action'),
    status,
    effective_on: '2025-06-30',
    attributed_to: 'Scottish Government',
    basis: 'published',
    ...given,
  })
}

test('the overview shows a new status at the very next request', async ({ page }) => {
  await write(db, plan)
  await open(page, paths.plan(slug))
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('No actions need attention')
  await report('offTrack')
  await page.reload()
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(
    '1 of 1 action (100%) needs attention',
  )
  await expect(page.locator('.fresh')).toContainText('Figures from 30 June 2025')
})

for (const [what, address] of [
  ['first page', () => paths.plans()],
  ['overview', () => paths.plan(slug)],
  ['section', () => paths.section(slug, '1.1')],
  ['pillar', () => paths.pillar(slug, 'plan')],
  ['action', () => paths.action(slug, '1')],
  ['list', () => paths.actions(slug, { status: 'offTrack' })],
  ['partner', () => paths.partner(slug, 'nes')],
  ['timescales', () => paths.timescales(slug)],
  ['chart', () => paths.chart(slug, 'pillars', 'svg')],
  ['roll-up of the API', () => `/api/v1/plans/${slug}/rollup`],
] as const) {
  test(`the ${what} known to a browser is sent again after a write`, async ({ request }) => {
    await write(db, plan)
    const before = await request.get(address())
    expect(before.status()).toBe(200)
    await report('offTrack')
    const { etag = '' } = before.headers()
    const after = await request.get(address(), { headers: { 'If-None-Match': etag } })
    expect(after.status()).toBe(200)
    expect(await after.text()).not.toBe(await before.text())
    expect(await after.text()).toMatch(/Off Track|offTrack/)
  })
}

test('readers who come at the same time as a write never see an older figure after a newer one', async ({
  request,
}) => {
  await write(db, plan)
  const seen: number[] = []
  let isWriting = true
  const statuses = ['offTrack', 'atRisk', 'missedWithRisk', 'delivered'] as const
  const reader = async () => {
    while (isWriting) seen.push(revisionIn(await (await request.get(`/api/v1/plans/${slug}`)).text()))
  }
  const reading = reader()
  for (const [at, status] of statuses.entries()) {
    await report(status, { effective_on: `2025-07-0${at + 1}` })
    const html = await (await request.get(paths.action(slug, '1'))).text()
    expect(html).toContain(`${at + 1} July 2025`)
  }
  isWriting = false
  await reading
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})

test('a plan that is withdrawn from sight is gone at once', async ({ request }) => {
  await write(db, plan)
  expect((await request.get(paths.plan(slug))).status()).toBe(200)
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  expect((await request.get(paths.plan(slug))).status()).toBe(404)
  expect(await (await request.get('/')).text()).not.toContain(slug)
  expect((await request.get(`/api/v1/plans/${slug}`)).status()).toBe(404)
})

test('a plan without a single update says so, and fails nowhere', async ({ page }) => {
  await write(db, plan, 'action_partner')
  await open(page, paths.plan(slug))
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(
    'No action has been reported on yet.',
  )
  await expect(page.getByRole('main')).toContainText('No update yet')
  await expectAccessible(page)
})

const LONG = 'Every word counts. '.repeat(1053)
const STRANGE = [
  [
    'what is more than letters',
    [
      '<script>window.injected = true</script><img src=x onerror="window.injected = true"><b id="injected">b</b>',
      '</script><!-- --><script>window.injected = true</script>',
      'Care 👩🏽‍⚕️🏴󠁧󠁢󠁳󠁣󠁴󠁿 for all',
      'تحسين بيانات القوى العاملة، ثم (18) و"اقتباس"',
      'before \u202Eafter',
      `"double" 'single' \`tick\` & &amp; &lt;b&gt; \\ $& {{x}} \${x}`,
      'one\u2028two\u2029three\u0085four',
    ].join(' '),
  ],
  ['20,000 characters', LONG.trim().padEnd(20_000, '.')],
  ['20,000 characters without a gap', 'w'.repeat(20_000)],
] as const

for (const [name, text] of STRANGE) {
  test(`${name} in a plan is shown as text, and fits`, async ({ page, request }) => {
    test.slow()
    for (const [table, column] of [
      ['action', 'title'],
      ['action', 'note'],
      ['section', 'title'],
      ['pillar', 'aim'],
      ['partner', 'name'],
      ['outcome', 'text'],
      ['timescale', 'label'],
      ['achievement', 'summary'],
      ['publication', 'title'],
      ['plan', 'title'],
    ] as const) {
      rowOf(plan, table)[column] = text
    }
    await write(db, plan)
    await report('offTrack', { narrative: text, reason: text, mitigation: text, attributed_to: text })
    for (const address of [
      paths.plan(slug),
      paths.pillar(slug, 'plan'),
      paths.section(slug, '1.1'),
      paths.action(slug, '1'),
      paths.actions(slug),
      paths.partners(slug),
      paths.partner(slug, 'nes'),
      paths.timescales(slug),
      paths.outcomes(slug),
    ]) {
      const response = await open(page, address)
      expect.soft(response.status(), address).toBe(200)
      expect.soft(normalise(await page.getByRole('main').innerText()), address).toContain(normalise(text))
      await expectToFit(page)
      expect.soft(await page.locator('#injected').count(), address).toBe(0)
      expect.soft(await page.evaluate(() => 'injected' in window), address).toBe(false)
    }
    const action = (await (await request.get(`/api/v1/plans/${slug}/actions/1`)).json()) as { title: string }
    expect(action.title).toBe(text)
  })
}

/** White space as a browser shows it. */
function normalise(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function revisionIn(body: string): number {
  return (JSON.parse(body) as { revision: number }).revision
}
