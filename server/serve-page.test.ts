import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { askRaw, ODD_HEADERS } from '@/tests/helpers/raw-request'
import { noteAnswer, noteUnavailable, runWithRequestId } from '../lib/request-id'
import type { Render } from './render-whole'
import { createPageServer } from './serve-page'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

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
  server = createServer((request, response) => runWithRequestId('a', () => void handle(request, response)))
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

/** Asks past what would tidy up an address or its headers. */
const raw = (path: string, given?: Parameters<typeof askRaw>[2]) =>
  askRaw(`http://127.0.0.1:${(server?.address() as AddressInfo).port}`, path, given)

const textOf = async (response: Promise<Response>) => (await response).text()

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
    expect(await textOf(get('/plans/a/details', { method: 'POST', body: whole, headers: SIGNED_IN }))).toBe(
      whole,
    )
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

  describe('that was sent without scripts and not saved', () => {
    const typed = () => {
      const form = new FormData()
      form.set('$ACTION_REF_1', '')
      form.set('token', 'of the form')
      form.set('due-reason', '  Typed & <b>kept</b>')
      form.set('new-password', 'never shown')
      return form
    }
    const send = async (render: Render) => {
      const { get } = await serve((request, response) => {
        noteAnswer(['Only editors of this plan can do that'])
        return render(request, response)
      })
      const response = await get('/plans/a/details', {
        method: 'POST',
        body: typed(),
        headers: SIGNED_IN,
        redirect: 'manual',
      })
      return { status: response.status, text: await response.text() }
    }

    it.each<[string, number, Render]>([
      ['is another one', 409, html(() => '<p>This action has left the plan</p>')],
      ['has the form as it was at first', 409, html(() => '<form class="form"></form>')],
      [
        'leads to sign in',
        403,
        async (_, response) => void response.writeHead(307, { location: '/sign-in?next=%2Fa' }).end(),
      ],
      [
        'leads elsewhere',
        409,
        async (_, response) => void response.writeHead(307, { location: '/account' }).end(),
      ],
    ])('comes back with the reason and all that was typed where its page %s', async (_, status, render) => {
      const sent = await send(render)
      expect(sent.status).toBe(status)
      // Whoever is signed out reads that once, in the page’s own words.
      const reason = status === 403 ? 'Your session ended' : 'Only editors of this plan can do that.'
      expect(sent.text).toContain(reason)
      expect(sent.text).toContain(
        '<dt>Reason for the new date</dt><dd dir="auto">  Typed &amp; &lt;b&gt;kept&lt;/b&gt;</dd>',
      )
      expect(sent.text).toContain('<input type="hidden" name="$ACTION_REF_1" value="">')
      expect(sent.text).toContain('<button>Send again</button>')
      expect(sent.text).not.toContain('never shown')
      expect(sent.text).not.toContain('<dt>Token')
    })

    it('is the page’s own where that has the form with what was typed', async () => {
      const page = '<form data-answered="true" class="form">Typed</form>'
      expect(await send(html(() => page))).toEqual({ status: 200, text: `<!doctype html>${page}` })
    })

    it('comes back with a fault as well, and with a database that is away', async () => {
      for (const status of [500, 503]) {
        const sent = await send(async (_, response) => {
          if (status === 503) noteUnavailable()
          response.writeHead(500, { 'Content-Type': 'text/html' }).end('Next has failed')
        })
        expect(sent.status).toBe(status)
        expect(sent.text).toContain('Typed &amp; ')
      }
    })

    it('is kept as a draft where it is of another build, and brought back by the page of this one', async () => {
      const asked: (string | undefined)[] = []
      const sent = await send(async (request, response) => {
        asked.push(request.url)
        if (request.url === '/drafts/outdated')
          response.writeHead(303, { location: '/plans/a/details?kept=outdated' }).end()
        else
          response
            .writeHead(409, { 'x-nextjs-action-not-found': '1', 'Content-Type': 'text/plain' })
            .end('Gone')
      })
      expect(asked).toEqual(['/plans/a/details', '/drafts/outdated'])
      expect(sent.status).toBe(303)
    })
  })

  it('says that a form holds too much, before anything of it is read', async () => {
    const { get } = await serve(counting())
    const response = await get('/plans/a/details', {
      method: 'POST',
      body: 'x'.repeat(2 * 1024 * 1024 + 1),
      headers: SIGNED_IN,
    })
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

  it('tells a program of somebody signed in as the API tells others', async () => {
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

  it('renders a page for everybody from nothing of what somebody sends', async () => {
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

  it('keeps no page of somebody signed in that was asked for first, or at the same time', async () => {
    const { get } = await serve(telling)
    const asked = [SIGNED_IN, {}, SIGNED_IN, {}].map((headers) => textOf(get('/plans/a', { headers })))
    const hasCookie = (await Promise.all(asked)).map((text) => text.includes('session_token'))
    expect(hasCookie).toEqual([true, false, true, false])
  })

  it.each([ENDED, 'made-up'])(
    'gives whoever has the cookie %s what was kept for everybody',
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
  ])('gives a stranger who sends %j the page of everybody', async (headers) => {
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
    // Nobody else can say so.
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
    expect(await namesOf('/plans/a', {})).toEqual(
      [...person, ...scripts, 'accept-encoding', 'next-action'].sort(),
    )
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
  ])('lets nobody keep what only some may see at %s, nor a refusal', async (path) => {
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
  ])('refuses %s as the fault of whoever sent it', async (_, type, body, headers) => {
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
    'ends a form that does not arrive (%s) with words, and nobody waits for it',
    async (length) => {
      const { get } = await serve(page, { longestSending: 300 })
      const { port } = server?.address() as AddressInfo
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

  it('tells those, too, who wait for a page that somebody else is having rendered', async () => {
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
    server?.close()
    const { get: getPlain } = await serve(html(() => ''))
    expect((await getPlain(path, { redirect: 'manual' })).headers.get('strict-transport-security')).toBeNull()
  })

  it('may be put into pages of other sites only where anybody may read it', async () => {
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
