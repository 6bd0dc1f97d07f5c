// Addresses that lead nowhere: each says so, and offers the way back.
import http from 'node:http'
import { expect, openMissing, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

const STRANGE_CODES = [
  ['an emoji', '👩🏽‍⚕️'],
  ['right-to-left text', 'خطة'],
  ['an encoded slash', 'a/b'],
  ['the way up', '..'],
  ['HTML', '<script>window.injected = true</script>'],
  ['a NUL', '\0'],
  ['a word of the language', '__proto__'],
  ['200 characters', 'x'.repeat(200)],
] as const

const BELOW_THE_PLAN = [
  ['section', (code: string) => paths.section(PLAN, code)],
  ['action', (code: string) => paths.action(PLAN, code)],
  ['partner', (code: string) => paths.partner(PLAN, code)],
  ['pillar', (code: string) => paths.pillar(PLAN, code)],
] as const

test('what is unknown in the plan leads back to it', async ({ page }) => {
  test.slow()
  for (const [what, addressOf] of BELOW_THE_PLAN)
    await test.step(what, async () => {
      const response = await openMissing(page, addressOf('nowhere'))
      expect(response.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1, name: 'Not found in this plan' })).toBeVisible()
      await expect(page).toHaveTitle(/not found.* - Cairn$/i)
      await page.getByRole('navigation', { name: 'Plan' }).getByRole('link', { name: 'Overview' }).click()
      await expect(page).toHaveURL(OVERVIEW)
    })
  const response = await openMissing(page, `${OVERVIEW}/nowhere`)
  expect(response.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1, name: /not found/i })).toBeVisible()
})

test('what is unknown elsewhere leads back to the plans', async ({ page }) => {
  test.slow()
  for (const address of [
    paths.plan('nowhere'),
    paths.actions('nowhere'),
    paths.section('nowhere', '1.1'),
    '/nowhere',
  ])
    await test.step(address, async () => {
      const response = await openMissing(page, address)
      expect(response.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
      await page.getByRole('link', { name: 'Go to the list of plans' }).click()
      await expect(page).toHaveURL('/')
    })
})

test('a strange code is not found, and nothing comes of it', async ({ page }) => {
  test.slow()
  for (const [name, code] of STRANGE_CODES) {
    // A browser goes up by itself: what it then asks for is there.
    if (code === '..') continue
    for (const address of [paths.plan(code), paths.section(PLAN, code), paths.action(PLAN, code)]) {
      const response = await openMissing(page, address)
      expect.soft(response.status(), `${name}: ${address}`).toBe(404)
      await expect.soft(page.getByRole('heading', { level: 1, name: /not found/i })).toBeVisible()
      expect.soft(await page.evaluate(() => 'injected' in window), address).toBe(false)
    }
  }
})

test('an address that cannot be read gets a page that says so', async ({ page }) => {
  test.slow()
  for (const address of [
    '/%ZZ',
    '/%',
    `${OVERVIEW}/sections/%ZZ`,
    '/plans/%E0%A4%A',
    '/%00',
    `${OVERVIEW}/%00`,
  ])
    await test.step(address, async () => {
      const response = await openMissing(page, address)
      expect([400, 404]).toContain(response.status())
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('link', { name: /plans|overview/i }).first()).toBeVisible()
    })
})

for (const path of [
  '//',
  '/..',
  '/plans/../../etc/passwd',
  '/plans/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/plans//sections/1.1',
  '/\\example.org',
  '//example.org/%2e%2e',
  '/plans/\u00e9',
  `/plans/${'x'.repeat(8000)}`,
  `/plans/${'x/'.repeat(4000)}`,
  'http://example.org/plans/nowhere',
  '*',
]) {
  // What no browser sends as it is.
  test(`the path ${path.slice(0, 40)} is refused, without a fault and without leading elsewhere`, async ({
    baseURL,
  }) => {
    const { status, location } = await send(baseURL ?? '', path)
    expect(status).toBeLessThan(500)
    expect(location === null || new URL(location, baseURL).origin === new URL(baseURL ?? '').origin).toBe(
      true,
    )
  })
}

test('a path that is too long for the server is refused as such', async ({ baseURL }) => {
  const { status } = await send(baseURL ?? '', `/plans/${'x'.repeat(100_000)}`)
  expect(status).toBe(431)
})

test.describe('the API', () => {
  for (const address of [
    '/api/v1/plans/nowhere',
    '/api/v1/plans/nowhere/actions',
    `/api/v1/plans/${PLAN}/sections/9.9`,
    `/api/v1/plans/${PLAN}/actions/999`,
    `/api/v1/plans/${PLAN}/nowhere`,
    '/api/v1/nowhere',
    '/api/nowhere',
    ...STRANGE_CODES.filter(([, code]) => code !== '..').map(
      ([, code]) => `/api/v1/plans/${PLAN}/actions/${encodeURIComponent(code)}`,
    ),
  ]) {
    test(`tells programs that ${address.slice(0, 80)} leads nowhere`, async ({ request }) => {
      const response = await request.get(address)
      expect(response.status()).toBe(404)
      expect(response.headers()['content-type']).toBe('application/problem+json')
      expect(await response.json()).toMatchObject({ status: 404, title: 'Not found', type: '/api#not-found' })
    })
  }

  for (const address of ['/api/v1/plans/%ZZ', '/api/v1/%']) {
    test(`tells programs that ${address} cannot be read`, async ({ request }) => {
      const response = await request.get(address)
      expect([400, 404]).toContain(response.status())
      expect(response.headers()['content-type']).toBe('application/problem+json')
      expect(await response.json()).toMatchObject({ status: response.status() })
    })
  }

  test('tells programs which parameter is wrong', async ({ request }) => {
    const response = await request.get(`/api/v1/plans/${PLAN}/actions?limit=lots`)
    expect(response.status()).toBe(400)
    expect(await response.json()).toMatchObject({ type: '/api#bad-parameter', parameter: 'limit' })
  })
})

/** Sends a path as it is, past everything that would tidy it up; returns the answer's status and where it leads. */
async function send(baseURL: string, path: string): Promise<{ status: number; location: string | null }> {
  const { hostname, port } = new URL(baseURL)
  return new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path: Buffer.from(path).toString('latin1') }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null })
    })
    request.on('error', reject)
  })
}
