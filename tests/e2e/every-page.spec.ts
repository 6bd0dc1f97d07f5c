// What holds on every page there is: it can be read by everybody, it fits, and its links lead somewhere.
import type { APIRequestContext } from '@playwright/test'
import {
  expect,
  expectAccessible,
  findOverflow,
  open,
  openMissing,
  OVERVIEW,
  PLAN,
  test,
} from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

/** Parts with and without parts of their own, counted and not, with and without achievements, and what the scan lost. */
const SOME_ACTIONS = ['1', '1.4.1', '16', '18', '26.9', '34.2', '63']
const SOME_SECTIONS = ['1.1', '2.3', '3.3', '5.4']
const REPORT = 'lb-25-03-03'
/** Every kind of page, and of each kind those that differ most. */
const PAGES = [
  '/',
  OVERVIEW,
  ...['plan', 'train'].map((code) => paths.pillar(PLAN, code)),
  ...SOME_SECTIONS.map((code) => paths.section(PLAN, code)),
  paths.actions(PLAN),
  paths.actions(PLAN, { status: ['atRisk', 'offTrack'], partner: 'nes', q: 'workforce', sort: '-status' }),
  paths.actions(PLAN, { q: 'no action says this', page: '9', section: 'nonsense' }),
  ...SOME_ACTIONS.map((ref) => paths.action(PLAN, ref)),
  paths.partners(PLAN),
  ...['sg', 'tsi', 'open-university'].map((code) => paths.partner(PLAN, code)),
  paths.timescales(PLAN),
  paths.outcomes(PLAN),
  paths.ratings(PLAN),
  paths.files(PLAN),
  paths.reconciliation(PLAN),
  paths.printedReport(PLAN, 'lb-25-03-03'),
  paths.reports(PLAN),
  paths.report(PLAN, REPORT),
  paths.verifyReport(PLAN, REPORT),
  paths.plan({ slug: PLAN, report: REPORT }),
  paths.action({ slug: PLAN, report: REPORT }, '18'),
  paths.accessibility(),
  paths.api(),
]
const MISSING = ['/nowhere', paths.plan('nowhere'), paths.section(PLAN, '9.9'), paths.action(PLAN, '999')]

for (const address of PAGES) {
  test(`axe finds nothing on ${address}`, async ({ page }) => {
    // It weighs every element, and the API's page has thousands.
    test.slow()
    await open(page, address)
    await expectAccessible(page)
  })
}

for (const address of MISSING) {
  test(`axe finds nothing on ${address}, which does not exist`, async ({ page }) => {
    await openMissing(page, address)
    await expectAccessible(page)
  })
}

test('axe finds nothing on a chart in use, with its table open', async ({ page }) => {
  await open(page, OVERVIEW)
  await page.locator('.chart').scrollIntoViewIfNeeded()
  await page.getByText('Show the figures as a table').click()
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.chart__tooltip')).toBeVisible()
  await expectAccessible(page)
})

test('no page is wider than the screen', async ({ page }) => {
  test.slow()
  for (const address of [...PAGES, ...MISSING]) {
    await openMissing(page, address)
    expect.soft(await findOverflow(page), address).toEqual({ px: 0, widest: null })
  }
})

test('no page is wider than the screen at 400%', async ({ page }) => {
  test.slow()
  // 1280 px at 400% (WCAG 2.2, 1.4.10).
  await page.setViewportSize({ width: 320, height: 256 })
  for (const address of [...PAGES, ...MISSING]) {
    await openMissing(page, address)
    expect.soft(await findOverflow(page), address).toEqual({ px: 0, widest: null })
  }
})

test('no open table of figures makes its page wider than the screen', async ({ page }) => {
  for (const address of [OVERVIEW, paths.partners(PLAN), paths.timescales(PLAN)]) {
    await open(page, address)
    await page.getByText('Show the figures as a table').click()
    expect.soft(await findOverflow(page), address).toEqual({ px: 0, widest: null })
  }
})

