// Without JavaScript nothing is lost: the words, the pictures, the filters and the tables.
import { allowTrouble, expect, open, openMissing, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

test.use({ javaScriptEnabled: false })

// So Chromium calls it when a script is not fetched because none may run.
test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

test('a page has the same words as with JavaScript', async ({ page, browser, baseURL, viewport }) => {
  test.slow()
  const scripted = await browser.newPage({ baseURL: baseURL ?? '', viewport, javaScriptEnabled: true })
  for (const address of [
    '/',
    OVERVIEW,
    paths.section(PLAN, '2.3'),
    paths.action(PLAN, '18'),
    paths.actions(PLAN),
    paths.partners(PLAN),
    paths.timescales(PLAN),
  ])
    // Other tests' plans come to the list of plans and go from it between the two readings: then both are read again.
    await expect(async () => {
      await open(scripted, address)
      await open(page, address)
      const words = await scripted.evaluate(() => {
        // The live chart lies over the picture, and says the same again.
        document.querySelector('.chart__overlay')?.remove()
        return document.body.innerText
      })
      expect((await page.locator('body').innerText()).split(/\s+/), address).toEqual(words.split(/\s+/))
    }).toPass({ timeout: 30_000 })
  await scripted.close()
})

test('a chart is a picture with its figures in words', async ({ page }) => {
  test.slow()
  for (const [address, bars] of [
    [paths.charts(PLAN), 5],
    [paths.partners(PLAN), 15],
    [paths.timescales(PLAN), 4],
  ] as const) {
    await open(page, address)
    const rows = await page.locator('.chart__row').all()
    expect(rows.length).toBeGreaterThanOrEqual(bars)
    for (const row of rows) {
      await expect(row.locator('.chart__bar')).toBeVisible()
      // Of many bars the words stand beside the picture, and its links are for the mouse.
      const words = (await row.getByRole('group').count())
        ? await row.getByRole('group').getAttribute('aria-label')
        : await row.locator('.visually-hidden').textContent()
      expect(words).toMatch(/^(\d+% .+|No actions)$/)
    }
    const first = page.locator('.bar-segment').first()
    const rowsBehind = (await first.getAttribute('href')) ?? ''
    await first.click()
    await expect(page).toHaveURL(new RegExp(`${rowsBehind.replace(/[?.]/g, '\\$&')}$`))
    await page.goBack()
    expect(await page.locator('.chart__bar rect').count()).toBeGreaterThan(bars)
  }
})

test('the figures of a chart open as a table', async ({ page }) => {
  await open(page, paths.charts(PLAN))
  const table = page.locator('.chart').getByRole('table')
  await expect(table).toBeHidden()
  await page.getByText('Show the figures as a table').click()
  await expect(table.getByRole('row').filter({ hasText: 'Attract' })).toContainText('3 (33%)')
})

test('filters work', async ({ page }) => {
  await open(page, paths.actions(PLAN))
  await page.locator('label').getByText('At Risk', { exact: true }).click()
  await page.getByText('More filters').click()
  await page.getByLabel('Pillar').selectOption('plan')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('heading', { name: '3 actions found' })).toBeVisible()
})

test('the current page is marked in the navigation', async ({ page }) => {
  await open(page, paths.timescales(PLAN))
  const current = page.getByRole('navigation', { name: 'Plan' }).locator('[aria-current=page]')
  await expect(current).toHaveText('Timescales')
})

test('a page that does not exist says so', async ({ page }) => {
  test.slow()
  for (const address of ['/nowhere', paths.plan('nowhere'), paths.section(PLAN, '9.9')]) {
    const response = await openMissing(page, address)
    expect(response.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: /not found/i })).toBeVisible()
  }
})
