// What every answer carries, so that a page runs no script but its own and no one frames it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { allowTrouble, expect, open, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

const ANSWERS = [
  '/',
  OVERVIEW,
  paths.actions(PLAN, { q: 'x' }),
  paths.plan('nowhere'),
  '/nowhere',
  paths.api(),
  `/api/v1/plans/${PLAN}`,
  '/api/v1/nowhere',
  paths.chart(PLAN, 'pillars', 'svg'),
  paths.chart(PLAN, 'pillars', 'png'),
  '/icon.svg',
]
const PAGES = ANSWERS.slice(0, 6)

for (const address of ANSWERS) {
  test(`${address} is not sniffed, framed or signed by its maker`, async ({ request }) => {
    const headers = (await request.get(address)).headers()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    const isOpenToAll = headers['access-control-allow-origin'] === '*'
    expect(headers['cross-origin-resource-policy']).toBe(isOpenToAll ? 'cross-origin' : 'same-origin')
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  })
}

for (const address of PAGES) {
  test(`${address} allows scripts by name or by hash only`, async ({ request }) => {
    const policy = (await request.get(address)).headers()['content-security-policy'] ?? ''
    const directives = new Map(
      policy.split(/;\s*/).map((directive) => {
        const [name = '', ...values] = directive.split(/\s+/)
        return [name, values] as const
      }),
    )
    expect(directives.get('default-src')).toEqual(["'self'"])
    expect(directives.get('frame-ancestors')).toEqual(["'none'"])
    expect(directives.get('object-src')).toEqual(["'none'"])
    expect(directives.get('base-uri')).toEqual(["'none'"])
    expect(directives.get('form-action')).toEqual(["'self'"])
    const scripts = directives.get('script-src') ?? []
    expect(scripts).not.toEqual([])
    expect(scripts.filter((source) => source !== "'self'" && !/^'sha256-[\w+/]{43}='$/.test(source))).toEqual(
      [],
    )
  })
}

for (const address of [
  paths.embedPlan(PLAN),
  paths.embedSection(PLAN, '1.1'),
  paths.embedChart(PLAN, 'pillars'),
  paths.embedChart(PLAN, 'trend'),
]) {
  test(`${address} can be framed, and holds no script`, async ({ request }) => {
    const response = await request.get(address)
    expect(response.status()).toBe(200)
    const headers = response.headers()
    expect(headers).not.toHaveProperty('x-frame-options')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    )
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
    expect(headers['x-content-type-options']).toBe('nosniff')
    const text = await response.text()
    expect(text).not.toMatch(/<(script|form)/)
    expect(text).toContain('<svg class="bar"')
    const again = await request.get(address, { headers: { 'if-none-match': headers.etag ?? '' } })
    expect(again.status()).toBe(304)
  })
}

test('a page of another site shows a plan in a frame, and no other page of Cairn', async ({
  page,
  baseURL,
}) => {
  allowTrouble(page, /frame-ancestors|X-Frame-Options|ERR_BLOCKED_BY_RESPONSE/)
  const frames = [paths.embedPlan(PLAN), OVERVIEW].map((path) => `<iframe src="${baseURL}${path}"></iframe>`)
  const elsewhere = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(frames.join('')),
  )
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = elsewhere.address() as AddressInfo
    await page.goto(`http://127.0.0.1:${port}/`)
    await expect(page.frameLocator('iframe >> nth=0').getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.frameLocator('iframe >> nth=1').getByRole('heading', { level: 1 })).toHaveCount(0)
  } finally {
    elsewhere.close()
  }
})

test('a script or an event handler put into the page does not run, and no cookie is set', async ({
  page,
  context,
}) => {
  allowTrouble(page, /^error: Executing inline (script|event handler) violates .* Content Security Policy/)
  await open(page, OVERVIEW)
  const isRun = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    document.body.insertAdjacentHTML(
      'beforeend',
      '<button id="bait" onclick="window.injected = true">x</button>',
    )
    document.getElementById('bait')?.click()
    return 'injected' in window
  })
  expect(isRun).toBe(false)
  expect(await context.cookies()).toEqual([])
})

test('nothing is fetched from elsewhere, and scripts and styles are kept for a year', async ({
  page,
  baseURL,
}) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== baseURL)
      elsewhere.push(request.url())
  })
  const saved: (string | undefined)[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/_next/static/'))
      saved.push(response.headers()['cache-control'])
  })
  await open(page, paths.charts(PLAN))
  await page.locator('.chart').scrollIntoViewIfNeeded()
  await expect(page.getByRole('application')).toBeAttached()
  expect(elsewhere).toEqual([])
  expect(saved.length).toBeGreaterThan(3)
  expect(new Set(saved)).toEqual(new Set(['public, max-age=31536000, immutable']))
})

test('another site cannot sign anyone out', async ({ request }) => {
  // Sent from elsewhere, the cookie stays behind; the answer must not take it away.
  const response = await request.post(paths.signOut(), {
    headers: { Origin: 'https://elsewhere.example' },
    maxRedirects: 0,
  })
  expect(response.status()).toBe(403)
  expect(await response.text()).toContain('It came from another site')
  expect(response.headers()).not.toHaveProperty('set-cookie')
  expect(response.headers()).not.toHaveProperty('clear-site-data')
})

for (const address of ['/', OVERVIEW, paths.api()]) {
  test(`${address} is asked for again every time, and not sent again when it is known`, async ({
    request,
  }) => {
    const first = await request.get(address)
    const { etag = '', 'cache-control': caching } = first.headers()
    expect(caching).toContain('no-cache')
    expect(etag).toMatch(/^(W\/)?"[^"]+"$/)
    const again = await request.get(address, { headers: { 'If-None-Match': etag } })
    expect(again.status()).toBe(304)
    expect(await again.body()).toHaveLength(0)
    // The browser puts these headers on the page it has, whose scripts they must still allow.
    expect(again.headers()['content-security-policy']).toBe(first.headers()['content-security-policy'])
    const changed = await request.get(address, { headers: { 'If-None-Match': '"something-else"' } })
    expect(changed.status()).toBe(200)
  })
}

test('a page that is not found is not kept', async ({ request }) => {
  const response = await request.get('/nowhere', { headers: { 'If-None-Match': '*' } })
  expect(response.status()).toBe(404)
})
