// What Next renders, held back until it is whole; what turns out to be no page goes out as it comes.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../lib/log'
import { wasUnavailable } from '../lib/request-id'
import type { FreshText } from '../lib/http/asked-as'
import { type EachTime, finishEachTime, finishPage, type Page } from './page'

const UNKNOWN_FORM = 'x-nextjs-action-not-found'

export type Render = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Rendered {
  readonly page: Page
  /** Where a page leads that was to show what became of a form; then it is empty. */
  readonly movedTo: string | null
  /** Whether it is no page, but Next knows no form of that name: it is of another build of Cairn. */
  readonly isUnknownForm: boolean
  /** False when it came with a cookie for the one who asked, or holds what must not be sent twice. */
  readonly isForAnyone: boolean
  /** Makes the page that is sent, where it is another one each time; null where it is one that must not be sent from here at all. */
  readonly each?: EachTime | null
}

interface Manner {
  /** Whether what comes may be a page; what is asked for by a script or a program is none, whatever it looks like. */
  readonly mayBePage: boolean
  /** Whether a page has nothing to do but to show something, to anyone who may see it. */
  readonly onlyShows?: boolean
  /** Filled while it is rendered: what has to be fresh whenever the page is sent. */
  readonly fresh?: readonly FreshText[]
  /** Runs before what is no page goes out: its status and headers are there, and can still be changed. */
  readonly beforePassing: (response: ServerResponse) => void
}

/**
 * Renders a page without sending it. Returns null when what came was no page (a redirect, a download): then it has been
 * sent already. The request is one that was made for this (server/request/pass-on.ts).
 */
export async function renderWhole(
  request: IncomingMessage,
  response: ServerResponse,
  render: Render,
  manner: Manner,
): Promise<Rendered | null> {
  const nonce = randomBytes(16).toString('hex')
  // Next marks its own scripts with the secret it finds here.
  request.headers['content-security-policy'] = `script-src 'nonce-${nonce}'`
  const ours = response.getHeaders()
  const writeIt = () => render(request, response)
  const body = manner.mayBePage
    ? await holdBack(response, writeIt, manner.beforePassing, isPage)
    : await letThrough(response, writeIt, manner.beforePassing)
  if (body === null || response.destroyed) return null
  const isUnknownForm = response.hasHeader(UNKNOWN_FORM)
  const movedTo = isRepeat(response) ? String(response.getHeader('location')) : null
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie') response.removeHeader(name)
  for (const [name, value] of Object.entries(ours)) if (value !== undefined) response.setHeader(name, value)
  // Next knows one kind of failure only.
  const status = response.statusCode >= 500 && wasUnavailable() ? 503 : response.statusCode
  const each = manner.fresh && finishEachTime(status, body, nonce, manner.fresh)
  return {
    page: finishPage(status, body, nonce, manner.onlyShows),
    movedTo,
    isUnknownForm,
    isForAnyone: !response.hasHeader('set-cookie') && each !== null,
    ...(each !== undefined && { each }),
  }
}

/**
 * Renders what a program asked for, up to so many bytes, without sending it. Returns null when there came more: then it goes out as it
 * comes, and nothing of it is kept.
 */
export async function renderAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  render: Render,
  { mostBytes, beforePassing }: Pick<Manner, 'beforePassing'> & { readonly mostBytes: number },
): Promise<Rendered | null> {
  const ours = response.getHeaders()
  const raw = await holdBack(
    response,
    () => render(request, response),
    beforePassing,
    () => true,
    mostBytes,
  )
  if (raw === null || response.destroyed) return null
  beforePassing(response)
  const headers = Object.fromEntries(
    Object.entries(response.getHeaders()).filter(([name, value]) => ours[name] !== value),
  )
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  for (const [name, value] of Object.entries(ours)) if (value !== undefined) response.setHeader(name, value)
  const page = {
    status: response.statusCode,
    etag: String(headers.etag ?? ''),
    policy: '',
    raw,
    headers,
    encoded: new Map(),
  }
  return { page, movedTo: null, isUnknownForm: false, isForAnyone: headers['set-cookie'] === undefined }
}

/** Whether what begins to be written is a page. */
function isPage(response: ServerResponse): boolean {
  return (
    isRepeat(response) ||
    ((String(response.getHeader('content-type') ?? '').startsWith('text/html') || isBare(response)) &&
      !response.hasHeader('location') &&
      // A page that is to be kept as a file is a file.
      !String(response.getHeader('content-disposition') ?? '').startsWith('attachment'))
  )
}

