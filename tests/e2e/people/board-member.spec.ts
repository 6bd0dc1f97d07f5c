// Five minutes before a meeting: where does the plan stand, what needs attention, and why?
import type { Page } from '@playwright/test'
import type pg from 'pg'
import {
  allowTrouble,
  expect,
  expectAccessible,
  expectToFit,
  lengthOf,
  LONGEST_ON_A_PHONE,
  open,
  OVERVIEW,
  PHONE,
  PLAN,
  test,
} from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { ACTIONS, refsAt } from '@/tests/helpers/e2e-plan'
import { addPerson } from '@/tests/helpers/people'
import { PUBLISHED_SECTIONS } from '@/tests/fixtures/published'
import { paths } from '@/lib/paths'

const TITLE = 'Mental Health and Wellbeing Workforce Action Plan 2023-2025'
const HEADLINE =
  '15 of 20 sections (75%) are On Track and 5 (25%) At Risk. 12 of 69 actions (17%) need attention.'
const TILES = [
  { label: 'Delivered', count: 26, share: '38%' },
  { label: 'On Track', count: 28, share: '41%' },
  { label: 'Delivery Date Missed no Risk', count: 3, share: '4%' },
  { label: 'At Risk', count: 10, share: '14%' },
  { label: 'Delivery Date Missed with Risk', count: 1, share: '1%' },
  { label: 'Off Track', count: 1, share: '1%' },
]
const describeActions = (count: number) => `${count} action${count === 1 ? '' : 's'}`
const RAG_WORDS = { onTrack: 'On Track', atRisk: 'At Risk', offTrack: 'Off Track' }

test('finds the plan on the first page, with the sentence to repeat', async ({ page }) => {
  await open(page, '/')
  const plan = page.getByRole('article', { name: TITLE })
  await expect(plan.getByRole('heading', { name: HEADLINE, exact: true })).toBeVisible()
  await plan.getByRole('link', { name: TITLE }).click()
  await expect(page).toHaveURL(OVERVIEW)
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
})

test('reads the overview', async ({ page }) => {
  test.slow()
  await open(page, OVERVIEW)
  const attention = page.getByRole('region', { name: 'Needs attention' })

  await test.step('the headline sentence', async () => {
    await expect(page.getByRole('heading', { level: 2, name: HEADLINE, exact: true })).toBeVisible()
  })

  await test.step('how fresh the figures are, and where they come from', async () => {
    await expect(page.locator('.fresh')).toContainText('Last report: LB(25)03-03, February 2025.')
    await expect(page.locator('.fresh').getByRole('link')).toHaveAttribute(
      'href',
      paths.report(PLAN, 'lb-25-03-03'),
    )
  })

  await test.step('the six statuses with counts and shares, from done to worst', async () => {
    const tiles = page.locator('.tiles').getByRole('listitem')
    await expect(tiles).toHaveText(TILES.map(({ label, count, share }) => `${count}${label}${share}`))
  })

  await test.step('what needs attention, the worst first', async () => {
    const refs = ['offTrack', 'missedWithRisk', 'atRisk'].flatMap(refsAt)
    expect(refs.slice(0, 2)).toEqual(['63', '18'])
    await expect(attention).toContainText('1 Off Track, 1 Delivery Date Missed with Risk, 10 At Risk.')
    await expect(attention.locator('tbody th .code')).toHaveText(refs.slice(0, 10))
  })

  await test.step('that nothing changed since the last report, and no empty column of reasons', async () => {
    const recent = page.getByRole('region', { name: 'Since the last report' })
    await expect(recent).toContainText('No changes since the last report (LB(25)03-03, February 2025).')
    await expect(page.locator('.difference')).toHaveCount(0)
    await expect(attention.locator('thead th')).toHaveText(['Action', 'Status', 'Key partners'])
    await expect(attention).not.toContainText('Not recorded')
  })

  await test.step('the 20 sections as the report has them, in the order of the plan', async () => {
    const rows = page.locator('.section-overview tbody tr').filter({ has: page.locator('.code') })
    await expect(rows.locator('.code')).toHaveText(PUBLISHED_SECTIONS.map(({ code }) => code))
    await expect
      .soft(rows.locator('.section-overview__rag'))
      .toHaveText(PUBLISHED_SECTIONS.map(({ rag }) => RAG_WORDS[rag]))
    await expect
      .soft(rows.locator('.section-overview__bar .visually-hidden'))
      .toHaveText(PUBLISHED_SECTIONS.map(({ sentence }) => sentence))
    await expect
      .soft(rows.locator('td.numeric'))
      .toHaveText(PUBLISHED_SECTIONS.map(({ base }) => String(base)))
  })

  await test.step('the headline, the bar and the tiles on the first screen of a phone, and a short page', async () => {
    const own = page.viewportSize()
    const bottom = await page.locator('.tiles').evaluate((tiles) => tiles.getBoundingClientRect().bottom)
    expect(bottom).toBeLessThanOrEqual(PHONE.height)
    expect(await lengthOf(page)).toBeLessThanOrEqual(4_500)
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(await lengthOf(page)).toBeLessThanOrEqual(3_000)
    if (own) await page.setViewportSize(own)
  })

  await test.step('once that statuses are estimated, and which', async () => {
    const row = attention.getByRole('row').filter({ hasText: '1.1 ' })
    await expect(row).toContainText('*')
    await expect(page.getByText('Estimated:')).toHaveCount(1)
    await page.getByRole('link', { name: 'About these figures' }).click()
    for (const words of ['Published (11)', 'Inferred (22)', 'Estimated (36)'])
      await expect(page.getByText(words)).toBeVisible()
  })
})

