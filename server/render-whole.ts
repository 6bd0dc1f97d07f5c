// What Next renders, held back until it is whole; what turns out to be no page goes out as it comes.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../lib/log'
import { wasUnavailable } from '../lib/request-id'
import { finishPage, type Page } from './page'

/** The headers that a page keeps of those that its rendering left. */
const OURS = new Set(['set-cookie', 'x-request-id'])

export type Render = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Rendered {
  readonly page: Page
  /** False when it came with a cookie for the one who asked. */
  readonly isForAnyone: boolean
}

/**
 * Renders a page without sending it. Returns null when what came was no page (a redirect, a download): then it has been
 * sent already.
 */
export async function renderWhole(
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
    for (const name of response.getHeaderNames()) if (!OURS.has(name)) response.removeHeader(name)
    // Next knows one kind of failure only.
    const status = response.statusCode >= 500 && wasUnavailable() ? 503 : response.statusCode
    return {
      page: finishPage(status, body, nonce),
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
  // Left while waiting its turn.
  if (response.destroyed) return null
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
  // Nobody waits for what Next may go on doing for a reader who left.
  const isLeft = new Promise<void>((resolve) => response.once('close', resolve))
  const finished = new Promise<void>((resolve) => {
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
    await Promise.race([isWritten, isLetGo, isLeft])
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
