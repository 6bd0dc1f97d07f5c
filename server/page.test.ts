import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { stopServing, counting, html, serve, SIGNED_IN, textOf } from '@/tests/helpers/page-server'
import { finishPage } from './page'

const page = (body: string) =>
  finishPage(
    200,
    Buffer.from(`<html><head><title>Rate 1.1 - Cairn</title></head><body>${body}</body></html>`),
    'secret',
  ).raw.toString()

it('says in its title that a form came back with errors', () => {
  expect(page('<div class="ds_error-summary" role="alert">')).toContain(
    '<title>Error: Rate 1.1 - Cairn</title>',
  )
  expect(page('class=&quot;ds_error-summary&quot;')).toContain('<title>Rate 1.1 - Cairn</title>')
})

describe('what every answer carries', () => {
  const PATHS = [
    '/plans/a',
    '/api/v1/plans',
    '/plans/a/files/x.csv',
    '/_next/image',
    '/%ZZ',
    '/plans/a/',
    '/icon.svg',
  ]

  it.each(PATHS)('keeps browsers to TLS at %s, where the site has it', async (path) => {
    const { get } = await serve(
      html(() => ''),
      { siteUrl: 'https://cairn.example' },
    )
    expect((await get(path, { redirect: 'manual' })).headers.get('strict-transport-security')).toBe(
      'max-age=31536000; includeSubDomains',
    )
    stopServing()
    const { get: getPlain } = await serve(html(() => ''))
    expect((await getPlain(path, { redirect: 'manual' })).headers.get('strict-transport-security')).toBeNull()
  })

  it.each([
    ['/embed/plans/a', null, '*'],
    ['/embed/plans/a/charts/pillars', null, '*'],
    ['/plans/a', 'DENY', "'none'"],
    ['/plans/embed', 'DENY', "'none'"],
    ['/', 'DENY', "'none'"],
  ])('%s is framed by others where it was made for that', async (path, framing, ancestors) => {
    const cookies: unknown[] = []
    const { get } = await serve(async (request, response) => {
      cookies.push(request.headers.cookie)
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>x</p><script>1</script>')
    })
    const { headers } = await get(path, { headers: SIGNED_IN })
    expect(headers.get('x-frame-options')).toBe(framing)
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${ancestors}`)
    if (framing) return
    expect(headers.get('content-security-policy')).not.toContain('script-src')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    // The same for everyone: no session is looked at.
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect(cookies).toEqual([undefined])
  })

  it('may be put into pages of other sites only where anyone may read it', async () => {
    let open = '*'
    const { get } = await serve(async (_request, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/csv',
        ...(open && { 'Access-Control-Allow-Origin': open }),
      })
      response.end()
    })
    const policyFor = async (headers = {}) =>
      (await get('/api/v1/plans', { headers })).headers.get('cross-origin-resource-policy')
    expect(await policyFor()).toBe('cross-origin')
    expect(await policyFor(SIGNED_IN)).toBe('same-origin')
    open = ''
    expect(await policyFor()).toBe('same-origin')
  })
})

describe('what a page carries', () => {
  it('allows the scripts that Next marked, and no other', async () => {
    const { get } = await serve(
      html(
        (nonce) =>
          `<script nonce="${nonce}">ours()</script><script>theirs()</script><script nonce="x">guess()</script>`,
      ),
    )
    const policy = (await get('/sign-in')).headers.get('content-security-policy') ?? ''
    // printf 'ours()' | openssl dgst -sha256 -binary | base64
    expect(policy).toContain("script-src 'self' 'sha256-6Mlk+XjE57h/a6BK8UFDhIqhWicH5NYtbW9Bd0Z0HiI=';")
  })

  it('makes the same bytes and policy of two renderings, whose secrets differ', async () => {
    const { get } = await serve(html((nonce) => `<script nonce="${nonce}">f("${nonce}")</script>`))
    const answers = await Promise.all(['/sign-in?x', '/sign-in?x=1'].map((path) => get(path)))
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1)
    expect(new Set(answers.map(({ headers }) => headers.get('content-security-policy'))).size).toBe(1)
    expect(await answers[0]?.text()).toContain('<script>f("")</script>')
  })

  it.each(['/plans/a?x=.txt', '/plans/a/actions/1.json'])(
    'has its policy at %s, which looks like a file',
    async (path) => {
      const { get } = await serve(html(() => ''))
      expect((await get(path)).headers.get('content-security-policy')).toContain("script-src 'self'")
    },
  )

  it('drops the headers of the renderer', async () => {
    const { get } = await serve(html(() => ''))
    expect((await get('/')).headers.get('x-from-next')).toBeNull()
  })

  it('answers 304 to a reader who has it', async () => {
    const { get, plan } = await serve(counting())
    const etag = (await get('/')).headers.get('etag') ?? ''
    expect((await get('/', { headers: { 'If-None-Match': etag } })).status).toBe(304)
    plan.version = '2'
    expect((await get('/', { headers: { 'If-None-Match': etag } })).status).toBe(200)
  })

  it.each([
    ['br, gzip', 'br'],
    ['gzip;q=1.0', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('is compressed for a reader who accepts %s', async (accepted, encoding) => {
    const { get } = await serve(html(() => '<p>é</p>'))
    const response = await get('/', { headers: { 'Accept-Encoding': accepted } })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(await response.text()).toBe('<!doctype html><p>é</p>')
  })

  it('has a body when its headers alone were asked for first', async () => {
    const { get } = await serve(counting())
    const head = await get('/plans/a', { method: 'HEAD' })
    expect(await head.text()).toBe('')
    expect(await textOf(get('/plans/a'))).toContain('<p>1</p>')
  })
})

it('allows a script by the hash of its bytes, whatever it says', () => {
  const code = 'say("Tír na nÓg — ✓")'
  const { policy } = finishPage(200, Buffer.from(`<script nonce="secret">${code}</script>`), 'secret')
  expect(policy).toContain(`'sha256-${createHash('sha256').update(code, 'utf8').digest('base64')}'`)
})

describe('a page that only shows something', () => {
  const page = (more = '') =>
    Buffer.from(
      `<link rel="preload" as="script" href="/a.js" nonce="secret9"/><link rel="stylesheet" href="/a.css" nonce="secret9"/>` +
        `<p>Tír na nÓg — ✓</p>${more}<script nonce="secret9" id="a">one()</script><script src="/a.js" async="" nonce="secret9"></script>` +
        `<script>smuggled()</script>`,
    )

  it('is sent without our scripts; any other stays, and stays dead', () => {
    const { raw, policy } = finishPage(200, page(), 'secret9', true)
    expect(raw.toString()).toBe(
      '<link rel="stylesheet" href="/a.css"/><p>Tír na nÓg — ✓</p><script>smuggled()</script>',
    )
    expect(policy).toContain("script-src 'self';")
  })

  it('keeps them where a part of it needs them', () => {
    const { raw } = finishPage(200, page('<div data-needs-scripts="true"></div>'), 'secret9', true)
    expect(raw.toString()).toContain('one()')
  })

  it('keeps them where someone writes a form', () => {
    expect(finishPage(200, page(), 'secret9').raw.toString()).toContain('one()')
  })
})
