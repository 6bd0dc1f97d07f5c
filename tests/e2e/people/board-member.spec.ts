// Five minutes before a meeting: where does the plan stand, what needs attention, and why?
import { expect, open, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { ACTIONS, refsAt } from '@/tests/helpers/e2e-plan'
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

test.describe('on the overview', () => {
  test.beforeEach(async ({ page }) => void (await open(page, OVERVIEW)))

  test('reads the headline sentence', async ({ page }) => {
    await expect(page.getByRole('heading', { level: 2, name: HEADLINE, exact: true })).toBeVisible()
  })

  test('sees how fresh the figures are, and where they come from', async ({ page }) => {
    await expect(page.locator('.fresh')).toContainText('Figures from February 2025 (LB(25)03-03)')
    await expect(page.getByRole('link', { name: 'LB(25)03-03' }).first()).toHaveAttribute('href', /^https:/)
  })

  test('sees the six statuses with counts and shares, from done to worst', async ({ page }) => {
    const tiles = page.locator('.tiles').getByRole('listitem')
    await expect(tiles).toHaveText(TILES.map(({ label, count, share }) => `${count}${label}${share}`))
  })

  test('reads what the shares are of', async ({ page }) => {
    await page.getByRole('link', { name: '69 actions counted' }).click()
    await expect(page.getByRole('heading', { name: '69 actions found' })).toBeVisible()
  })

  test('sees what needs attention, the worst first', async ({ page }) => {
    const refs = ['offTrack', 'missedWithRisk', 'atRisk'].flatMap(refsAt)
    expect(refs.slice(0, 2)).toEqual(['63', '18'])
    const attention = page.getByRole('region', { name: 'Needs attention' })
    await expect(attention).toContainText('1 Off Track, 1 Delivery Date Missed with Risk, 10 At Risk.')
    await expect(attention.locator('tbody th .code')).toHaveText(refs)
  })

  test('reads "not recorded" where the report gives no reason', async ({ page }) => {
    const reasons = page.getByRole('region', { name: 'Needs attention' }).locator('tbody td:last-child')
    await expect(reasons).toHaveCount(12)
    for (const reason of await reasons.all()) {
      await expect(reason).toContainText('Not recorded')
    }
  })

  test('is told once that statuses are estimated, and which', async ({ page }) => {
    const row = page
      .getByRole('region', { name: 'Needs attention' })
      .getByRole('row')
      .filter({ hasText: '1.1 ' })
    await expect(row).toContainText('*')
    await expect(page.getByText('Estimated:')).toHaveCount(1)
    await page.getByRole('link', { name: 'About these figures' }).click()
    for (const words of ['Published (11)', 'Inferred (22)', 'Estimated (36)'])
      await expect(page.getByText(words)).toBeVisible()
  })

  test('sees the 26 delivered actions', async ({ page }) => {
    const delivered = page.getByRole('region', { name: 'Delivered', exact: true })
    await expect(delivered).toContainText('26 actions of 69 reported as delivered.')
    await expect(delivered.locator('.code')).toHaveText(refsAt('delivered'))
  })

  test('sees the 20 sections as the report has them, in the order of the plan', async ({ page }) => {
    const rows = page.locator('.section-table tbody')
    await expect(rows.locator('th .code')).toHaveText(PUBLISHED_SECTIONS.map(({ code }) => code))
    await expect
      .soft(rows.locator('.col-tag'))
      .toHaveText(PUBLISHED_SECTIONS.map(({ rag }) => RAG_WORDS[rag]))
    await expect
      .soft(rows.locator('.col-bar'))
      .toHaveText(PUBLISHED_SECTIONS.map(({ sentence, base }) => `${sentence} of ${describeActions(base)}`))
    await expect
      .soft(rows.locator('td:last-child'))
      .toHaveText(PUBLISHED_SECTIONS.map(() => /February 2025$/))
  })

  for (const { label, count } of TILES) {
    test(`opens the ${count} behind "${label}"`, async ({ page }) => {
      const tiles = page.locator('.tiles').getByRole('listitem')
      await tiles
        .filter({ has: page.getByText(label, { exact: true }) })
        .getByRole('link')
        .click()
      await expect(page.getByRole('heading', { name: `${describeActions(count)} found` })).toBeVisible()
    })
  }
})

test('goes down to a single action, and back up', async ({ page }) => {
  await open(page, OVERVIEW)
  await page
    .locator('.section-table')
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
  await crumbs.getByRole('link', { name: 'Plans' }).click()
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
