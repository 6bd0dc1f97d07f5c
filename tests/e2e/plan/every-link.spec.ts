// What holds on the whole site: its links lead somewhere, and each of its pages says what it is.
import type { APIRequestContext } from '@playwright/test'
import { expect, OVERVIEW, test } from '@/tests/helpers/e2e'

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

interface Site {
  /** The pages with an address of their own, by that. */
  readonly pages: ReadonlyMap<string, string>
  /** What each linked address answered. */
  readonly statuses: ReadonlyMap<string, number>
  /** Links to a place in a page, with a page that has them. */
  readonly fragments: ReadonlyMap<string, string>
  readonly linkedFrom: ReadonlyMap<string, string>
}

/** Of links to one page that ask for the same by other values, so many are followed: whatever the values, its route is one. */
const OF_A_KIND = 3

/**
 * Follows the links of the site, from the first page on. Answers to a query are asked for and not read: they link to
 * each other without end. Plans other than the first one come and go with the tests that make them.
 */
async function walkSite(request: APIRequestContext): Promise<Site> {
  const [pages, statuses] = [new Map<string, string>(), new Map<string, number>()]
  const [fragments, linkedFrom] = [new Map<string, string>(), new Map([['/', 'the address bar']])]
  const ahead = ['/']
  const kinds = new Map<string, number>()

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
      const { origin, pathname, search, searchParams, hash } = new URL(
        href.replaceAll('&amp;', '&'),
        response.url(),
      )
      if (origin !== new URL(response.url()).origin) continue
      if (pathname.startsWith('/plans/') && !`${pathname}/`.startsWith(`${OVERVIEW}/`)) continue
      const target = pathname + search
      if (hash) fragments.set(target + hash, address)
      if (linkedFrom.has(target)) continue
      linkedFrom.set(target, address)
      const kind = [pathname, ...searchParams.keys()].join(' ')
      const known = kinds.get(kind) ?? 0
      kinds.set(kind, known + 1)
      if (known < OF_A_KIND) ahead.push(target)
    }
  }

  while (ahead.length) await Promise.all(ahead.splice(0, 8).map(visit))
  return { pages, statuses, fragments, linkedFrom }
}

/** The title in the page's head: one that comes later has to be moved there by a script. */
function titleOf(html: string): string {
  return /<title>([^<]*)<\/title>/.exec(html.split('</head>')[0] ?? '')?.[1] ?? ''
}
