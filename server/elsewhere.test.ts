// What is done by the worker, and how a browser waits for it, with stand-ins for worker, Next and the table of what is under way.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { html, serve, SIGNED_IN } from '@/tests/helpers/page-server'
import { openElsewhere } from './elsewhere'
import { isOwnWork, type LongWork, type Progress, readAnswer } from './progress'
import { createForwarder } from './worker/forward'

const DOCX = '/plans/large/reports/r/paper.docx'
const ISSUE = '/plans/large/reports/drafts/d/issue'
const BROWSER = { accept: 'text/html,*/*' }

let folder: string
let server: Server
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cairn-elsewhere-'))
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** The table, in memory. */
function progress(): Progress & { rows: LongWork[] } {
  const rows: LongWork[] = []
  const bodies = new Map<string, Buffer | null>()
  return {
    rows,
    begin: async (work) => {
      const id = randomUUID()
      const { address: _, ...kept } = work
      rows.push({ ...kept, id, beganAt: new Date(), answer: null })
      return id
    },
    finish: async (id, method, answer) => {
      const { body, ...noted } = answer
        ? await readAnswer(method, answer)
        : { kind: 'failed' as const, body: null }
      const at = rows.findIndex((row) => row.id === id)
      const row = rows[at]
      if (row) rows[at] = { ...row, answer: noted }
      bodies.set(id, body)
    },
    find: async (id) => rows.find((row) => row.id === id) ?? null,
    takePage: async (id, owner, url) => {
      const at = rows.findIndex((row) => row.id === id && row.url === url && isOwnWork(row, owner))
      const answer = rows[at]?.answer
      if (answer?.kind !== 'page') return null
      rows.splice(at, 1)
      return { answer, body: bodies.get(id) ?? Buffer.alloc(0) }
    },
    close: async () => {},
  }
}

/** The server, with a worker that answers so; `patience` is how long a browser waits. */
async function open(answers: RequestListener, patience: number) {
  const socket = path.join(folder, 'socket')
  server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const worker = { use: async () => ({ socket, end: () => {} }), kill: () => {}, close: async () => {} }
  const noted = progress()
  const sessions = { of: 'session' as string | null, rights: 'editor' }
  const elsewhere = openElsewhere({
    siteUrl: 'http://cairn.example',
    forward: createForwarder(worker),
    progress: noted,
    patience,
    revisions: {
      ask: async (_path, tokens) => ({
        version: '1',
        insideVersion: '1',
        everything: '1',
        reader:
          tokens.length && sessions.of
            ? { personId: 'ann', sessionId: sessions.of, as: null, own: '', rights: sessions.rights }
            : null,
      }),
      findLarge: async (slug) =>
        slug === 'large' || slug === 'private' ? { isPublic: slug === 'large' } : null,
      close: async () => {},
    },
  })
  const { get } = await serve(
    html(() => 'from here'),
    { elsewhere },
  )
  const ask = (address: string, init: RequestInit = {}) => get(address, { redirect: 'manual', ...init })
  return { ask, noted, sessions }
}

const POST = { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers: { ...BROWSER, ...SIGNED_IN } }

it('only what takes long, of a large plan, is done elsewhere', async () => {
  const { ask } = await open((_request, response) => response.end('from the worker'), 10_000)
  const from = async (address: string, init?: RequestInit) => (await ask(address, init)).text()
  expect(await from(DOCX)).toBe('from the worker')
  expect(await from(DOCX, { headers: BROWSER })).toBe('from the worker')
  expect(await from(ISSUE, POST)).toBe('from the worker')
  expect(await from('/plans/large')).toContain('from here')
  expect(await from('/plans/small/reports/r/paper.docx')).toContain('from here')
})

it('a plan that is not public is as any other to those outside: whether the worker has room does not tell', async () => {
  const { ask, sessions } = await open((_request, response) => response.end('from the worker'), 10_000)
  const from = async (headers: Record<string, string>) =>
    (await ask(DOCX.replace('large', 'private'), { headers })).text()
  expect(await from({})).toContain('from here')
  expect(await from(SIGNED_IN)).toBe('from the worker')
  expect(await from({ authorization: 'Bearer x' })).toBe('from the worker')
  sessions.rights = 'none'
  expect(await from(SIGNED_IN)).toContain('from here')
  sessions.of = null
  expect(await from(SIGNED_IN)).toContain('from here')
})

it('a form from elsewhere, or too large a one, never gets there', async () => {
  const { ask } = await open((_request, response) => response.end('from the worker'), 10_000)
  const foreign = { ...POST, headers: { ...POST.headers, origin: 'https://evil.example' } }
  expect((await ask(ISSUE, foreign)).status).toBe(403)
  expect(
    (await ask(ISSUE, { ...POST, body: new URLSearchParams({ a: 'x'.repeat(3_000_000) }) })).status,
  ).toBe(413)
})

