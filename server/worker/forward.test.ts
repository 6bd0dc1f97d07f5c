// Requests go to the worker and their answers come back, with a stand-in for the worker; and every way in which it can fail to answer.
import { EventEmitter } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BusyError } from '@/lib/concurrency'
import { UnavailableError } from '@/lib/errors'
import { runWithRequestId } from '@/lib/request-id'
import { createForwarder, type Forwarded, type TakeAnswer } from './forward'

let folder: string
const servers: Server[] = []
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cairn-forward-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  await rm(folder, { recursive: true, force: true })
})

async function listen(server: Server, where: string | number): Promise<Server> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(where, resolve))
  return server
}

/** A worker that answers so; null for one that cannot start. */
async function worker(answers: RequestListener | null) {
  const socket = path.join(folder, 'socket')
  if (answers) await listen(createServer(answers), socket)
  const uses = { now: 0 }
  const kill = vi.fn()
  const use = async () => {
    if (!answers) return null
    uses.now += 1
    return { socket, end: () => void (uses.now -= 1) }
  }
  return { use, kill, uses, close: async () => {} }
}

interface Asked {
  readonly taker?: () => TakeAnswer | null
  readonly body?: Buffer
  readonly isStranger?: boolean
}

/** A server that passes everything on; what was thrown is told by a status. */
async function front(forward: ReturnType<typeof createForwarder>, asked: Asked = {}) {
  const server = await listen(
    createServer((request, response) => {
      const forwarded: Forwarded = { request, response, isStranger: false, ...asked }
      response.setHeader('X-From-Front', 'yes')
      runWithRequestId('reference-1', () => forward(forwarded, asked.taker)).then(
        (isDone) => !isDone && response.writeHead(299).end('by itself'),
        (error: unknown) =>
          response
            .writeHead(error instanceof BusyError ? 429 : error instanceof UnavailableError ? 503 : 500)
            .end(),
      )
    }),
    0,
  )
  const { port } = server.address() as AddressInfo
  return (address: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${address}`, init)
}

describe('a request for the worker', () => {
  it('is passed on as it came, with its reference and what was read of its body', async () => {
    const one = await worker((request, response) => {
      request.setEncoding('utf8').once('data', (text: string) => {
        const { cookie, 'x-cairn-request': reference, 'x-cairn-client': client } = request.headers
        response.setHeader('Set-Cookie', ['a=1', 'b=2'])
        response.writeHead(303, { Location: '/done', 'X-Request-Id': reference })
        response.end(JSON.stringify([request.method, request.url, cookie, reference, client, text]))
      })
    })
    const get = await front(createForwarder(one), { body: Buffer.from('typed') })
    const answer = await get('/plans/a/reports?b=c', {
      method: 'POST',
      headers: { cookie: 'own=1', 'x-cairn-client': '192.0.2.1', 'x-cairn-request': 'forged' },
      redirect: 'manual',
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/done'])
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    // What the worker says of its answer is all that is said of it.
    expect(answer.headers.get('x-from-front')).toBeNull()
    expect(await answer.json()).toEqual([
      'POST',
      '/plans/a/reports?b=c',
      'own=1',
      'reference-1',
      '192.0.2.1',
      'typed',
    ])
    await expect.poll(() => one.uses.now).toBe(0)
  })

  it('has its answer as it comes, and keeps the worker until all of it is sent', async () => {
    let finish = () => {}
    const one = await worker((_request, response) => {
      response.write('first')
      finish = () => response.end(' last')
    })
    const get = await front(createForwarder(one))
    const answer = await get('/')
    expect(one.uses.now).toBe(1)
    finish()
    expect(await answer.text()).toBe('first last')
    await expect.poll(() => one.uses.now).toBe(0)
  })

  it('is answered here where the worker cannot start', async () => {
    const get = await front(createForwarder(await worker(null)))
    expect([(await get('/')).status]).toEqual([299])
  })

  it('fails for now where the worker ends before it answers, and the file breaks off where it ends later', async () => {
    const one = await worker((request, response) => {
      if (request.url === '/later') response.write('half')
      setImmediate(() => response.destroy())
    })
    const get = await front(createForwarder(one))
    expect((await get('/')).status).toBe(503)
    await expect(get('/later').then((answer) => answer.text())).rejects.toThrow()
    await expect.poll(() => one.uses.now).toBe(0)
  })

  it('ends a worker that takes too long', async () => {
    const one = await worker(() => {})
    const get = await front(createForwarder(one, { longestWork: 50 }))
    expect((await get('/')).status).toBe(503)
    expect(one.kill).toHaveBeenCalledOnce()
    expect(one.uses.now).toBe(0)
  })

  it('is two at a time, eight wait, and the next is refused at once', async () => {
    const arrived = new EventEmitter()
    const open: (() => void)[] = []
    const one = await worker((_request, response) => {
      open.push(() => response.end('made'))
      arrived.emit('one')
    })
    const get = await front(createForwarder(one))
    const first = Array.from({ length: 10 }, () => get('/').then((answer) => answer.text()))
    await expect.poll(() => open.length).toBe(2)
    await expect.poll(async () => (await get('/')).status, { timeout: 5_000 }).toBe(429)
    expect(open.length).toBe(2)
    arrived.on('one', () => open.shift()?.())
    while (open.length) open.shift()?.()
    expect(await Promise.all(first)).toEqual(Array.from({ length: 10 }, () => 'made'))
  })

  it('of strangers leaves room for others', async () => {
    const open: (() => void)[] = []
    const one = await worker((request, response) => {
      if (request.headers.cookie) response.end('own')
      else open.push(() => response.end('made'))
    })
    const forward = createForwarder(one)
    const [asStranger, asMember] = [await front(forward, { isStranger: true }), await front(forward)]
    const strangers = Array.from({ length: 5 }, () => asStranger('/').then((answer) => answer.text()))
    await expect.poll(() => open.length).toBe(1)
    await expect.poll(async () => (await asStranger('/')).status).toBe(429)
    expect(await (await asMember('/', { headers: { cookie: 'a=b' } })).text()).toBe('own')
    const answered = setInterval(() => open.shift()?.(), 5)
    expect(await Promise.all(strangers)).toHaveLength(5)
    clearInterval(answered)
  })

  it('whose sender leaves ends, unless it is a form', async () => {
    const ended: string[] = []
    const one = await worker((request, response) => {
      response.once('close', () => ended.push(`${request.method} ${response.writableFinished}`))
      if (request.method === 'POST') setTimeout(() => response.end('saved'), 100)
    })
    const get = await front(createForwarder(one), { body: Buffer.from('') })
    for (const method of ['GET', 'POST']) {
      const leaving = new AbortController()
      const asked = get('/', { method, signal: leaving.signal }).catch(() => 'left')
      await expect.poll(() => one.uses.now).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      leaving.abort()
      expect(await asked).toBe('left')
      await expect.poll(() => one.uses.now).toBe(0)
    }
    expect(ended).toEqual(['GET false', 'POST true'])
  })

  it('whose answer someone else takes goes to them, or none', async () => {
    const taken: (number | undefined)[] = []
    const taker = () => async (answer: Parameters<TakeAnswer>[0]) => void taken.push(answer?.statusCode)
    const one = await worker((request, response) => {
      if (request.url === '/gone') response.destroy()
      else response.writeHead(201).end()
    })
    const forward = createForwarder(one)
    for (const url of ['/made', '/gone']) {
      const server = await listen(
        createServer((request, response) => {
          response.writeHead(303, { Location: '/in-progress' }).end()
          void forward({ request, response, isStranger: false }, taker)
        }),
        0,
      )
      const { port } = server.address() as AddressInfo
      await fetch(`http://127.0.0.1:${port}${url}`, { redirect: 'manual' })
    }
    await expect.poll(() => taken).toEqual([201, undefined])
  })

  it('goes on where its sender was led away before its turn came', async () => {
    const taken: (number | undefined)[] = []
    const open: (() => void)[] = []
    const one = await worker((request, response) => {
      if (request.url === '/led') response.writeHead(201).end()
      else open.push(() => response.end('made'))
    })
    const forward = createForwarder(one)
    const get = await front(forward)
    const others = Array.from({ length: 2 }, () => get('/').then((answer) => answer.text()))
    await expect.poll(() => open.length).toBe(2)
    const hasLeft = new Promise<void>((resolve) => {
      const leading = createServer((request, response) => {
        response.once('close', resolve)
        const taker = () => async (answer: Parameters<TakeAnswer>[0]) => void taken.push(answer?.statusCode)
        void forward({ request, response, isStranger: false }, taker)
        response.writeHead(303, { Location: '/in-progress' }).end()
      })
      void listen(leading, 0).then(() =>
        fetch(`http://127.0.0.1:${(leading.address() as AddressInfo).port}/led`, { redirect: 'manual' }),
      )
    })
    await hasLeft
    while (open.length) open.shift()?.()
    await Promise.all(others)
    await expect.poll(() => taken).toEqual([201])
  })
})