/**
 * Runs what writes a response and holds back what it writes. Returns that, or null when it is not to be held, or is more than so many
 * bytes: then it goes out as it is written, as fast as its reader takes it, and no one waits for that.
 */
async function holdBack(
  response: ServerResponse,
  writeIt: () => Promise<void>,
  beforePassing: Manner['beforePassing'],
  isToHold: (response: ServerResponse) => boolean,
  mostBytes = Infinity,
): Promise<Buffer | null> {
  // Left while waiting its turn.
  if (response.destroyed) return null
  const { writeHead, write, end, flushHeaders } = response
  const chunks: Buffer[] = []
  let bytes = 0
  let isHeld: boolean | null = null
  let letGo = () => {}
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
  const release = () => {
    Object.assign(response, { writeHead, write, end, flushHeaders })
    letGo()
  }
  const holds = () => {
    if (isHeld !== null) return isHeld
    isHeld = isToHold(response)
    if (!isHeld) pass()
    return isHeld
  }
  const pass = () => {
    isHeld = false
    release()
    beforePassing(response)
    for (const chunk of chunks) response.write(chunk)
  }
  const hold = (chunk: unknown, ...rest: unknown[]) => {
    const held = typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.from(chunk) : null
    if (held) chunks.push(held)
    bytes += held?.length ?? 0
    if (bytes > mostBytes) pass()
    const callback = [chunk, ...rest].find((parameter) => typeof parameter === 'function')
    if (callback) process.nextTick(callback as () => void)
  }
  const finished = new Promise<void>((resolve) => {
    response.flushHeaders = () => {}
    // Headers once written could not be replaced by the page's own.
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      takeHead(response, status, rest)
      return response
    }) as typeof writeHead
    response.write = ((...parameters: Parameters<typeof write>) => {
      if (!holds()) return response.write(...parameters)
      hold(...parameters)
      return true
    }) as typeof write
    response.end = ((...parameters: Parameters<typeof end>) => {
      if (holds()) hold(...parameters)
      // The last piece may have been one too many: it has gone out with the others then.
      if (!isHeld) response.end(...(bytes > mostBytes ? [] : parameters))
      resolve()
      return response
    }) as typeof end
  })
  try {
    // What pipes its body waits for the end of the response itself, which comes only after what is held here.
    await waitUntilWritten(response, Promise.race([finished, writeIt().then(() => finished)]), isLetGo)
    return isHeld ? Buffer.concat(chunks) : null
  } finally {
    release()
  }
}

/** Runs what writes a response that is no page, and waits until it begins to go out. Unlike a page, it may be compressed on its way. */
async function letThrough(
  response: ServerResponse,
  writeIt: () => Promise<void>,
  beforePassing: Manner['beforePassing'],
): Promise<null> {
  if (response.destroyed) return null
  const { writeHead } = response
  const isBegun = new Promise<void>((resolve) => {
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      takeHead(response, status, rest)
      beforePassing(response)
      resolve()
      return writeHead.call(response, response.statusCode)
    }) as typeof writeHead
  })
  await waitUntilWritten(response, writeIt(), isBegun)
  return null
}

/** Waits until a response is written or someone else takes it over. No one waits for what Next may go on doing for a reader who left. */
async function waitUntilWritten(
  response: ServerResponse,
  isWritten: Promise<unknown>,
  isLetGo: Promise<void>,
) {
  const isLeft = new Promise<void>((resolve) => response.once('close', resolve))
  await Promise.race([isWritten, isLetGo, isLeft])
  isWritten.catch((error: unknown) => {
    log.error({ err: error }, 'a file broke off')
    response.destroy()
  })
}

/** Puts a status and headers where they can still be changed. */
function takeHead(response: ServerResponse, status: number, rest: readonly unknown[]) {
  response.statusCode = status
  const headers = rest.find((parameter) => typeof parameter === 'object' && parameter !== null)
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string)
}

/** Whether a browser is to send the same form to another address. */
function isRepeat(response: ServerResponse): boolean {
  return (
    response.req.method === 'POST' &&
    [307, 308].includes(response.statusCode) &&
    response.hasHeader('location')
  )
}

/** Whether Next itself gave up, which it says in two words: at a fault, or at a form of an earlier version of Cairn. */
function isBare(response: ServerResponse): boolean {
  return response.statusCode >= 500 || response.hasHeader(UNKNOWN_FORM)
}