test('opens the actions behind each figure of the overview', async ({ page }) => {
  test.slow()
  await open(page, OVERVIEW)
  await page.getByRole('link', { name: '69 actions counted' }).click()
  await expect(page.getByRole('heading', { name: '69 actions found' })).toBeVisible()
  await page.goBack()
  const attention = page.getByRole('region', { name: 'Needs attention' })
  await attention.getByRole('link', { name: 'See all 12 actions that need attention' }).click()
  await expect(page.getByRole('heading', { name: '12 actions found' })).toBeVisible()
  for (const { label, count } of TILES) {
    await page.goBack()
    const tiles = page.locator('.tiles').getByRole('listitem')
    await tiles
      .filter({ has: page.getByText(label, { exact: true }) })
      .getByRole('link')
      .click()
    await expect(page.getByRole('heading', { name: `${describeActions(count)} found` })).toBeVisible()
  }
})

test('goes down to a single action, and back up', async ({ page }) => {
  await open(page, OVERVIEW)
  await page
    .locator('.section-overview')
    .getByRole('link', { name: /^2\.3 / })
    .click()
  await expect(page).toHaveURL(paths.section(PLAN, '2.3'))
  const title = ACTIONS.find(({ ref }) => ref === '18')?.title ?? ''
  await page.getByRole('link', { name: `18 ${title}` }).click()
  await expect(page).toHaveURL(paths.action(PLAN, '18'))
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()

  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' })
  await crumbs.getByRole('link', { name: 'Section 2.3' }).click()
  await expect(page).toHaveURL(paths.section(PLAN, '2.3'))
  await crumbs.getByRole('link', { name: 'Attract' }).click()
  await expect(page).toHaveURL(paths.pillar(PLAN, 'attract'))
  await crumbs.getByRole('link').nth(1).click()
  await expect(page).toHaveURL(OVERVIEW)
  await page.getByRole('banner').getByRole('link', { name: 'Cairn' }).click()
  await expect(page).toHaveURL('/')
})

test('reads on a section why it is rated so', async ({ page }) => {
  await open(page, paths.section(PLAN, '2.3'))
  const rating = page.getByRole('region', { name: 'Overall rating' })
  await expect(rating).toContainText('2 of 6 counted actions are adverse; the threshold is a third.')
  await expect(rating).toContainText('The assessed rating matches the suggested rating.')
})

