// A chart is a picture first; where it helps, it comes alive when it is near the screen.
import type { Page } from '@playwright/test'
import { allowTrouble, expect, open, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

const CHARTS = paths.charts(PLAN)
/** So low that a chart is far below it. */
const LOW = { width: 1280, height: 40 }
const chartOf = (page: Page) => page.locator('.chart')
const live = (page: Page) => chartOf(page).getByRole('application')

// Scripts that run first, and none that the browser has already.
test.use({ isolated: true })

/** Keeps the scripts that a page fetches; returns which of them draw charts. */
function recordChartScripts(page: Page): () => Promise<string[]> {
  const scripts: { url: string; code: Promise<string> }[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    scripts.push({ url: response.url(), code: response.text() })
  })
  return async () => {
    const codes = await Promise.all(scripts.map(({ code }) => code))
    return scripts.filter((_, at) => codes[at]?.includes('recharts-surface')).map(({ url }) => url)
  }
}

test('the chart library is fetched only when a chart comes near the screen', async ({ page }) => {
  const chartScripts = recordChartScripts(page)
  await page.setViewportSize(LOW)
  await open(page, CHARTS)
  await waitUntilAlive(page)
  expect(await chartScripts()).toEqual([])
  await chartOf(page).scrollIntoViewIfNeeded()
  await expect(live(page)).toBeAttached()
  expect(await chartScripts()).not.toEqual([])
})

