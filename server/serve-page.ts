// Pages for readers: rendered by Next, finished here, and kept for as long as the plan they show has not changed.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../lib/log'
import { makeProblem, RETRY_AFTER } from '../lib/api/problem'
import { today } from '../lib/clock'
import { COMMON_HEADERS, finishPage, type Page, sendPage } from './page'
import type { Revisions } from './revisions'

export type Render = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const MOST_BYTES_KEPT = 32 * 1024 * 1024

// More at once would take no less time, and much more memory.
const MOST_RENDERINGS = 4

/** What shows plans and nothing else, so that it changes with them only. A verification is made anew each time. */
const KEPT = /^\/($|plans\/|accessibility$|api$)[^?]*(?<!\/verify)$/

/** What Next reads of a form at most (next.config.ts). */
const MOST_BYTES_SENT = 5 * 1024 * 1024

/** The cookie of lib/auth/auth.ts, under the name that it has behind TLS too. Any other says nothing about who asks. */
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?cairn\.session_token=/

interface Kept {
  readonly version: string
  readonly page: Page
}

/** Takes what renders a request and the plans' revisions; returns what answers one. */
export function createPageServer(render: Render, revisions: Revisions): Render {
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, { readonly version: string; readonly rendering: Promise<Shared | null> }>()
  const toBegin = new Map<string, Promise<Shared | null>>()
  const inTurn = limitTo(MOST_RENDERINGS)
  // What many save at the same time, readers do not wait for.
  const inTurnOfForms = limitTo(MOST_RENDERINGS)
  let bytesKept = 0

  function forget(url: string) {
    bytesKept -= sizeOf(kept.get(url))
    kept.delete(url)
  }

  function keep(url: string, entry: Kept) {
    forget(url)
    kept.set(url, entry)
    bytesKept += sizeOf(entry)
    for (const oldest of kept.keys()) {
      if (bytesKept <= MOST_BYTES_KEPT) break
      forget(oldest)
    }
  }

  async function versionOf(url: string) {
    const revision = await revisions.versionOf(url).catch((cause: unknown) => {
      throw new VersionUnknown('the database cannot be asked', { cause })
    })
    // Some figures are ages: they change with the day as well.
    return `${revision}@${today()}`
  }

  async function renderAlone(version: string, ...asked: Parameters<Render>): Promise<Shared | null> {
    const turn = asked[0].method === 'POST' ? inTurnOfForms : inTurn
    const rendered = await turn(() => renderWhole(...asked, render))
    return rendered && { ...rendered, version }
  }

  /**
   * Those who ask for the same page at the same time share a rendering: the one under way where it is of the version that
   * they want, else the next, which begins after they came and so shows all that they have to see. However fast a plan
   * changes, its page is rendered once at a time, not once for each version.
   */
  async function renderShared(url: string, version: string, ...asked: Parameters<Render>) {
    const now = underWay.get(url)
    const others = now?.version === version ? now.rendering : toBegin.get(url)
    if (!others) return renderNext(url, now?.rendering, ...asked)
    const shared = await others
    if (shared?.isForAnyone) return shared
    // The one who rendered it may have left half-way.
    return renderAlone(version, ...asked)
  }

  function renderNext(url: string, before: Promise<unknown> | undefined, ...asked: Parameters<Render>) {
    const rendering: Promise<Shared | null> = (async () => {
      await before?.catch(() => {})
      return inTurn(async () => {
        // Asked before rendering: a write that comes in between makes the kept page older than it says, never newer.
        const version = await versionOf(url)
        toBegin.delete(url)
        underWay.set(url, { version, rendering })
        const rendered = await renderWhole(...asked, render)
        return rendered && { ...rendered, version }
      })
    })().finally(() => {
      if (toBegin.get(url) === rendering) toBegin.delete(url)
      if (underWay.get(url)?.rendering === rendering) underWay.delete(url)
    })
    toBegin.set(url, rendering)
    return rendering
  }

  return async (request, response) => {
    const url = request.url ?? '/'
    if (!isReadable(url)) return sendBadAddress(response, url)
    for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value)
    // What is no page runs nothing and is framed by nothing; a page replaces this by its own.
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
    if (!isPage(request, url)) return render(request, response)
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES_SENT) return sendTooLarge(response)
    // What the signed-in see is theirs alone: never kept, and never taken from what was kept for others.
    const isAnonymous =
      request.method !== 'POST' &&
      !SESSION_COOKIE.test(request.headers.cookie ?? '') &&
      request.headers.authorization === undefined
    let rendered: Shared | null
    try {
      const version = await versionOf(url)
      const known = isAnonymous ? kept.get(url) : undefined
      if (known?.version === version) {
        // The most recently read are the last to be forgotten.
        kept.delete(url)
        kept.set(url, known)
        return sendPage(request, response, known.page, true)
      }
      rendered = isAnonymous
        ? await renderShared(url, version, request, response)
        : await renderAlone(version, request, response)
    } catch (error) {
      if (!(error instanceof VersionUnknown)) throw error
      log.error({ err: error.cause }, 'the database cannot be asked for the revision of a plan')
      return sendUnavailable(response)
    }
    if (!rendered) return
    const { page, version, isForAnyone } = rendered
    // Next's own error page is drawn by a script, which not every reader runs.
    if (page.status >= 500) return sendFailure(response)
    if (page.status === 409) return sendOutdated(response)
    // Searches and filters are as many as anyone cares to type; they would push out the pages that everyone reads.
    if (isAnonymous && isForAnyone && page.status === 200 && KEPT.test(url)) keep(url, { version, page })
    return sendPage(request, response, page, isAnonymous)
  }
}

