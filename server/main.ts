// The HTTP server around Next: its life from the first request to the last.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from './port'
import { log } from '../lib/log'
import { LONGEST_SENDING } from './request/body'
import { markClient } from '../lib/http/client-address'
import { openHealth } from './health'
import { ADDRESS_HEADER, MOMENT_HEADER, momentHeader, pageAddress } from '../lib/http/moment-header'
import { readEnv } from '../lib/read-env'
import { REQUEST_ID } from '../lib/http/request-id-header'
import { runWithRequestId } from '../lib/request-id'
import { isUnavailable } from '../lib/unavailable'
import { refuse, unavailableTo } from './refuse'
import type { Render } from './render-whole'
import { openRevisions } from './revisions'
import { createPageServer } from './serve-page'
import { openElsewhere } from './elsewhere'
import { openProgress } from './progress'
import { createForwarder } from './worker/forward'
import { openWorker, type WorkerSettings } from './worker/process'

type ServerOptions = {
  port: number
  host: string
  dev?: boolean
  /** Where it is a worker: for which server. */
  workFor?: WorkerSettings
}

// How long a request that is under way may take to finish once the server is being stopped.
const graceMs = 5000

/** Expects DATABASE_URL, CAIRN_URL and CAIRN_SECRET in the environment: Next reads them when its pages load. */
export async function startServer({ port, host, dev = false, workFor }: ServerOptions) {
  const { DATABASE_URL, CAIRN_URL, CAIRN_SECRET, CAIRN_PROXIES } = readEnv(process.env)
  const server = http.createServer({
    // A client that dawdles over sending its request must not hold a connection for ever. A slow form is told so before that.
    // A worker is sent whole requests, and may be too busy to read them.
    headersTimeout: workFor ? 0 : 10_000,
    requestTimeout: workFor ? 0 : LONGEST_SENDING + 10_000,
    // Longer than the 60 s after which common proxies drop an idle connection, so that they, not we, close it.
    keepAliveTimeout: 65_000,
  })
  const { default: createNext } = await import('next')
  const app = createNext({
    dev,
    dir: path.resolve(import.meta.dirname, '..'),
    hostname: host,
    port,
    httpServer: server,
  })
  await app.prepare()
  const next = app.getRequestHandler()
  if (!dev) {
    // Nothing here speaks another protocol. Next would hold such a connection open for ever, unanswered.
    server.removeAllListeners('upgrade').on('upgrade', (_request, socket) => socket.destroy())
  }

  const revisions = openRevisions(DATABASE_URL)
  const ownMark = workFor?.ownMark ?? randomUUID()
  // It never starts one of its own.
  const worker = dev || workFor ? null : openWorker({ host, port, ownMark })
  const progress = worker && openProgress(DATABASE_URL)
  const settings = {
    siteUrl: CAIRN_URL,
    secret: CAIRN_SECRET,
    ownMark,
    ...(worker &&
      progress && {
        elsewhere: openElsewhere({
          siteUrl: CAIRN_URL,
          revisions,
          forward: createForwarder(worker),
          progress,
        }),
      }),
  }
  // While developing, pages change without any plan changing, and Next has addresses of its own.
  const handle = dev ? showUnkept(next) : createPageServer(next, revisions, settings)

  const health = await openHealth(DATABASE_URL)
  server.on('request', (request, response) => {
    if (health.answer(request, response)) return
    const id = workFor ? String(request.headers[REQUEST_ID]) : randomUUID()
    response.setHeader('X-Request-Id', id)
    runWithRequestId(id, () => {
      if (!workFor) markClient(request, CAIRN_PROXIES)
      handle(request, response).catch((error: unknown) => {
        log.error({ err: error }, 'a request failed')
        if (response.headersSent) response.destroy()
        else refuse(request, response, isUnavailable(error) ? unavailableTo(request) : 'failure')
      })
    })
  })
  // No one is taken anywhere else from here.
  server.on('connect', (_request, socket) =>
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nConnection: close\r\n\r\n'),
  )
  const listeners = workFor ? [await listenTo(server, workFor.socket)] : await listenOn(server, host, port)

  return {
    /** Takes no new connection, lets running requests finish, and drops what is left after a grace. */
    async close(forced = false) {
      health.stop()
      const closed = Promise.all(
        listeners.map((listener) => new Promise((resolve) => listener.close(resolve))),
      )
      const deadline = Date.now() + (forced ? 0 : graceMs)
      // A connection becomes idle, and can be closed, whenever its last request ends.
      while (Date.now() < deadline && !(await Promise.race([closed, delay(50)])))
        server.closeIdleConnections()
      server.closeAllConnections()
      // A database that answers no more must not keep the process.
      await Promise.race([
        Promise.all([
          closed,
          app.close(),
          revisions.close(),
          health.close(),
          // What it did not finish is noted.
          worker?.close().then(() => progress?.close()),
        ]),
        delay(graceMs, null, { ref: false }),
      ])
    },
  }
}

function showUnkept(next: Render): Render {
  return (request, response) => {
    request.headers[MOMENT_HEADER] = momentHeader(request.url ?? '')
    request.headers[ADDRESS_HEADER] = request.url ?? ''
    request.url = pageAddress(request.url ?? '')
    return next(request, response)
  }
}

async function listenTo(server: http.Server, socket: string): Promise<net.Server> {
  server.listen(socket)
  await once(server, 'listening')
  return server
}

/** "localhost" is two addresses, and a browser may try either first. */
async function listenOn(server: http.Server, host: string, port: number): Promise<net.Server[]> {
  if (host !== 'localhost') {
    await listen(server, host, port)
    return [server]
  }
  await listen(server, '127.0.0.1', port)
  const second = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit('connection', socket),
  )
  // Not every machine speaks IPv6.
  const hasSecond = await listen(second, '::1', port).then(
    () => true,
    () => false,
  )
  return hasSecond ? [server, second] : [server]
}