test.describe('on the whole site', () => {
  // In one worker, so that it is walked once.
  test.describe.configure({ mode: 'default', timeout: 120_000 })
  let site: Site

  test.beforeAll(async ({ playwright }, { project }) => {
    // The time set above is that of the tests alone.
    test.setTimeout(300_000)
    const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' })
    site = await walkSite(request)
    await request.dispose()
  })

  test('the walk gets to every section and action', () => {
    const walked = (below: string) =>
      [...site.pages.keys()].filter((address) => address.startsWith(below)).length
    expect(walked(`${OVERVIEW}/sections/`)).toBe(20)
    expect(walked(`${OVERVIEW}/actions/`)).toBe(117)
    expect(walked(`${OVERVIEW}/partners/`)).toBe(47)
  })

  test('every link leads to a page', () => {
    const dead = [...site.statuses].filter(([, status]) => status !== 200)
    expect(
      dead.map(([address, status]) => `${status} ${address}, from ${site.linkedFrom.get(address)}`),
    ).toEqual([])
  })

  test('every link into a page leads to a place that it has', () => {
    const dead = [...site.fragments].filter(([target]) => {
      const [address = '', fragment = ''] = target.split('#')
      const html = site.pages.get(address)
      return html !== undefined && !html.includes(`id="${decodeURIComponent(fragment)}"`)
    })
    expect(dead.map(([target, from]) => `${target}, from ${from}`)).toEqual([])
  })

  test('every page says which language it is in', () => {
    expect(
      [...site.pages].filter(([, html]) => !html.includes('<html lang="en-GB"')).map(([at]) => at),
    ).toEqual([])
  })

  test('every page has one first heading', () => {
    expect(
      [...site.pages].filter(([, html]) => html.match(/<h1[\s>]/g)?.length !== 1).map(([at]) => at),
    ).toEqual([])
  })

  test('every page has a title that says what is on it', () => {
    const nameless = [...site.pages].filter(([, html]) => !/.{3,} - Cairn$/.test(titleOf(html)))
    expect(nameless.map(([address, html]) => `${address}: ${titleOf(html)}`)).toEqual([])
  })

  test('no two pages have the same title', () => {
    const titles = [...site.pages.values()].map(titleOf)
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  })
})

interface Site {
  /** The pages with an address of their own, by that. */
  readonly pages: ReadonlyMap<string, string>
  /** What each linked address answered. */
  readonly statuses: ReadonlyMap<string, number>
  /** Links to a place in a page, with a page that has them. */
  readonly fragments: ReadonlyMap<string, string>
  readonly linkedFrom: ReadonlyMap<string, string>
}

/**
 * Follows every link of the site, from the first page on. Answers to a query are asked for and not read: they link to
 * each other without end. Plans other than the first one come and go with the tests that make them.
 */
async function walkSite(request: APIRequestContext): Promise<Site> {
  const [pages, statuses] = [new Map<string, string>(), new Map<string, number>()]
  const [fragments, linkedFrom] = [new Map<string, string>(), new Map([['/', 'the address bar']])]
  const ahead = ['/']

  async function visit(address: string) {
    const response = await request.get(address)
    statuses.set(address, response.status())
    const headers = response.headers()
    // A report's offline page is a file to keep, and stands alone.
    const isPage = headers['content-type']?.startsWith('text/html') && !headers['content-disposition']
    if (!isPage || response.status() !== 200 || address.includes('?')) return
    const html = await response.text()
    pages.set(address, html)
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*? href="([^"]*)"/g)) {
      const { origin, pathname, search, hash } = new URL(href.replaceAll('&amp;', '&'), response.url())
      if (origin !== new URL(response.url()).origin) continue
      if (pathname.startsWith('/plans/') && !`${pathname}/`.startsWith(`${OVERVIEW}/`)) continue
      const target = pathname + search
      if (hash) fragments.set(target + hash, address)
      if (linkedFrom.has(target)) continue
      linkedFrom.set(target, address)
      ahead.push(target)
    }
  }

  while (ahead.length) await Promise.all(ahead.splice(0, 8).map(visit))
  return { pages, statuses, fragments, linkedFrom }
}

/** The title in the page's head: one that comes later has to be moved there by a script. */
function titleOf(html: string): string {
  return /<title>([^<]*)<\/title>/.exec(html.split('</head>')[0] ?? '')?.[1] ?? ''
}
