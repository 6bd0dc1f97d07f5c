import { connect } from 'node:net'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { ODD_HEADERS } from '@/tests/helpers/raw-request'
import {
  portOfServer,
  counting,
  ENDED,
  html,
  raw,
  serve,
  SESSION,
  SIGNED_IN,
  textOf,
} from '@/tests/helpers/page-server'
import type { Render } from './render-whole'

describe('what a form did', () => {
  const DONE = 'cairn.done=%2Fplans%2Fa%20Saved.'

  it('is taken out of the browser with the next page, and from no stranger: their pages are shared', async () => {
    const { get } = await serve(counting())
    const own = await get('/plans/a', { headers: { cookie: `${SIGNED_IN.cookie}; ${DONE}` } })
    expect(own.headers.getSetCookie()).toEqual(['cairn.done=; Path=/; SameSite=Lax; Max-Age=0'])
    expect((await get('/plans/a', { headers: SIGNED_IN })).headers.getSetCookie()).toEqual([])
    const stranger = await get('/plans/a', { headers: { cookie: DONE } })
    expect(stranger.headers.getSetCookie()).toEqual([])
    expect(await stranger.text()).toBe(await textOf(get('/plans/a')))
  })
})

describe('keeping pages', () => {
  it('renders a page once for a version of its plan', async () => {
    const { get } = await serve(counting())
    expect(await textOf(get('/plans/a'))).toBe('<!doctype html><p>1</p>')
    expect(await textOf(get('/plans/a'))).toBe('<!doctype html><p>1</p>')
  })

  it('renders it again at once when the plan has changed', async () => {
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
    const { get, plan } = await serve(async (_request, response) => {
      most = Math.max(most, (now += 1))
      await new Promise((resolve) => setTimeout(resolve, 20))
      now -= 1
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('')
    })
    const sections = () => Promise.all(Array.from({ length: 12 }, (_, i) => get(`/plans/a/sections/${i}`)))
    await sections()
    expect(most, 'of pages that nobody has seen yet').toBe(2)
    plan.version = '2'
    await sections()
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
    const plans = ['a', 'b', 'c', 'd', 'e', 'f']
    const forms = plans.map((plan) => textOf(get(`/plans/${plan}/details`, { method: 'POST' })))
    await vi.waitFor(() => expect(saved).toHaveLength(6))
    expect(await textOf(get('/plans/a'))).toBe('GET')
    for (const finish of saved) finish()
    expect(await Promise.all(forms)).toEqual(plans.map(() => 'POST'))
  })

  it('renders a page after the forms that are on their way to its plan', async () => {
    const order: string[] = []
    const { get } = await serve(async (request, response) => {
      if (request.method === 'POST') {
        order.push('begun')
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      order.push(request.method ?? '')
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(request.method)
    })
    const form = textOf(get('/plans/a/details', { method: 'POST' }))
    await vi.waitFor(() => expect(order).toEqual(['begun']))
    await Promise.all([form, textOf(get('/plans/a'))])
    expect(order).toEqual(['begun', 'POST', 'GET'])
  })

  it('lets those who send forms of one plan hold up no form of another, nor signing in', async () => {
    const saved: (() => void)[] = []
    const { get } = await serve(async (request, response) => {
      if (request.url?.startsWith('/plans/held/')) await new Promise<void>((resolve) => saved.push(resolve))
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('answered')
    })
    const post = (address: string) => textOf(get(address, { method: 'POST' }))
    const current = Array.from({ length: 8 }, () => post('/plans/held/details'))
    await vi.waitFor(() => expect(saved).toHaveLength(2))
    expect(await Promise.all([post('/sign-in'), post('/plans/a/details')])).toEqual(['answered', 'answered'])
    const all = Promise.all(current)
    const timer = setInterval(() => saved.splice(0).forEach((finish) => finish()), 5)
    expect(await all).toHaveLength(8)
    clearInterval(timer)
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

  it.each(['leave half-way', 'send slowly'])('lets no one wait for forms of those who %s', async (how) => {
    const { get } = await serve(async (request, response) => {
      const text = await new Response(Readable.toWeb(request) as ReadableStream).text()
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(text)
    })
    const port = portOfServer()
    const others = Array.from({ length: 8 }, () => connect(port, '127.0.0.1'))
    for (const other of others)
      other.write('POST /plans/a/details HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf')
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (how === 'leave half-way') for (const other of others) other.destroy()
    const whole = 'x'.repeat(300_000)
    expect(await textOf(get('/plans/a/details', { method: 'POST', body: whole, headers: SIGNED_IN }))).toBe(
      whole,
    )
    for (const other of others) other.destroy()
  })

  it('lets no one wait for what is made for a reader who left', async () => {
    const { get } = await serve(async (request, response) => {
      if (request.url === '/plans/slow') return new Promise<void>(() => {})
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('read')
    })
    const port = portOfServer()
    const others = Array.from({ length: 8 }, () => connect(port, '127.0.0.1'))
    for (const other of others)
      other.write(`GET /plans/slow HTTP/1.1\r\nHost: a\r\nCookie: cairn.session_token=${SESSION}\r\n\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    for (const other of others) other.destroy()
    expect(await textOf(get('/plans/a'))).toBe('read')
  })

  it('answers where a file cannot be made, though Next waits for the end of what is held back', async () => {
    const { get } = await serve(async (_request, response) => {
      const isSent = new Promise<void>((resolve) => void response.once('finish', () => resolve()))
      response.writeHead(503, { 'Content-Type': 'application/problem+json' })
      response.end('{}')
      await isSent
    })
    const { status, headers } = await get('/plans/a/files/actions.csv', {
      headers: { authorization: 'Bearer cairn_x' },
      signal: AbortSignal.timeout(5_000),
    })
    expect([status, headers.get('cache-control')]).toEqual([503, 'no-store'])
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

  it('gives someone signed in nothing that was kept for others', async () => {
    const { get } = await serve(counting())
    await get('/plans/a')
    expect(await textOf(get('/plans/a', { headers: SIGNED_IN }))).toContain('<p>2</p>')
  })

  it('lets a browser keep what anyone may see, and nothing of what only someone signed in may', async () => {
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
    await vi.waitFor(() => expect(started).toHaveLength(1))
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
  it('says 503 when the database cannot be asked', async () => {
    const { get, plan } = await serve(counting())
    plan.isReachable = false
    const response = await get('/plans/a')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('10')
  })

  it('tells a program of someone signed in as the API tells others', async () => {
    const { get, plan } = await serve(counting())
    plan.isReachable = false
    const response = await get('/api/v1/plans?limit=1', { headers: SIGNED_IN })
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(await response.json()).toMatchObject({ type: '/api#unavailable', instance: '/api/v1/plans' })
  })

  it('keeps the words of a page that is refused for what it was asked to show', async () => {
    const { get } = await serve(html(() => '<main data-http-status="409">This report was altered'))
    const response = await get('/plans/a/compare')
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('This report was altered')
  })

  it('lets no flood of addresses that lead nowhere hold up a page that people read', async () => {
    let isFlooded = false
    const { get, plan } = await serve(async (request, response) => {
      if (isFlooded && request.url !== '/plans/a') return new Promise(() => {})
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end('')
    })
    await get('/plans/a')
    isFlooded = true
    for (let i = 0; i < 50; i += 1) void get(`/plans/a/sections/${i}`).catch(() => {})
    plan.version = '2'
    expect((await get('/plans/a')).status).toBe(200)
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

describe('whose page it is', () => {
  /** Shows all that Next got of a request. */
  const telling: Render = async (request, response) => {
    const text = await new Response(Readable.toWeb(request) as ReadableStream).text()
    const { 'content-security-policy': _secret, ...headers } = request.headers
    response.writeHead(200, { 'Content-Type': 'text/html' })
    response.end(JSON.stringify({ method: request.method, url: request.url, headers, text }))
  }

  it('renders a page for everyone from nothing of what someone sends', async () => {
    const { get } = await serve(telling)
    const cookie = fc.constantFrom(
      ...['=', ' =', '\t=', '= '].map((equals) => `cairn.session_token${equals}${ENDED}`),
      'CAIRN.SESSION_TOKEN=1',
      'cairn.session_token=made-up',
      `__Host-cairn.session_token="${ENDED}"`,
    )
    const header = fc.tuple(fc.constantFrom(...ODD_HEADERS), fc.constantFrom('1', 'private', 'a, b', '%00'))
    await fc.assert(
      fc.asyncProperty(fc.array(cookie), fc.array(header), fc.nat(), async (cookies, headers, number) => {
        const sent = { ...Object.fromEntries(headers), cookie: cookies.join('; ') }
        const answer = JSON.parse(await textOf(get(`/plans/p${number}?x=1`, { headers: sent })))
        expect(answer).toEqual({
          method: 'GET',
          url: `/plans/p${number}`,
          headers: {
            host: 'cairn.example',
            'user-agent': 'Cairn',
            'x-cairn-moment': '',
            'x-cairn-address': `/plans/p${number}`,
          },
          text: '',
        })
      }),
      { numRuns: 60 },
    )
  })

  it.each([' =', '\t=', '="', '= '])('knows the cookie that is written with %j', async (equals) => {
    const { get } = await serve(telling)
    const everybodys = await textOf(get('/plans/a'))
    const cookie = `theme=1; cairn.session_token${equals}${SESSION}${equals.endsWith('"') ? '"' : ''}`
    const own = await raw('/plans/a', { headers: { cookie } })
    expect(own.headers['cache-control']).toBe('no-store')
    expect(JSON.parse(own.text).headers.cookie).toBe(cookie)
    expect(await textOf(get('/plans/a'))).toBe(everybodys)
  })

  it('keeps no page of someone signed in that was asked for first, or at the same time', async () => {
    const { get } = await serve(telling)
    const asked = [SIGNED_IN, {}, SIGNED_IN, {}].map((headers) => textOf(get('/plans/a', { headers })))
    const hasCookie = (await Promise.all(asked)).map((text) => text.includes('session_token'))
    expect(hasCookie).toEqual([true, false, true, false])
  })

  it.each([ENDED, 'made-up'])(
    'gives a reader with the cookie %s what was kept for everyone',
    async (value) => {
      const { get } = await serve(counting())
      await get('/plans/a')
      const headers = { cookie: `cairn.session_token=${value}` }
      expect(await textOf(get('/plans/a', { headers }))).toContain('<p>1</p>')
    },
  )

  it.each([
    { rsc: '1' },
    { 'next-router-prefetch': '1' },
    { authorization: 'Bearer x' },
    { 'next-action': 'x' },
  ])('gives a stranger who sends %j the page of everyone', async (headers) => {
    const { get } = await serve(counting())
    await get('/plans/a')
    expect(await textOf(get('/plans/a?_rsc=1', { headers }))).toContain('<p>1</p>')
  })

  it('does not let a form wait for what Next asks this server for on the way', async () => {
    const within: unknown[] = []
    const { get } = await serve(
      async (request, response) => {
        // As Next does to send a form on to another page, and to follow where one leads: with the headers that it got.
        const { 'content-length': _, ...headers } = request.headers as Record<string, string>
        if (request.method === 'POST')
          for (const method of ['POST', 'GET']) {
            const body = method === 'POST' ? { body: '[]' } : {}
            within.push((await get('/plans/a/details', { method, headers, ...body })).status)
          }
        else if (request.url !== '/plans/a/details') return new Promise(() => {})
        response.end()
      },
      { longestWait: 500 },
    )
    // All turns of pages are taken.
    for (let i = 0; i < 12; i += 1) void get(`/plans/a/sections/${i}`, { headers: SIGNED_IN }).catch(() => {})
    await get('/sign-in', { method: 'POST', body: '[]', headers: { 'next-action': 'x', ...SIGNED_IN } })
    expect(within).toEqual([404, 200])
    // No one else can say so.
    const stranger = await get('/plans/a/details', { headers: { 'x-cairn-own': '1', ...SIGNED_IN } })
    expect(stranger.status).toBe(503)
  })

  it.each([
    ['/sign-in?next=%2Fplans%2Fa', 403, null],
    ['/plans/a', 303, '/plans/a'],
  ])('never has a browser send a form again to %s', async (location, status, to) => {
    const { get } = await serve(async (_request, response) => {
      response.writeHead(307, { location }).end()
    })
    const response = await get('/plans/a/details', {
      method: 'POST',
      body: 'x',
      redirect: 'manual',
      headers: SIGNED_IN,
    })
    expect([response.status, response.headers.get('location')]).toEqual([status, to])
    if (status === 403) expect(await response.text()).toContain('come back and send your form again')
  })

  it('passes on to forms and programs what they need, and no more', async () => {
    const { get } = await serve(telling)
    const headers = {
      ...Object.fromEntries(
        ODD_HEADERS.filter((name) => !/^(origin|x-cairn.*)$/.test(name)).map((name) => [name, '1']),
      ),
      ...SIGNED_IN,
    }
    const namesOf = async (path: string, init: RequestInit) =>
      Object.keys(
        JSON.parse(await textOf(get(path, { ...init, headers: { ...headers, ...init.headers } }))).headers,
      ).sort()
    const person = ['cookie', 'host', 'user-agent', 'x-cairn-address', 'x-cairn-moment']
    const scripts = [
      'next-router-prefetch',
      'next-router-segment-prefetch',
      'next-router-state-tree',
      'next-url',
      'rsc',
    ]
    // Only Next itself asks for less than a page.
    expect(await namesOf('/plans/a', {})).toEqual(person)
    expect(await namesOf('/plans/a/details', { method: 'POST', body: '[]' })).toEqual(
      [
        ...person,
        ...scripts,
        'accept-encoding',
        'content-length',
        'content-type',
        'next-action',
        'x-cairn-own',
      ].sort(),
    )
    expect(await namesOf('/api/v1/plans', {})).toEqual(
      [...person, 'accept-encoding', 'authorization', 'if-none-match'].sort(),
    )
    expect(await namesOf('/plans/a/files/a.csv', {})).toEqual(
      [...person, 'authorization', 'if-none-match'].sort(),
    )
  })

  it.each([
    '/plans/a/files/actions.csv',
    '/plans/a/charts/pillars.svg',
    '/plans/a/reports.atom',
    '/api/v1/plans',
  ])('lets no one keep what only some may see at %s, nor a refusal', async (path) => {
    let status = 200
    const { get } = await serve(async (_request, response) => {
      response.writeHead(status, { 'Content-Type': 'text/csv', 'Cache-Control': 'no-cache', Vary: 'Origin' })
      response.end('x')
    })
    const cachingFor = async (headers: Record<string, string>) => {
      const answer = await get(path, { headers })
      expect(answer.headers.get('vary')).toBe('Origin, Cookie, Authorization')
      return answer.headers.get('cache-control')
    }
    expect(await cachingFor({})).toBe('no-cache')
    expect(await cachingFor(SIGNED_IN)).toBe('no-store')
    expect(await cachingFor({ authorization: 'Bearer x' })).toBe('no-store')
    status = 404
    expect(await cachingFor({})).toBe('no-store')
  })
})
