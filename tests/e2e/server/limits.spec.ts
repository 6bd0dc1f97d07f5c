// What one request of anyone's can make of the site: nothing that readers would notice.
import { connect } from 'node:net'
import { paths } from '@/lib/paths'
import { expect, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { askRaw } from '@/tests/helpers/raw-request'

const FORM = { 'content-type': 'multipart/form-data; boundary=x' }
const fields = (many: number) =>
  Array.from(
    { length: many },
    (_, i) => `--x\r\nContent-Disposition: form-data; name="f${i}"\r\n\r\n\r\n`,
  ).join('') + '--x--\r\n'

for (const [path, many, words] of [
  [paths.signIn(), 60_000, 'enter less'],
  [paths.details(PLAN), 4_000, 'at most 1,000 fields'],
] as const)
  test(`${many} fields sent to ${path} are refused in words, and readers do not wait`, async ({
    baseURL,
  }) => {
    await askRaw(baseURL, OVERVIEW)
    const sent = askRaw(baseURL, path, { method: 'POST', headers: FORM, body: fields(many) })
    const start = performance.now()
    expect((await askRaw(baseURL, OVERVIEW)).status).toBe(200)
    const answer = await sent
    // Looked up one by one among all of them, they took half a minute.
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(answer.status).toBe(413)
    expect(answer.text).toContain(words)
  })

test('forms that arrive slowly hold no one up who signs in without scripts', async ({ baseURL, browser }) => {
  const { hostname, port } = new URL(String(baseURL))
  const slow = Array.from({ length: 8 }, () => connect(Number(port), hostname))
  for (const one of slow)
    one.write(
      `POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n5\r\nhalf`,
    )
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(paths.signIn())
  await page.getByLabel(/E-?mail/).fill('nobody@example.org')
  await page.getByLabel('Password').fill('no password of anybody')
  const start = performance.now()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').or(page.locator('.ds_error-summary')).first()).toBeVisible()
  expect(performance.now() - start).toBeLessThan(10_000)
  await page.close()
  for (const one of slow) one.destroy()
})

test('there is no service that makes pictures smaller', async ({ baseURL }) => {
  for (const url of ['/icon.svg', paths.chart(PLAN, 'pillars', 'png'), 'https://example.org/a.png']) {
    const { status, text } = await askRaw(
      baseURL,
      `/_next/image?${new URLSearchParams({ url, w: '64', q: '75' })}`,
    )
    expect(status).toBe(404)
    expect(text).toContain('There is no page at this address')
  }
})

for (const path of [paths.api(), paths.plans(), paths.accessibility(), OVERVIEW])
  test(`parameters that ${path} does not know make no other page`, async ({ baseURL }) => {
    // Other tests make plans meanwhile, and the list of all changes with each.
    await expect(async () => {
      const { headers } = await askRaw(baseURL, path)
      for (const query of ['?x=1', '?_rsc=abc', '?utm_source=x&y'])
        for (const more of [{}, { rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' }])
          expect((await askRaw(baseURL, path + query, { headers: more })).headers.etag).toBe(headers.etag)
    }).toPass({ timeout: 20_000 })
  })

test('a page has one address, and the methods that it has', async ({ baseURL }) => {
  for (const path of ['/./', '//', '/plans/./', '/%70lans/'].map((start) => start + PLAN)) {
    const { status, headers } = await askRaw(baseURL, path)
    expect([status, headers.location?.endsWith(PLAN)]).toEqual([308, true])
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS']) {
    const { status, headers } = await askRaw(baseURL, OVERVIEW, { method })
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  }
  const api = await askRaw(baseURL, '/api/v1/plans', { method: 'DELETE' })
  expect([api.status, api.headers.allow, api.headers['content-type']]).toEqual([
    405,
    'GET, HEAD, OPTIONS',
    'application/problem+json',
  ])
})

test('a form from another site is refused in a sentence', async ({ baseURL }) => {
  const sent = (origin: string) =>
    askRaw(baseURL, paths.signIn(), {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: 'x',
    })
  const refused = await sent('https://elsewhere.example')
  expect(refused.status).toBe(403)
  expect(refused.text).toContain('It came from another site')
  expect((await sent(String(baseURL))).status).toBe(200)
})