/** Returns a runner of tasks that lets so many of them run at a time; the others wait their turn. */
function limitTo(most: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      // Whoever is next takes over the place.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** Twice its size, for its compressed forms come to less than that. */
function sizeOf(entry: Kept | undefined): number {
  return 2 * (entry?.page.raw.length ?? 0)
}

/**
 * Whether a request may be for a page, as opposed to a script or the API. A form that was sent without a script is answered
 * by a page as well. What turns out to be a download or a redirect all the same goes out as it is written.
 */
function isPage({ method, headers }: IncomingMessage, url: string): boolean {
  return (
    (method === 'GET' || method === 'HEAD' || (method === 'POST' && headers['next-action'] === undefined)) &&
    !url.startsWith('/_next/') &&
    !url.startsWith('/api/') &&
    headers.rsc === undefined
  )
}

class VersionUnknown extends Error {}

interface Rendered {
  readonly page: Page
  /** False when it came with a cookie for the one who asked. */
  readonly isForAnyone: boolean
}

/** With the version that the page shows, or a later one. */
interface Shared extends Rendered {
  readonly version: string
}

/**
 * Renders a page without sending it. Returns null when what came was no page (a redirect, a download): then it has been
 * sent already.
 */
async function renderWhole(
  request: IncomingMessage,
  response: ServerResponse,
  render: Render,
): Promise<Rendered | null> {
  const nonce = randomBytes(16).toString('hex')
  const { method } = request
  const accepted = request.headers['accept-encoding']
  // Next marks its own scripts with the secret it finds here.
  request.headers['content-security-policy'] = `script-src 'nonce-${nonce}'`
  // Compressed once, afterwards; and a page that is only asked about is kept whole all the same.
  delete request.headers['accept-encoding']
  if (method === 'HEAD') request.method = 'GET'
  try {
    const body = await holdBack(response, () => render(request, response))
    if (body === null || response.destroyed) return null
    for (const name of response.getHeaderNames()) if (name !== 'set-cookie') response.removeHeader(name)
    return {
      page: finishPage(response.statusCode, body, nonce),
      isForAnyone: !response.hasHeader('set-cookie'),
    }
  } finally {
    if (method !== undefined) request.method = method
    if (accepted !== undefined) request.headers['accept-encoding'] = accepted
  }
}

/**
 * Runs what writes a response and holds back what it writes. Returns that, or null when it is no page: then it goes out
 * as it is written, as fast as its reader takes it, and nobody waits for that.
 */
async function holdBack(response: ServerResponse, writeIt: () => Promise<void>): Promise<Buffer | null> {
  const { writeHead, write, end, flushHeaders } = response
  const chunks: Buffer[] = []
  let isHeld: boolean | null = null
  let letGo = () => {}
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
  const release = () => {
    Object.assign(response, { writeHead, write, end, flushHeaders })
    letGo()
  }
  const holds = () => {
    isHeld ??=
      (String(response.getHeader('content-type') ?? '').startsWith('text/html') || isBare(response)) &&
      !response.hasHeader('location') &&
      // A page that is to be kept as a file is a file.
      !String(response.getHeader('content-disposition') ?? '').startsWith('attachment')
    if (!isHeld) release()
    return isHeld
  }
  const hold = (chunk: unknown, ...rest: unknown[]) => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    const callback = [chunk, ...rest].find((parameter) => typeof parameter === 'function')
    if (callback) process.nextTick(callback as () => void)
  }
  const finished = new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.flushHeaders = () => {}
    // Headers once written could not be replaced by the page's own.
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      response.statusCode = status
      const headers = rest.find((parameter) => typeof parameter === 'object' && parameter !== null)
      for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string)
      return response
    }) as typeof writeHead
    response.write = ((...parameters: Parameters<typeof write>) => {
      if (!holds()) return response.write(...parameters)
      hold(...parameters)
      return true
    }) as typeof write
    response.end = ((...parameters: Parameters<typeof end>) => {
      if (holds()) hold(...parameters)
      else response.end(...parameters)
      resolve()
      return response
    }) as typeof end
  })
  try {
    const isWritten = writeIt().then(() => finished)
    await Promise.race([isWritten, isLetGo])
    isWritten.catch((error: unknown) => {
      log.error({ err: error }, 'a file broke off')
      response.destroy()
    })
    return isHeld ? Buffer.concat(chunks) : null
  } finally {
    release()
  }
}

