import { createHmac } from 'node:crypto'
import http, { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Render } from './render-whole'
import { createPageServer } from './serve-page'

let server: Server | undefined
afterEach(() => server?.close())

const SECRET = 'a secret that no cookie was ever signed with elsewhere'
const signature = createHmac('sha256', SECRET).update('ann').digest('base64')
/** The value of the cookie of a session that is under way, and of one that has ended. */
const SESSION = encodeURIComponent(`ann.${signature}`)
const ENDED = encodeURIComponent(`bob.${createHmac('sha256', SECRET).update('bob').digest('base64')}`)
const SIGNED_IN = { cookie: `cairn.session_token=${SESSION}` }

/** A page server over a fake Next, and the version that its plan has. */
async function serve(render: Render, settings: Partial<Parameters<typeof createPageServer>[2]> = {}) {
  const plan = { version: '1', isReachable: true }
  const revisions = {
    ask: async (_path: string, tokens: readonly string[]) => {
      if (!plan.isReachable) throw new Error('no database')
      return { version: plan.version, isSignedIn: tokens.includes('ann') }
    },
    close: async () => {},
  }
  const handle = createPageServer(render, revisions, {
    siteUrl: 'http://cairn.example',
    secret: SECRET,
    ...settings,
  })
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const get = (path: string, init?: RequestInit) => fetch(base + path, init)
  return { plan, get }
}

/** Renders what `body` returns, with the secret that Next would mark its scripts with. */
function html(body: (nonce: string) => string, status = 200): Render {
  return async (request, response) => {
    const nonce = /'nonce-([^']+)'/.exec(String(request.headers['content-security-policy']))?.[1] ?? ''
    response.statusCode = status
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('X-From-Next', 'yes')
    // In pieces, as Next streams.
    response.write('<!doctype html>')
    response.end(body(nonce))
  }
}

function counting(status = 200) {
  let times = 0
  return html(() => `<p>${(times += 1)}</p>`, status)
}

const textOf = async (response: Promise<Response>) => (await response).text()

