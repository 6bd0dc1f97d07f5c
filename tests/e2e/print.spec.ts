// The overview on paper, for those who read it at the table.
import { expect, open, OVERVIEW, test } from '@/tests/helpers/e2e'
import { PUBLISHED_SECTIONS } from '@/tests/fixtures/published'

test.beforeEach(async ({ page }) => {
  await open(page, OVERVIEW)
  await page.emulateMedia({ media: 'print' })
})

test('is A4, and six pages at most', async ({ page }) => {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? []
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.length).toBeLessThanOrEqual(6)
  const sizes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
  expect(sizes).toHaveLength(pages.length)
  for (const [, width, height] of sizes) {
    // In points.
    expect(Math.round(Number(width))).toBe(595)
    expect(Math.round(Number(height))).toBe(842)
  }
})

test('leaves out what paper cannot do', async ({ page }) => {
  for (const navigation of await page.getByRole('navigation', { includeHidden: true }).all()) {
    await expect(navigation).toBeHidden()
  }
  await expect(page.getByText('Download this chart')).toBeHidden()
  await expect(page.getByText('Skip to main content')).toBeHidden()
})

test('has every section with its rating', async ({ page }) => {
  const rows = page.locator('.section-table tbody tr')
  await expect(rows.locator('th .code')).toHaveText(PUBLISHED_SECTIONS.map(({ code }) => code))
  for (const row of await rows.all()) {
    await expect(row.locator('.code')).toBeVisible()
    await expect(row.locator('.status-tag')).toBeVisible()
  }
})

test('has the bars as pictures, which print', async ({ page }) => {
  await expect(page.locator('.chart__bar')).toHaveCount(5)
  for (const bar of await page.locator('.chart__bar').all()) await expect(bar).toBeVisible()
})

test('has the figures of the chart unfolded', async ({ page }) => {
  const table = page.locator('.chart').getByRole('table')
  await expect(table).toBeVisible()
})

test('is the same after the chart was used', async ({ page }) => {
  await page.emulateMedia({ media: 'screen' })
  await page.locator('.chart').scrollIntoViewIfNeeded()
  await expect(page.getByRole('application')).toBeAttached()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.chart__overlay')).toBeHidden()
  await expect(page.locator('.chart__bar').first()).toHaveCSS('opacity', '1')
})
