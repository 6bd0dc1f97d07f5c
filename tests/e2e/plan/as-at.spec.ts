// Reading a plan as it stood on another day, across its pages, its charts and the API.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import {
  allowTrouble,
  DESKTOP,
  expect,
  expectAccessible,
  expectToFit,
  open,
  openMissing,
  PHONE,
  PLAN,
  test,
} from '@/tests/helpers/e2e'
import { connectToApp } from '@/tests/helpers/e2e-app'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string

/** Off Track is said of June, and the due date moved in May; before that all was well. */
test.beforeAll(async () => {
  db = await connectToApp()
  plan = examplePlan(`example-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  Object.assign(rowOf(plan, 'action'), {
    counted: true,
    original_due_on: '2025-04-30',
    original_due_precision: 'day',
    due_on: '2025-12-31',
    due_precision: 'day',
  })
  await write(db, plan, 'publication_action')
  const about = { plan_id: idOf(plan, 'plan'), action_id: idOf(plan, 'action') }
  const sentence = { attributed_to: 'Scottish Government', basis: 'published' }
  await insert(db, 'progress_update', {
    id: randomUUID(),
    status: 'offTrack',
    effective_on: '2025-06-30',
    narrative: 'It went wrong',
    ...about,
    ...sentence,
  })
  await insert(db, 'due_date_move', {
    id: randomUUID(),
    due_on: '2025-12-31',
    reason: 'Staff were short',
    effective_on: '2025-05-15',
    ...about,
  })
  for (let day = 1; day <= 12; day += 1)
    await insert(db, 'progress_update', {
      id: randomUUID(),
      status: 'onTrack',
      effective_on: `2024-02-${day}`,
      narrative: `Day ${day}`,
      ...about,
      ...sentence,
    })
})

test.afterAll(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const MARCH = '2025-03-31'
const ALL_WELL = 'No actions need attention.'

for (const isScripted of [true, false]) {
  test.describe(isScripted ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: isScripted })
    // So Chromium calls it when a script is not fetched because none may run.
    test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

    test('leads from the form through the pages of that day and back', async ({ page }) => {
      await open(page, paths.plan(slug))
      await expect(page.locator('.lead')).toContainText('needs attention, 1 more than at the first update.')
      await page.getByText('View this page for an earlier date').click()
      await page.getByLabel('Show figures for').fill(MARCH)
      await page.getByRole('button', { name: 'Show' }).click()
      await expect(page.getByRole('region', { name: 'As at 31 March 2025' })).toBeVisible()
      await expect(page.locator('.lead')).toContainText(ALL_WELL)

      await page.getByRole('navigation', { name: 'Plan' }).getByRole('link', { name: 'Actions' }).click()
      await expect(page).toHaveURL(paths.actions({ slug, asAt: MARCH }))
      await expect(page.locator('.action-table')).toContainText('On Track')
      await page.locator('label[for="filter-status-offTrack"]').click()
      await page.getByRole('button', { name: 'Show' }).last().click()
      await expect(page.getByText('No actions match your filters.')).toBeVisible()
      await page.getByRole('link', { name: 'Show all actions' }).click()
      await page.locator('.action-table').getByRole('link', { name: 'An action' }).click()
      await expect(page).toHaveURL(paths.action({ slug, asAt: MARCH }, '1'))
      await expect(page.getByText('30 April 2025').first()).toBeVisible()
      await expect(page.getByText('It went wrong')).toBeHidden()

      await page.getByRole('link', { name: 'Back to the current figures' }).click()
      await expect(page).toHaveURL(paths.action(slug, '1'))
      await expect(page.getByText('It went wrong')).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Due date', exact: true })).toBeVisible()
      await expect(page.getByText('245 days later in total')).toBeVisible()
      await page.getByRole('link', { name: 'Page 2' }).click()
      await expect(page).toHaveURL(/page=2#history$/)
      await expect(page.getByText('Day 1', { exact: true })).toBeVisible()
    })
  })
}

test('carries the day along on every page, and keeps to the width', async ({ page }) => {
  test.slow()
  const then = { slug, asAt: MARCH, knownAt: null }
  for (const address of [
    paths.plan(then),
    paths.pillar(then, 'plan'),
    paths.section(then, '1.1'),
    paths.actions(then, { status: 'onTrack' }),
    paths.action(then, '1'),
    paths.partners(then),
    paths.partner(then, 'nes'),
    paths.timescales(then),
    paths.outcomes(then),
    paths.ratings(then),
    paths.files(then),
  ]) {
    await page.setViewportSize(DESKTOP)
    expect((await open(page, address)).status(), address).toBe(200)
    const links = await page
      .locator(`a[href^="/plans/${slug}"]:not(.as-at a)`)
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(
      // Reports have days of their own.
      links.filter((href) => !href.includes(`as-at=${MARCH}`) && href !== paths.reports(slug)),
      address,
    ).toEqual([])
    await expectToFit(page)
    for (const screen of [DESKTOP, PHONE]) {
      await page.setViewportSize(screen)
      await expect(page.getByRole('region', { name: 'As at 31 March 2025' })).toBeVisible()
      // Its marks are the same on all; what else is on them is looked at where it is of today.
      if (screen === PHONE && address === paths.plan(then)) await expectAccessible(page)
    }
  }
  await page.setViewportSize(PHONE)
  await open(page, paths.action(slug, '1'))
  await expectToFit(page)
  await expectAccessible(page)
})

test('draws the chart and answers the API as at the day', async ({ request }) => {
  const then = { slug, asAt: MARCH }
  const chart = await request.get(paths.chart(then, 'pillars', 'svg'))
  expect(chart.headers()['content-disposition']).toContain(`as-at-${MARCH}.svg`)
  expect(await chart.text()).toContain('As at 31 March 2025')
  expect((await request.get(paths.chart({ slug, asAt: '2999-01-01' }, 'pillars', 'svg'))).status()).toBe(400)
  const api = await request.get(`/api/v1/plans/${slug}/rollup?as-at=${MARCH}`)
  expect(await api.json()).toMatchObject({ plan: { asAt: MARCH, rollUp: { counts: { onTrack: 1 } } } })
  const refused = await request.get(`/api/v1/plans/${slug}/rollup?as-at=2999-01-01`)
  expect(refused.status()).toBe(400)
  expect(refused.headers()['content-type']).toBe('application/problem+json')
})

test('says so where nothing had been recorded yet, and where there was no plan', async ({
  page,
  request,
}) => {
  await open(page, paths.plan({ slug: PLAN, asAt: '2024-01-01' }))
  await expect(page.getByText('Nothing recorded yet.')).toBeVisible()
  await open(page, paths.plan({ slug: PLAN, asAt: '2020-01-01' }))
  await expect(page.getByText('There was no plan yet. It began on 1 January 2023.')).toBeVisible()
  const { total } = await (await request.get(`/api/v1/plans/${PLAN}/actions?as-at=2020-01-01`)).json()
  expect(total).toBe(0)
  await expectAccessible(page)
})

test('refuses what is no day, and offers the way back', async ({ page }) => {
  test.slow()
  for (const [at, query] of [
    'as-at=2999-01-01',
    'as-at=2025-02-31',
    'known-at=nonsense',
    'as-at=%00',
  ].entries())
    await test.step(query, async () => {
      const response = await openMissing(page, `${paths.plan(slug)}?${query}`)
      expect(response.status()).toBe(400)
      await expect(page.getByRole('heading', { name: 'We cannot show that date' })).toBeVisible()
      if (at === 0) await expectAccessible(page)
      await page.getByRole('link', { name: 'See the current figures' }).click()
      await expect(page).toHaveURL(paths.plan(slug))
    })
})

test('believes no date that a client sends in a header', async ({ request }) => {
  const headers = { 'x-cairn-moment': `as-at=${MARCH}` }
  const answer = await request.get(paths.plan(slug), { headers })
  expect(await answer.text()).not.toContain('As at 31 March 2025')
})
