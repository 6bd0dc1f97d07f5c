// What no one can make the server do by sending much, slowly or wrongly.
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { portOfServer, html, raw, serve, SIGNED_IN, textOf } from '@/tests/helpers/page-server'

describe('limits', () => {
  const page = html(() => 'read')
  const FORM = 'multipart/form-data; boundary=b'
  const part = (name: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`

  it.each([
    ['a form without a boundary', 'multipart/form-data', `${part('a', 'x')}--b--`, {}],
    ['a form that is cut off', FORM, part('a', 'x'), {}],
    ['a form that is something else', FORM, 'x', {}],
    ['text where a script sends JSON', 'text/plain', 'x', { 'next-action': 'x' }],
    ['nothing where a script sends JSON', 'text/plain', '', { 'next-action': 'x' }],
    ['a form of a script without its arguments', FORM, `${part('a', 'x')}--b--`, { 'next-action': 'x' }],
    ['a form of a script with broken arguments', FORM, `${part('0', '["$K1"')}--b--`, { 'next-action': 'x' }],
  ])('refuses %s as the fault of its sender', async (_, type, body, headers) => {
    await serve(page)
    const { status, text } = await raw('/plans/a/details', {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    })
    expect([status, text]).toEqual([400, expect.stringContaining('Nothing was saved.')])
  })

  it.each([
    ['a form', FORM, `${part('a', '--b in a text')}--b--\r\n`, {}],
    [
      'a form with a boundary in quotes',
      'multipart/form-data; boundary="b"',
      `${part('a', '')}--b--\r\n`,
      {},
    ],
    ['an empty form', 'application/x-www-form-urlencoded', '', {}],
    ['what a script sends', 'text/plain;charset=UTF-8', '["é"]', { 'next-action': 'x' }],
    [
      'a form of a script',
      FORM,
      `${part('1_a', 'x')}${part('0', '[{"a":"é"},"$K1"]')}--b--\r\n`,
      { 'next-action': 'x' },
    ],
  ])('reads %s', async (_, type, body, headers) => {
    await serve(page)
    const { status } = await raw('/plans/a/details', {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    })
    expect(status).toBe(200)
  })
  const post = (body: RequestInit['body'], headers: Record<string, string> = {}) =>
    ({ method: 'POST', body: body ?? null, headers, duplex: 'half' }) as RequestInit

  it.each([
    ['/plans/a', 'POST', 'GET, HEAD'],
    ['/plans/a', 'DELETE', 'GET, HEAD'],
    ['/plans/a/details', 'PUT', 'GET, HEAD, POST'],
    ['/plans/a/files/actions.csv', 'POST', 'GET, HEAD, OPTIONS'],
    ['/plans/a/charts/pillars.svg', 'TRACE', 'GET, HEAD, OPTIONS'],
    ['/api/v1/plans', 'TRACE', 'GET, HEAD, OPTIONS'],
    ['/_next/static/a.js', 'TRACE', 'GET, HEAD'],
    ['/api/v1/plans', 'PATCH', 'GET, HEAD, OPTIONS'],
    ['/sign-out', 'GET', 'POST'],
    ['/plans/a', 'TRACE', 'GET, HEAD'],
    ['/plans/a', 'OPTIONS', 'GET, HEAD'],
  ])('answers %s to %s with what it has: %s', async (path, method, allowed) => {
    await serve(page)
    const { status, headers } = await raw(path, { method })
    expect([status, headers.allow]).toEqual([405, allowed])
  })

  it.each([
    ['/sign-in', 16, {}, 'enter less'],
    ['/plans/a/details', 256, {}, 'you must sign in to send this much'],
    ['/plans/a/details', 2048, SIGNED_IN, 'too much text'],
    ['/plans/a/reconciliation/upload', 5120, SIGNED_IN, 'too much text'],
  ])(
    'takes of %s no more than %i kB, whether or not they were announced',
    async (path, kB, headers, words) => {
      const { get } = await serve(page)
      const most = kB * 1024
      expect((await get(path, post('x'.repeat(most), headers))).status).toBe(200)
      const refused = await get(path, post('x'.repeat(most + 1), headers))
      expect(refused.status).toBe(413)
      expect(await refused.text()).toContain(words)
      const unannounced = (bytes: number) => new Blob(['x'.repeat(bytes)]).stream()
      expect((await get(path, post(unannounced(most), headers))).status).toBe(200)
      expect((await get(path, post(unannounced(most + 1), headers))).status).toBe(413)
    },
  )

  const fields = (many: number, header: string) =>
    `--x\r\n${header}: form-data; name="a"\r\n\r\n\r\n`.repeat(many)
  it.each([
    ['a form', 'multipart/form-data; boundary=x', fields(1001, 'Content-Disposition')],
    [
      'a form, oddly spelt',
      'multipart/form-data; boundary=x; a=urlencoded',
      fields(1001, 'CONTENT-disposition'),
    ],
    ['a plain form', 'application/x-www-form-urlencoded', 'a=&'.repeat(1001)],
  ])('refuses %s with too many fields in words, before anything of it is read', async (_what, type, body) => {
    let isRead = false
    const { get } = await serve(async (request, response) => {
      isRead = true
      return page(request, response)
    })
    const response = await get('/plans/a/details', post(body, { 'content-type': type }))
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('A form can have at most 1,000 fields')
    expect(isRead).toBe(false)
    const end = type.startsWith('multipart') ? '--x--' : ''
    const fewer = body.slice(0, (body.length / 1001) * 1000) + end
    expect((await get('/plans/a/details', post(fewer, { 'content-type': type }))).status).toBe(200)
  })

  it.each(['Content-Length: 100', 'Transfer-Encoding: chunked'])(
    'ends a form that does not arrive (%s) with words, and no one waits for it',
    async (length) => {
      const { get } = await serve(page, { longestSending: 300 })
      const port = portOfServer()
      const slow = Array.from({ length: 6 }, () => connect(port, '127.0.0.1'))
      const answers = slow.map(async (one) => {
        one.write(`POST /sign-in HTTP/1.1\r\nHost: a\r\n${length}\r\n\r\n5\r\nhalf`)
        return (await one.setEncoding('utf8').toArray()).join('')
      })
      expect(await textOf(get('/sign-in', post('x')))).toContain('read')
      for (const answer of await Promise.all(answers)) {
        expect(answer).toMatch(/^HTTP\/1.1 408 /)
        expect(answer).toContain('took too long')
      }
    },
  )

  it.each([
    ['http://elsewhere.example', {}, 403],
    ['null', {}, 403],
    ['nonsense', {}, 403],
    ['http://cairn.example', { 'x-forwarded-host': 'cairn.example' }, 200],
    ['http://cairn.example', { 'x-forwarded-host': 'cairn.example, other.example' }, 200],
    ['http://cairn.example', { 'x-forwarded-host': 'other.example, cairn.example' }, 403],
    ['https://cairn.example', { 'x-forwarded-host': 'cairn.example' }, 403],
    ['https://also.example', { 'x-forwarded-host': 'also.example' }, 200],
  ])('answers a form from %s, with %j, with %i', async (origin, headers, status) => {
    const { get } = await serve(page)
    for (const path of ['/plans/a/details', '/sign-out']) {
      const response = await get(path, post('x', { origin, ...headers }))
      expect(response.status).toBe(status)
      if (status === 403) expect(await response.text()).toContain('It came from another site')
    }
  })

  it('says so to a script in a sentence', async () => {
    const { get } = await serve(page)
    const response = await get('/sign-in', post('x', { origin: 'http://a.example', 'next-action': 'x' }))
    expect([response.status, response.headers.get('content-type')]).toEqual([
      403,
      'text/plain; charset=utf-8',
    ])
  })

  it.each([
    ['/plans/a/sections/', 'GET', 'text/html'],
    ['/plans/a/files/', 'GET', 'text/html'],
    ['/api/v1/plans/', 'GET', 'application/problem+json'],
    ['/plans/a/periods/', 'POST', 'text/html'],
  ])('tells who waits too long for a turn at %s (%s) to come again', async (path, method, type) => {
    const { get } = await serve(() => new Promise(() => {}), { longestWait: 100 })
    const asked = Array.from({ length: 6 }, (_, i) => get(`${path}${i}`, method === 'POST' ? post('x') : {}))
    const response = await Promise.race(asked)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('10')
    expect(response.headers.get('content-type')).toContain(type)
    expect(await response.text()).toMatch(/Try again in 10 seconds|reload this page/)
  })

  it('tells those, too, who wait for a page that someone else is having rendered', async () => {
    const { get } = await serve(() => new Promise(() => {}), { longestWait: 100 })
    const statuses = Promise.race([0, 1].map(async () => (await get('/plans/a')).status))
    expect(await statuses).toBe(503)
  })

  it.each([
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/../_next/image',
    '/_next/data/x.json',
    '/_next/x',
  ])('has nothing at %s', async (path) => {
    let isAsked = false
    await serve(async () => void (isAsked = true))
    expect([308, 404]).toContain((await raw(path)).status)
    expect(isAsked).toBe(false)
  })

  it.each(['/./plans/a', '/plans//a', '/plans/a/', '/plans/%61'])(
    'leads from %s to the one spelling of it',
    async (path) => {
      await serve(page)
      const { status, headers } = await raw(path)
      expect([status, headers.location]).toEqual([308, '/plans/a'])
    },
  )
})