for (const address of [CHARTS, paths.timescales(PLAN)]) {
  test(`the live chart of ${address} takes exactly the place of the picture`, async ({ page }) => {
    // Held back, so that the picture can be measured before.
    let release: () => void = () => undefined
    const measured = new Promise<void>((resolve) => (release = resolve))
    await page.addInitScript(() => {
      Object.assign(window, { shifts: 0 })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          Object.assign(window, { shifts: Reflect.get(window, 'shifts') + Reflect.get(entry, 'value') })
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.route(/\/_next\/static\/.*\.js$/, async (route) => {
      const response = await route.fetch()
      if ((await response.text()).includes('recharts-surface')) await measured
      await route.fulfill({ response })
    })
    // On a slow machine the page would count as loaded only after the script that is held back.
    await page.goto(address, { waitUntil: 'domcontentloaded' })
    await page.evaluate(() => document.fonts.ready)
    await chartOf(page).scrollIntoViewIfNeeded()
    const places = () =>
      page.evaluate(() =>
        ['.chart', '.chart__plot', '.chart__rows', '.chart__figures'].map((part) =>
          document.querySelector(part)?.getBoundingClientRect().toJSON(),
        ),
      )
    const before = await places()
    const shiftsBefore = await shifts(page)
    release()
    await expect(live(page)).toBeAttached()
    await expect(chartOf(page).locator('.recharts-bar').first()).toBeAttached()
    expect(await places()).toEqual(before)
    expect(await distance(page)).toBeLessThan(1)
    expect(await shifts(page)).toBe(shiftsBefore)
  })
}

test('the pointer on a bar shows its values, the focus those of the first, and names stay links', async ({
  page,
}) => {
  test.slow()
  await open(page, CHARTS)
  await chartOf(page).scrollIntoViewIfNeeded()
  await expect(live(page)).toBeAttached()
  await page.locator('.chart__bar').nth(1).hover({ force: true })
  const shown = page.locator('.chart__tooltip')
  await expect(shown).toContainText('Attract of 9')
  await expect(shown.getByRole('listitem')).toHaveText([
    'On Track3 (33%)',
    'Delivery Date Missed no Risk2 (22%)',
    'At Risk3 (33%)',
    'Delivery Date Missed with Risk1 (11%)',
  ])
  await page.mouse.move(0, 0)
  await expect(shown).toBeHidden()
  await live(page).focus()
  await expect(shown).toContainText('Plan of 13')
  await chartOf(page).getByRole('link', { name: 'Attract', exact: true }).click()
  await expect(page).toHaveURL(paths.pillar(PLAN, 'attract'))
})

test('the live chart follows the width of the window', async ({ page }) => {
  await open(page, CHARTS)
  await chartOf(page).scrollIntoViewIfNeeded()
  await expect(live(page)).toBeAttached()
  await page.setViewportSize({ width: 700, height: 800 })
  await expect.poll(() => distance(page)).toBeLessThan(1)
})

test('the picture stays when the chart library cannot be fetched', async ({ page }) => {
  allowTrouble(page, /^(failed: net::ERR_FAILED|error: Failed to load resource: net::ERR_FAILED)/)
  await page.setViewportSize(LOW)
  await open(page, CHARTS)
  await waitUntilAlive(page)
  await page.route(/\/_next\/static\/.*\.js$/, (route) => route.abort())
  const refused = page.waitForEvent('requestfailed')
  await chartOf(page).scrollIntoViewIfNeeded()
  await refused
  await expect(page.locator('.chart__bar').first()).toBeVisible()
  await expect(page.locator('.chart__bar').first()).toHaveCSS('opacity', '1')
  await expect(live(page)).toHaveCount(0)
})

test('each chart is there as a file, and as a picture of points that is sharp on paper', async ({
  page,
  request,
}) => {
  test.slow()
  for (const [code, name] of [
    ['pillars', 'pillar'],
    ['partners', 'partner'],
    ['timescales', 'timescale'],
  ] as const) {
    await open(page, code === 'pillars' ? CHARTS : `${OVERVIEW}/${code}`)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download this chart as SVG' }).click()
    expect((await download).suggestedFilename()).toBe(`${PLAN}-status-by-${name}.svg`)
    const response = await request.get(paths.chart(PLAN, code, 'svg'))
    expect(response.headers()['content-type']).toBe('image/svg+xml; charset=utf-8')
    const file = await page.evaluate(
      (text) => {
        const { documentElement: svg } = new DOMParser().parseFromString(text, 'image/svg+xml')
        const textOf = (id: string | undefined) => svg.querySelector(`#${id}`)?.textContent ?? ''
        const [title, description] = svg.getAttribute('aria-labelledby')?.split(' ') ?? []
        return { root: svg.nodeName, title: textOf(title), description: textOf(description) }
      },
      await response.text(),
    )
    expect(file.root).toBe('svg')
    await expect(chartOf(page).getByRole('heading', { name: file.title, exact: true })).toBeVisible()
    expect(file.description).toContain('% On Track')
    const png = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download this chart as PNG' }).click()
    expect((await png).suggestedFilename()).toBe(`${PLAN}-status-by-${name}.png`)
    const picture = await request.get(paths.chart(PLAN, code, 'png'))
    expect(picture.headers()['content-type']).toBe('image/png')
    // 160 mm at 300 dots an inch.
    expect((await picture.body()).readUInt32BE(16)).toBe(1890)
    expect((await request.get(paths.chart({ slug: PLAN, asAt: '2025-03-31' }, code, 'png'))).ok()).toBe(true)
    const frozen = await request.get(paths.chart({ slug: PLAN, report: 'lb-25-03-03' }, code, 'png'))
    expect(frozen.headers()['content-disposition']).toContain(
      `${PLAN}-status-by-${name}-report-lb-25-03-03.png`,
    )
  }
})

test('there is no other chart', async ({ request }) => {
  for (const file of ['nonsense.svg', 'pillars.jpg', 'pillars', 'pillars.svg.svg', '.svg'])
    expect((await request.get(`${OVERVIEW}/charts/${file}`)).status(), file).toBe(404)
})

/** Waits until React has taken the page over, and with it the watch on what comes near the screen. */
async function waitUntilAlive(page: Page) {
  await page.waitForFunction(() => {
    const plot = document.querySelector('.chart__plot')
    return plot && Object.keys(plot).some((key) => key.startsWith('__reactProps'))
  })
  // Effects run, and an observer first reports, within two frames of that.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

/** What has shifted on the page since it was opened, as Chromium scores it. */
async function shifts(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(window, 'shifts') as number)
}

/** How far, in px, any edge of the live bars is from the same edge of the picture's bars. */
async function distance(page: Page): Promise<number> {
  return page.evaluate(() => {
    const edges = (bars: string) => {
      // Counts that do not fit are there without a size.
      const marks = [...document.querySelectorAll(`${bars} rect`)]
        .map((mark) => mark.getBoundingClientRect())
        .filter(({ width }) => width > 0)
      return [
        Math.min(...marks.map(({ left }) => left)),
        Math.max(...marks.map(({ right }) => right)),
        Math.min(...marks.map(({ top }) => top)),
        Math.max(...marks.map(({ bottom }) => bottom)),
      ]
    }
    const picture = edges('.chart__bar')
    return Math.max(...edges('.recharts-bar').map((edge, at) => Math.abs(edge - (picture[at] ?? NaN))))
  })
}