test('reads on an action what it rests on and what is not recorded', async ({ page }) => {
  await open(page, paths.action(PLAN, '18'))
  const state = page.getByRole('region', { name: 'Current status' })
  await expect(state).toContainText('Delivery Date Missed with Risk')
  await expect(state.getByText('Not recorded', { exact: true })).toHaveCount(2)
  await expect(page.getByRole('region', { name: 'History' })).toContainText(/Basis\s*(Inferred|Estimated)/)
})

const REPORT = 'lb-25-03-03'
/** Besides those of tests/e2e/plan/every-page.spec.ts. */
const PUBLIC_PAGES = [
  paths.section(PLAN, '5.2'),
  ...['2', '3'].map((page) => paths.actions(PLAN, { page })),
  paths.partner(PLAN, 'nes'),
  ...['at-risk', 'delivered'].map((part) => paths.report(PLAN, REPORT, part)),
  paths.compare(PLAN),
]
const EDITORS_PAGES = [
  paths.plans(),
  OVERVIEW,
  paths.charts(PLAN),
  paths.pillar(PLAN, 'train'),
  paths.section(PLAN, '2.3'),
  paths.action(PLAN, '18'),
  paths.report(PLAN, REPORT),
  paths.requests(PLAN),
  paths.disputes(PLAN),
  paths.manage(PLAN),
  paths.team(PLAN),
  paths.approvals(PLAN),
  paths.periods(PLAN),
  paths.myUpdates(),
]

async function expectShort(page: Page, addresses: readonly string[]) {
  for (const address of addresses) {
    await open(page, address)
    expect.soft(await lengthOf(page), address).toBeLessThanOrEqual(LONGEST_ON_A_PHONE)
  }
}

test('no page of the plan is longer than 6,000 px without being asked to', async ({ page }) => {
  test.slow()
  await expectShort(page, PUBLIC_PAGES)
})

test.describe('signed in', () => {
  let db: pg.Client
  let planId: string
  test.beforeAll(async () => {
    db = await connectToApp()
    const { rows } = await db.query<{ id: string }>('SELECT id FROM plan WHERE slug = $1', [PLAN])
    planId = rows[0]?.id ?? ''
  })
  test.afterAll(() => db.end())

  test('no page of an editor is longer either', async ({ page, context }) => {
    test.slow()
    await signIn(context, db, await addPerson(db, { roles: { [planId]: 'editor' } }))
    await expectShort(page, EDITORS_PAGES)
  })

  for (const script of [true, false])
    test.describe(script ? 'with scripts' : 'without scripts', () => {
      test.use({ javaScriptEnabled: script })
      test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

      test('starts with the plan, its headline and what is pinned, and takes a pin away', async ({
        page,
        context,
      }) => {
        await signIn(context, db, await addPerson(db, { roles: { [planId]: 'viewer' } }))
        await open(page, paths.section(PLAN, '2.3'))
        await page.getByRole('link', { name: 'Pin to your start page' }).click()
        await expect(page.getByRole('heading', { level: 1, name: 'Pin to your start page' })).toBeVisible()
        if (script) await expectAccessible(page)
        await page.getByRole('button', { name: 'Pin', exact: true }).click()
        await expect(page).toHaveURL(paths.plans())
        await expect(page.getByText('Pinned to your start page: 2.3')).toBeVisible()
        const pinned = page.getByRole('region', { name: 'Pinned' })
        await expect(pinned.getByRole('listitem')).toContainText('At Risk')
        const own = page.getByRole('region', { name: 'Your plans' })
        await expect(own.getByRole('heading', { name: HEADLINE })).toBeVisible()
        if (script) await expectAccessible(page)
        await expectToFit(page)
        await pinned.getByRole('button', { name: 'Remove the pin 2.3' }).click()
        await expect(page.getByText('The pin was removed.')).toBeVisible()
        await expect(pinned.getByRole('listitem')).toHaveCount(0)
        await own.getByRole('link', { name: TITLE }).click()
        await expect(page).toHaveURL(OVERVIEW)
      })
    })
})
