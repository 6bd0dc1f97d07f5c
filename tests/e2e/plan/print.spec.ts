// The overview and a report on paper, for those who read them at the table.
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { expect, open, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { PUBLISHED_SECTIONS } from '@/tests/fixtures/published'

/** Prints the page; returns how many sheets it takes, all of them A4. */
async function countSheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? []
  const sizes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
  expect(sizes).toHaveLength(pages.length)
  for (const [, width, height] of sizes) {
    // In points.
    expect(Math.round(Number(width))).toBe(595)
    expect(Math.round(Number(height))).toBe(842)
  }
  return pages.length
}

test('a report on paper', async ({ page }) => {
  test.slow()
  await open(page, paths.report(PLAN, 'lb-25-03-03', 'all'))
  await page.emulateMedia({ media: 'print' })

  await test.step('is A4, and ten pages at most', async () => {
    const sheets = await countSheets(page)
    expect(sheets).toBeGreaterThan(4)
    expect(sheets).toBeLessThanOrEqual(10)
  })

  await test.step('has a contents list that leads to its numbered parts', async () => {
    const contents = page.getByRole('navigation', { name: 'Contents' })
    await expect(contents).toBeVisible()
    const links = await contents.getByRole('link').all()
    expect(links.length).toBeGreaterThan(4)
    for (const link of links) {
      const heading = page.locator(`h2${await link.getAttribute('href')}`)
      await expect(heading).toHaveText(await link.innerText())
      // The number is drawn, as in the list.
      const number = await heading.evaluate((element) => getComputedStyle(element, '::before').content)
      expect(number).toContain('counter(paper-part)')
    }
  })

  await test.step('names report, plan and page in the margin', async () => {
    const margins = await page.evaluate(() =>
      [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .flatMap(function open(rule): string[] {
          if (rule instanceof CSSPageRule) return [...rule.cssRules].map(({ cssText }) => cssText)
          return 'cssRules' in rule ? [...(rule.cssRules as CSSRuleList)].flatMap(open) : []
        })
        .join(' '),
    )
    expect(margins).toContain('LB(25)03-03 · Mental Health and Wellbeing Workforce Action Plan')
    expect(margins).toMatch(/@bottom-right.*counter\(page\).*counter\(pages\)/)
  })

  await test.step('repeats the heads of tables, names each table, and cuts no row', async () => {
    const tables = page.locator('.paper-table')
    expect(await tables.count()).toBeGreaterThan(5)
    for (const table of await tables.all()) {
      await expect(table.locator('caption')).toBeVisible()
      await expect(table.locator('thead')).toHaveCSS('display', 'table-header-group')
      await expect(table.locator('tbody tr').first()).toHaveCSS('break-inside', 'avoid')
    }
  })

  await test.step('keeps short tables and lists of facts in one piece, and says its licence once', async () => {
    for (const short of await page.locator('.paper-table--short, .paper-part .ds_summary-list').all())
      await expect(short).toHaveCSS('break-inside', 'avoid')
    await expect(page.getByText(/Open Government Licence v3\.0/).filter({ visible: true })).toHaveCount(1)
  })

  await test.step('has what a screen folds away, and nothing that only a screen can do', async () => {
    const folded = page.locator('.unfolds')
    await expect(folded.getByRole('listitem').first()).toBeVisible()
    for (const summary of await folded.getByText('Show which').all()) await expect(summary).toBeHidden()
    await expect(page.getByRole('navigation', { name: 'Plan' })).toBeHidden()
    await expect(page.getByText('Download this chart')).toBeHidden()
  })
})

test('the overview is a brief of one A4 sheet, which says where it is from and of which day', async ({
  page,
}) => {
  await open(page, OVERVIEW)
  await page.emulateMedia({ media: 'print' })
  expect(await countSheets(page)).toBe(1)
  await expect(page.locator('.headline')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Needs attention' }).getByRole('row')).toHaveCount(6)
  await expect(page.locator('.section-overview')).toBeHidden()
  const margins = await page.locator('style').allTextContents()
  expect(margins.join()).toMatch(/@bottom-left.*mental.*workforce.*as at \d+ \w+ \d{4}/)
})

test('the whole overview on paper', async ({ page }) => {
  test.slow()
  await open(page, OVERVIEW)
  await page.getByRole('link', { name: 'Print the whole page instead' }).click()
  await page.emulateMedia({ media: 'print' })

  await test.step('is A4, and six pages at most', async () => {
    const sheets = await countSheets(page)
    expect(sheets).toBeGreaterThan(1)
    expect(sheets).toBeLessThanOrEqual(6)
  })

  await test.step('leaves out what paper cannot do', async () => {
    for (const navigation of await page.getByRole('navigation', { includeHidden: true }).all()) {
      await expect(navigation).toBeHidden()
    }
    await expect(page.getByText('Download this chart')).toBeHidden()
    await expect(page.getByText('Skip to main content')).toBeHidden()
  })

  await test.step('has every section with its rating', async () => {
    const rows = page.locator('.section-overview tbody tr').filter({ has: page.locator('.code') })
    await expect(rows.locator('th .code')).toHaveText(PUBLISHED_SECTIONS.map(({ code }) => code))
    for (const row of await rows.all()) {
      await expect(row.locator('.code')).toBeVisible()
      await expect(row.locator('.status-tag')).toBeVisible()
    }
  })
})

test('a page of charts on paper', async ({ page }) => {
  test.slow()
  await open(page, paths.charts(PLAN))
  await page.emulateMedia({ media: 'print' })

  await test.step('has the bars as pictures, which print', async () => {
    await expect(page.locator('.chart__bar')).toHaveCount(5)
    for (const bar of await page.locator('.chart__bar').all()) await expect(bar).toBeVisible()
  })

  await test.step('has the figures of the chart unfolded', async () => {
    const table = page.locator('.chart').getByRole('table')
    await expect(table).toBeVisible()
  })

  await test.step('is the same after the chart was used', async () => {
    await page.emulateMedia({ media: 'screen' })
    await page.locator('.chart').scrollIntoViewIfNeeded()
    await expect(page.getByRole('application')).toBeAttached()
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.chart__overlay')).toBeHidden()
    await expect(page.locator('.chart__bar').first()).toHaveCSS('opacity', '1')
  })
})