/** Whether Next itself gave up, which it says in two words: at a fault, or at a form of an earlier version of Cairn. */
function isBare(response: ServerResponse): boolean {
  return response.statusCode >= 500 || response.hasHeader('x-nextjs-action-not-found')
}

// Longer than any page's; a redirect repeats the path twice in its headers, which clients read only so far.
const LONGEST_PATH = 2000

/** "%ZZ" stands for no character, and only a proxy is sent whole addresses; Next would answer with a fault of its own. */
function isReadable(url: string): boolean {
  const path = url.split('?')[0] ?? ''
  try {
    return path.length <= LONGEST_PATH && decodeURIComponent(path).startsWith('/')
  } catch {
    return false
  }
}

function sendBadAddress(response: ServerResponse, url: string): void {
  const detail = 'The address is not one that a page could have.'
  if (url.startsWith('/api/')) {
    const problem = makeProblem('bad-parameter', url, detail)
    response
      .writeHead(400, { ...COMMON_HEADERS, 'Content-Type': 'application/problem+json' })
      .end(JSON.stringify(problem))
  } else {
    sendPlainPage(
      response,
      400,
      'Sorry, we cannot read this address',
      `${detail} <a href="/">Go to the list of plans</a>`,
    )
  }
}

function sendFailure(response: ServerResponse): void {
  const text = 'This page could not be made. The fault has been recorded. Nothing that was saved is lost. '
  sendPlainPage(response, 500, 'Sorry, there is a problem', `${text}<a href="/">Go to the list of plans</a>`)
}

function sendTooLarge(response: ServerResponse): void {
  const text =
    'Nothing of it is saved. Go back in your browser, make the longest text shorter, and send it again.'
  sendPlainPage(response, 413, 'Sorry, this is too much text', text)
}

function sendOutdated(response: ServerResponse): void {
  const text = 'Cairn was brought up to date while you had this form open, so nothing of it is saved yet. '
  sendPlainPage(
    response,
    409,
    'Sorry, this form is out of date',
    `${text}Go back in your browser, copy what you typed, load the page again, and send it from there.`,
  )
}

function sendUnavailable(response: ServerResponse): void {
  response.setHeader('Retry-After', RETRY_AFTER)
  const text = 'It cannot reach its database. Nothing that was saved is lost. Try again in a minute.'
  sendPlainPage(response, 503, 'Sorry, Cairn is not available', text)
}

/** For when the pages proper cannot be had: it needs neither database nor style sheet. Takes HTML of our own only. */
function sendPlainPage(response: ServerResponse, status: number, title: string, text: string): void {
  response
    .writeHead(status, {
      ...COMMON_HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    .end(
      `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${title} - Cairn</title></head><body style="font-family:sans-serif;max-width:40em;margin:2em auto;padding:0 1em">` +
        `<main><h1>${title}</h1><p>${text}</p></main></body></html>`,
    )
}
