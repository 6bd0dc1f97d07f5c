// A report leaves the site: as a Word file, and as one page that works without a network.
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { expect, expectAccessible, findOverflow, open, PLAN, test } from '@/tests/helpers/e2e'
import { unzip } from '@/tests/helpers/read-files'

const CODE = 'lb-25-03-03'
const HEADLINE =
  '15 of 20 sections (75%) are On Track and 5 (25%) At Risk. 12 of 69 actions (17%) need attention.'

test('the Word file has the headline, the tables and the fingerprint of the page', async ({ page }) => {
  await open(page, paths.report(PLAN, CODE, 'all'))
  const download = page.waitForEvent('download')
  await page
    .getByRole('region', { name: 'Download this report' })
    .getByRole('link', { name: /Word file/ })
    .click()
  const file = await download
  expect(file.suggestedFilename()).toBe(`${PLAN}-${CODE}.docx`)
  const body = unzip(await readFile(await file.path()))['word/document.xml'] ?? ''
  expect(body).toContain(HEADLINE)
  const captions = await page.locator('.paper-table caption').allInnerTexts()
  expect(captions.length).toBeGreaterThan(5)
  for (const caption of captions) expect(body).toContain(caption)
  const fingerprint = /[0-9a-f]{64}/.exec(await page.locator('#about ~ dl').innerText())?.[0] ?? 'none'
  expect(body).toContain(fingerprint)
})

test('files of a report that is not there, are not there', async ({ request }) => {
  for (const address of [paths.reportPaper(PLAN, 'nowhere'), paths.reportPack(PLAN, 'nowhere')])
    expect((await request.get(address)).status()).toBe(404)
  for (const address of [paths.reportPaper(PLAN, CODE), paths.reportPack(PLAN, CODE)]) {
    const headers = (await request.get(address)).headers()
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9.-]+"$/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
})

test.describe('the page that works without a network', () => {
  let folder: string
  let html: string

  test.beforeAll(async ({ request }) => {
    folder = await mkdtemp(path.join(tmpdir(), 'cairn-pack-'))
    html = await (await request.get(paths.reportPack(PLAN, CODE))).text()
  })
  test.afterAll(() => rm(folder, { recursive: true }))

  /** Opens text as a file, in a browser without a network; returns the page and what it asked for beside the file itself. */
  async function openFile(browser: Browser, text: string, options: BrowserContextOptions = {}) {
    const file = path.join(folder, `${createHash('sha256').update(text).digest('hex')}.html`)
    await writeFile(file, text)
    const context = await browser.newContext({ offline: true, ...options })
    const page = await context.newPage()
    const fetched: string[] = []
    const troubles: string[] = []
    page.on('request', (request) => void fetched.push(request.url()))
    page.on('console', (message) => void troubles.push(message.text()))
    page.on('pageerror', (error) => void troubles.push(error.message))
    await page.goto(pathToFileURL(file).href)
    return { page, fetched: fetched.slice(1), troubles, close: () => context.close() }
  }

  const verdict = (page: Page) => page.getByRole('status')

  for (const width of [375, 1280]) {
    test(`is whole, accessible and fetches nothing, at ${width} px`, async ({ browser }) => {
      // The page is long, and axe looks at all of it.
      test.slow()
      const { page, fetched, troubles, close } = await openFile(browser, html, {
        viewport: { width, height: 800 },
      })
      await expect(verdict(page)).toHaveText(/^This file is complete and its data has this fingerprint/)
      await expect(page.getByText(HEADLINE)).toBeVisible()
      await expect(page.locator('.cut-off')).toBeHidden()
      await expectAccessible(page)
      expect(await findOverflow(page)).toEqual({ px: 0, widest: null })
      expect(fetched).toEqual([])
      expect(troubles).toEqual([])
      await close()
    })
  }

  test('opens the rows behind a number, and the action behind a row', async ({ browser }) => {
    const { page, close } = await openFile(browser, html)
    await page.locator('.tiles').getByRole('link', { name: '10 At Risk' }).click()
    const heading = page.locator('h3:target')
    await expect(heading).toHaveText('Status: At Risk; Counted: Counted actions only')
    const rows = heading.locator('xpath=following-sibling::ul[1]/li')
    await expect(rows).toHaveCount(10)
    await rows.getByRole('link').first().click()
    await expect(page.locator('tr:target').getByText('At Risk')).toBeVisible()
    await close()
  })

  test('without a script it is complete, and says how to check it by hand', async ({ browser }) => {
    const { page, close } = await openFile(browser, html, { javaScriptEnabled: false })
    await expect(verdict(page)).toHaveText(/check it yourself/)
    await expect(page.getByText(HEADLINE)).toBeVisible()
    await page.getByText('Check it yourself', { exact: true }).click()
    await expect(page.getByText('sha256sum')).toBeVisible()
    await close()
  })

  test('says that it was altered when its data were', async ({ browser }) => {
    // The first letters of the data stand for the first of the document.
    const altered = html.replace(
      /(id="frozen">\n.{20})(.)/,
      (_, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'),
    )
    expect(altered).not.toBe(html)
    const { page, close } = await openFile(browser, altered)
    await expect(verdict(page)).toHaveText(/Do not rely on this file/)
    await close()
  })

  test('says that its words were changed when a figure of its page was', async ({ browser }) => {
    const changed = html.replace(/(<main[\s\S]*?)41%/, '$1' + '44%')
    expect(changed).not.toBe(html)
    const { page, close } = await openFile(browser, changed)
    await expect(verdict(page)).toHaveText(/Do not rely on this page. Its text was altered/)
    await close()
  })

  for (const share of [0.3, 0.6, 0.98]) {
    test(`says that it is cut off when only ${share * 100}% of it came`, async ({ browser }) => {
      const { page, close } = await openFile(browser, html.slice(0, html.length * share))
      await expect(page.locator('.cut-off')).toBeVisible()
      await expect(page.locator('.cut-off')).toContainText('This file is incomplete')
      await expect(verdict(page)).not.toContainText('This file is complete')
      await close()
    })
  }
})