describe('keeping pages', () => {
  it('renders a page once for a version of its plan', async () => {
    const { get } = await serve(counting())
    expect(await textOf(get('/plans/a'))).toBe('<!doctype html><p>1</p>')
    expect(await textOf(get('/plans/a'))).toBe('<!doctype html><p>1</p>')
  })

  it('renders it anew at once when the plan has changed', async () => {
    const { get, plan } = await serve(counting())
    await get('/plans/a')
    plan.version = '2'
    expect(await textOf(get('/plans/a'))).toContain('<p>2</p>')
  })

  it('does not let filtered lists, of which there is no end, push out the pages that everyone reads', async () => {
    const { get } = await serve(html((nonce) => nonce.repeat(0) + String(Math.random()).padEnd(2_000_000)))
    const before = await textOf(get('/plans/a'))
    const list = await textOf(get('/plans/a/actions?q=1'))
    expect(await textOf(get('/plans/a/actions?q=1'))).toBe(list)
    for (let i = 2; i < 12; i += 1) await get(`/plans/a/actions?q=${i}`)
    expect(await textOf(get('/plans/a'))).toBe(before)
    expect(await textOf(get('/plans/a/actions?q=1'))).not.toBe(list)
  })

  it('renders only so many pages at a time', async () => {
    let [now, most] = [0, 0]
    const { get } = await serve(async (_request, response) => {
      most = Math.max(most, (now += 1))
      await new Promise((resolve) => setTimeout(resolve, 20))
      now -= 1
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('')
    })
    await Promise.all(Array.from({ length: 12 }, (_, i) => get(`/plans/a/sections/${i}`)))
    expect(most).toBe(4)
    most = 0
    await Promise.all(Array.from({ length: 12 }, (_, i) => get(`/plans/a/actions?q=${i}`)))
    expect(most, 'of searches').toBe(2)
  })

  it('lets no reader wait for those who send forms', async () => {
    const saved: (() => void)[] = []
    const { get } = await serve(async (request, response) => {
      if (request.method === 'POST') await new Promise<void>((resolve) => saved.push(resolve))
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(request.method)
    })
    const forms = Array.from({ length: 4 }, () => textOf(get('/plans/a/details', { method: 'POST' })))
    await vi.waitFor(() => expect(saved).toHaveLength(4))
    expect(await textOf(get('/plans/a'))).toBe('GET')
    for (const finish of saved) finish()
    expect(await Promise.all(forms)).toEqual(['POST', 'POST', 'POST', 'POST'])
  })

  it('lets no reader wait for a file that is taken slowly', async () => {
    const { get } = await serve(async (request, response) => {
      const isFile = request.url?.includes('/files/')
      response.writeHead(200, { 'Content-Type': isFile ? 'text/csv' : 'text/html' })
      if (isFile) {
        response.write('a,b')
        return new Promise<void>(() => {})
      }
      response.end('read')
    })
    const files = await Promise.all(Array.from({ length: 8 }, (_, i) => get(`/plans/a/files/${i}.csv`)))
    expect(await textOf(get('/plans/a'))).toBe('read')
    await Promise.all(files.map((file) => file.body?.cancel()))
  })

  it.each(['leave half-way', 'send slowly'])('lets nobody wait for forms of those who %s', async (how) => {
    const { get } = await serve(async (request, response) => {
      const text = await new Response(Readable.toWeb(request) as ReadableStream).text()
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(text)
    })
    const { port } = server?.address() as AddressInfo
    const others = Array.from({ length: 8 }, () => connect(port, '127.0.0.1'))
    for (const other of others)
      other.write('POST /plans/a/details HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf')
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (how === 'leave half-way') for (const other of others) other.destroy()
    const whole = 'x'.repeat(300_000)
    expect(await textOf(get('/plans/a/details', { method: 'POST', body: whole }))).toBe(whole)
    for (const other of others) other.destroy()
  })

  it('lets nobody wait for what is made for a reader who left', async () => {
    const { get } = await serve(async (request, response) => {
      if (request.url === '/plans/slow') return new Promise<void>(() => {})
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('read')
    })
    const { port } = server?.address() as AddressInfo
    const others = Array.from({ length: 8 }, () => connect(port, '127.0.0.1'))
    for (const other of others)
      other.write(`GET /plans/slow HTTP/1.1\r\nHost: a\r\nCookie: cairn.session_token=${SESSION}\r\n\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    for (const other of others) other.destroy()
    expect(await textOf(get('/plans/a'))).toBe('read')
  })

  it('breaks off a file that fails half-way', async () => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' })
      response.write('a,b')
      await new Promise((resolve) => setTimeout(resolve, 20))
      throw new Error('the database went away')
    })
    await expect(textOf(get('/plans/a/files/rows.csv'))).rejects.toThrow()
    expect((await get('/plans/a/files/rows.csv')).status).toBe(200)
  })

  it.each([
    ['a page that was not found', '/plans/nowhere', 404, {}],
    ['a page for somebody signed in', '/plans/a', 200, SIGNED_IN],
  ])('does not keep %s', async (_what, path, status, headers) => {
    const { get } = await serve(counting(status))
    await get(path, { headers })
    expect(await textOf(get(path, { headers }))).toContain('<p>2</p>')
  })

  it('takes a reader with a cookie of another kind for anyone', async () => {
    const { get } = await serve(counting())
    await get('/plans/a')
    expect(await textOf(get('/plans/a', { headers: { cookie: 'theme=1' } }))).toContain('<p>1</p>')
  })

  it('gives somebody signed in nothing that was kept for others', async () => {
    const { get } = await serve(counting())
    await get('/plans/a')
    expect(await textOf(get('/plans/a', { headers: SIGNED_IN }))).toContain('<p>2</p>')
  })

  it('lets a browser keep what anyone may see, and nothing of what only somebody signed in may', async () => {
    const { get } = await serve(counting())
    const cachingFor = async (headers: Record<string, string>) =>
      (await get('/plans/a', { headers })).headers.get('cache-control')
    expect(await cachingFor({})).toBe('private, no-cache')
    expect(await cachingFor(SIGNED_IN)).toBe('no-store')
  })

  it('renders once for those who ask at the same time', async () => {
    const { get } = await serve(counting())
    const texts = await Promise.all(Array.from({ length: 8 }, () => textOf(get('/plans/a'))))
    expect(new Set(texts)).toEqual(new Set(['<!doctype html><p>1</p>']))
  })

  it('renders once for those who ask while an older version is being rendered, and shows them what is new', async () => {
    let times = 0
    const started: (() => void)[] = []
    const { get, plan } = await serve(async (_request, response) => {
      times += 1
      const shown = plan.version
      await new Promise<void>((resolve) => started.push(resolve))
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(`<p>${shown}</p>`)
    })
    const wait = () => new Promise((resolve) => setTimeout(resolve, 30))
    const asked = [textOf(get('/plans/a'))]
    await wait()
    // Each of them comes after another change.
    for (const version of ['2', '3', '4']) {
      plan.version = version
      asked.push(textOf(get('/plans/a')))
      await wait()
    }
    started.shift()?.()
    await wait()
    started.shift()?.()
    expect(await Promise.all(asked)).toEqual(['<p>1</p>', '<p>4</p>', '<p>4</p>', '<p>4</p>'])
    expect(times).toBe(2)
    // Kept under the version it shows.
    expect(await textOf(get('/plans/a'))).toBe('<p>4</p>')
  })

  it('passes on a redirect with its cookie, and keeps nothing of it', async () => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(307, { 'Content-Type': 'text/html', Location: '/sign-in', 'Set-Cookie': 'a=b' })
      response.end('')
    })
    for (const _time of [1, 2]) {
      const response = await get('/plans/a', { redirect: 'manual' })
      expect(response.status).toBe(307)
      expect(response.headers.get('location')).toBe('/sign-in')
      expect(response.headers.get('set-cookie')).toBe('a=b')
    }
  })

  it('does not keep a page that sets a cookie', async () => {
    let times = 0
    const { get } = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': `n=${(times += 1)}` })
      response.end('')
    })
    await get('/plans/a')
    expect((await get('/plans/a')).headers.get('set-cookie')).toBe('n=2')
  })

  it('leaves what is no page to Next, as it is', async () => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end('{}')
    })
    const response = await get('/api/v1/plans')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toBe('{}')
  })

  it('passes on a download below a page', async () => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' })
      response.write('a,b')
      response.end('\n')
    })
    expect(await textOf(get('/plans/a/rows'))).toBe('a,b\n')
  })

  it('answers 404 for a page that says it is about nothing, and does not keep it', async () => {
    let times = 0
    const { get } = await serve(
      html(() => `<p>${(times += 1)}</p><div hidden="" data-http-status="404"></div>`),
    )
    expect((await get('/plans/a/sections/9.9')).status).toBe(404)
    expect(await textOf(get('/plans/a/sections/9.9'))).toContain('<p>2</p>')
  })

  it('leaves an odd filter to the page', async () => {
    const { get } = await serve(counting())
    expect((await get('/plans/a/actions?status=%FF')).status).toBe(200)
  })

  it('says in plain HTML that a page could not be made', async () => {
    const { get } = await serve(html(() => '<script>drawError()</script>', 500))
    const response = await get('/plans/a')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('<h1>Sorry, there is a problem</h1>')
  })

  it('says so, too, where Next gives up without a page', async () => {
    const { get } = await serve(async (_request, response) => {
      response.statusCode = 500
      response.setHeader('Content-Type', 'text/plain')
      response.end('Internal Server Error')
    })
    const response = await get('/plans/a/details', { method: 'POST', body: 'x' })
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('<h1>Sorry, there is a problem</h1>')
  })

  it('says how to go on with a form that was opened before an update of Cairn', async () => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(409, { 'x-nextjs-action-not-found': '1', 'Content-Type': 'text/plain' })
      response.end('Server Action unavailable.')
    })
    const response = await get('/plans/a/details', { method: 'POST', body: 'x' })
    expect(response.status).toBe(409)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<h1>Sorry, this form is out of date</h1>')
  })

  it('says that a form holds too much, before anything of it is read', async () => {
    const { get } = await serve(counting())
    const response = await get('/plans/a/details', { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024 + 1) })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('<h1>Sorry, this is too much text</h1>')
  })

  it('says 503 when the database cannot be asked', async () => {
    const { get, plan } = await serve(counting())
    plan.isReachable = false
    const response = await get('/plans/a')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('10')
  })

  it.each([
    ['/plans/%ZZ', 'text/html; charset=utf-8'],
    ['/api/v1/plans/%ZZ', 'application/problem+json'],
    [`/plans/${'x/'.repeat(1500)}`, 'text/html; charset=utf-8'],
  ])('says that the address %s cannot be read', async (path, type) => {
    const { get } = await serve(counting())
    const response = await get(path)
    expect([response.status, response.headers.get('content-type')]).toEqual([400, type])
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
    const policy = (await get('/')).headers.get('content-security-policy') ?? ''
    // printf 'ours()' | openssl dgst -sha256 -binary | base64
    expect(policy).toContain("script-src 'self' 'sha256-6Mlk+XjE57h/a6BK8UFDhIqhWicH5NYtbW9Bd0Z0HiI=';")
  })

  it('makes the same bytes and policy of two renderings, whose secrets differ', async () => {
    const { get } = await serve(html((nonce) => `<script nonce="${nonce}">f("${nonce}")</script>`))
    const answers = await Promise.all(['/?x', '/?x=1'].map((path) => get(path)))
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