it('a browser that waits for a file is led to a page, and from there to the file', async () => {
  let finish = () => {}
  const { ask, noted } = await open((_request, response) => {
    finish = () => response.writeHead(200, { 'Content-Disposition': 'attachment; filename="a"' }).end('made')
  }, 10)
  const first = await ask(DOCX, { headers: BROWSER })
  const page = first.headers.get('location') ?? ''
  expect([first.status, page]).toEqual([303, expect.stringMatching(/^\/in-progress\/[0-9a-f-]{36}$/)])
  const waiting = await ask(page)
  const text = await waiting.text()
  expect([waiting.status, waiting.headers.get('x-under-way'), waiting.headers.get('cache-control')]).toEqual([
    200,
    'yes',
    'no-store',
  ])
  expect(text).toContain('<h1>Making the Word file</h1>')
  expect(text).toContain('<noscript><meta http-equiv="refresh" content="3"></noscript>')
  finish()
  await expect.poll(() => noted.rows[0]?.answer).toEqual({ kind: 'again', isFile: true })
  const ready = await ask(page)
  expect(ready.headers.get('x-under-way')).toBeNull()
  expect(await ready.text()).toContain(`<a href="${DOCX}">Download the file</a>`)
  const cookie = ready.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  // However long it takes now, they are not led away again.
  const file = ask(DOCX, { headers: { ...BROWSER, cookie } })
  await new Promise((resolve) => setTimeout(resolve, 100))
  finish()
  expect(await (await file).text()).toBe('made')
  expect((await file).headers.getSetCookie()[0]).toContain('cairn.answer=; ')
})

it('no link has a browser put away what it is led to: that may be the page that says to wait', () => {
  const files = ['app', 'components'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => path.join(room, file)),
  )
  expect(files.filter((file) => /<a\b[^>]*\sdownload[\s>]/.test(readFileSync(file, 'utf8')))).toEqual([])
})

it('programs, scripts and those who bring a token wait', async () => {
  const { ask, noted } = await open(
    (_request, response) => void setTimeout(() => response.end('made'), 100),
    10,
  )
  for (const headers of [{}, { ...BROWSER, authorization: 'Bearer x' }])
    expect(await (await ask(DOCX, { headers })).text()).toBe('made')
  const script = {
    ...POST,
    headers: { ...POST.headers, 'next-action': 'x', 'content-type': 'text/plain' },
    body: '[]',
  }
  expect(await (await ask(ISSUE, script)).text()).toBe('made')
  expect(noted.rows).toEqual([])
})

it('a form leads in the end where it would have led, with what it did', async () => {
  let saved = 0
  let finish = () => {}
  const { ask, noted } = await open((_request, response) => {
    saved += 1
    finish = () =>
      response
        .writeHead(303, { Location: '/plans/large/reports/r', 'Set-Cookie': 'cairn.done=issued; Path=/' })
        .end()
  }, 10)
  const page = (await ask(ISSUE, POST)).headers.get('location') ?? ''
  const headers = SIGNED_IN
  expect(await (await ask(page, { headers })).text()).toContain('<h1>Issuing the report</h1>')
  // Of no one else: neither without the session nor, later, in another.
  expect((await ask(page)).status).toBe(404)
  finish()
  await expect.poll(() => noted.rows[0]?.answer?.kind).toBe('led')
  expect((await ask(page)).status).toBe(404)
  const end = await ask(page, { headers })
  expect([end.status, end.headers.get('location'), end.headers.getSetCookie()]).toEqual([
    303,
    '/plans/large/reports/r',
    ['cairn.done=issued; Path=/'],
  ])
  expect(saved).toBe(1)
})

it('a form that was refused is shown at its own address, with what was typed, once and to its sender alone', async () => {
  const { ask, noted, sessions } = await open((request, response) => {
    const refused = () =>
      response
        .writeHead(409, { 'Content-Type': 'text/html', 'Content-Security-Policy': "script-src 'self'" })
        .end('typed')
    if (request.method === 'POST') setTimeout(refused, 1_500)
    else response.end('a new form')
  }, 1_000)
  const page = (await ask(ISSUE, POST)).headers.get('location') ?? ''
  await expect.poll(() => noted.rows[0]?.answer?.kind, { timeout: 5_000 }).toBe('page')
  const led = await ask(page, { headers: SIGNED_IN })
  expect([led.status, led.headers.get('location')]).toEqual([303, ISSUE])
  const cookie = `${SIGNED_IN.cookie}; ${led.headers.getSetCookie()[0]?.split(';')[0]}`
  const asked = () => ask(ISSUE, { headers: { ...BROWSER, cookie } })
  sessions.of = 'another session'
  expect(await (await asked()).text()).toBe('a new form')
  sessions.of = 'session'
  const shown = await asked()
  expect([shown.status, await shown.text(), shown.headers.get('content-security-policy')]).toEqual([
    409,
    'typed',
    "script-src 'self'",
  ])
  expect(await (await asked()).text()).toBe('a new form')
})

it('says so where nothing came of it, and knows nothing of what was never begun', async () => {
  const { ask, noted } = await open(
    (_request, response) => void setTimeout(() => response.destroy(), 100),
    10,
  )
  const page = (await ask(ISSUE, POST)).headers.get('location') ?? ''
  await expect.poll(() => noted.rows[0]?.answer?.kind).toBe('failed')
  const failed = await ask(page, { headers: SIGNED_IN })
  expect([failed.status, await failed.text()]).toEqual([
    503,
    expect.stringContaining(`<a href="${ISSUE}">Go to the form</a>`),
  ])
  expect((await ask(`/in-progress/${randomUUID()}`)).status).toBe(404)
})
