// One finished page: its bytes in each encoding, and the headers that go with them.
import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { hasEtag } from '../lib/api/etag'
import type { FreshText } from '../lib/http/asked-as'
import { isEmbed } from './request/address'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

export interface Page {
  readonly status: number
  readonly etag: string
  readonly policy: string
  readonly raw: Buffer
  /** What a program's answer says in place of a page's headers. */
  readonly headers?: OutgoingHttpHeaders
  /** Compressed once, when first asked for. */
  readonly encoded: Map<Encoding, Promise<Buffer>>
}

type Encoding = 'br' | 'gzip'

/** What components/page/http-status.tsx leaves in a page. No text of a plan can hold it: its quotes would be escaped. */
const STATUS_MARK = /data-http-status="(400|403|404|409)"/

/** What every answer carries, page or not. What any site may read (the API says so itself) may be put into its pages as well. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** For pages that other sites may frame (lib/exports/embed.ts): they have no script and no form. */
const EMBED_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"

/** What components/forms/error-summary.tsx leaves in a page. No text of a plan can hold it: its quotes would be escaped. */
const ERROR_MARK = 'class="ds_error-summary"'

/** A browser without scripts says first what its title begins with; with scripts the form does the same. */
function nameErrors(html: string): string {
  return html.includes(ERROR_MARK) ? html.replace('<title>', '<title>Error: ') : html
}

/** What a component that needs its scripts leaves in a page that only shows something (components/charts/interactive-stacked-bars.tsx). */
const SCRIPTS_MARK = 'data-needs-scripts="true"'

/**
 * Takes a page and the secret; returns it without scripts, if it has nothing for them to do. They would only say again what the page
 * shows already: two thirds of its bytes, and React besides.
 */
function dropScripts(html: string, nonce: string): string {
  if (html.includes(SCRIPTS_MARK)) return html
  const own = `[^>]* nonce="${nonce}"[^>]*>`
  return html.replaceAll(
    new RegExp(`<script\\b${own}[\\s\\S]*?</script>|<link rel="preload" as="script"${own}`, 'g'),
    '',
  )
}

/** One character a byte: all that is looked for in a page is plain ASCII, and to read it as UTF-8 and write it again takes 4 ms. */
const BYTES = 'latin1'

/**
 * Takes the bytes of a rendered page, the secret its own scripts were marked with, and whether it only shows something; returns it ready to be
 * sent many times.
 */
export function finishPage(status: number, rendered: Buffer, nonce: string, onlyShows = false): Page {
  return finishText(status, rendered.toString(BYTES), nonce, onlyShows)
}

function finishText(status: number, marked: string, nonce: string, onlyShows = false): Page {
  const text = nameErrors(marked)
  const html = onlyShows ? dropScripts(text, nonce) : text
  // Without the secret, two renderings of the same page are the same bytes, and one policy allows the scripts of both.
  const bare = (text: string) => text.replaceAll(` nonce="${nonce}"`, '').replaceAll(nonce, '')
  return {
    status: Number(STATUS_MARK.exec(html)?.[1] ?? status),
    policy: policyFor(findScripts(html, nonce).map(bare)),
    ...bodyOf(Buffer.from(bare(html), BYTES)),
  }
}

/** A piece of the data that a page's scripts start with. Next cuts it wherever its buffer is full, and writes no "<" in it as such. */
const dataPiece = (nonce: string) =>
  new RegExp(`<script nonce="${nonce}">self\\.__next_f\\.push\\(\\[1,"([^<]*)"\\]\\)</script>`, 'g')

/** Takes a rendered page and the secret; returns it with that data in one piece, where the last one was: no text in it is cut in two. */
function joinData(html: string, nonce: string): string {
  const pieces = [...html.matchAll(dataPiece(nonce))]
  const last = pieces.at(-1)
  if (!last) return html
  const all = pieces.map(([, text]) => text).join('')
  let at = 0
  return html.replaceAll(dataPiece(nonce), () =>
    (at += 1) === pieces.length ? `<script nonce="${nonce}">self.__next_f.push([1,"${all}"])</script>` : '',
  )
}

/** What a form sends that must be another one each time it is opened. Their names are lib/schemas/form.ts's. */
const FRESH_FIELD = /<input\b[^>]* name="(?:submission-key|token)"[^>]*>/g

/** Takes what to draw for a text that has to be fresh; returns the page with all of them drawn. */
export type EachTime = (draw: (one: FreshText) => string) => Page

/**
 * Takes the bytes of a rendered page, the secret, and the texts in it that are to be others whenever it is sent; returns what makes the page with
 * such texts in their place, and undefined where there are none; null where a form in it has a key or a token that is not one of them:
 * that must not be sent twice.
 */
export function finishEachTime(
  status: number,
  rendered: Buffer,
  nonce: string,
  fresh: readonly FreshText[],
): EachTime | null | undefined {
  const marked = rendered.toString(BYTES)
  const known = new Map(fresh.map((one) => [one.text, one]))
  const fields = marked.match(FRESH_FIELD) ?? []
  if (fields.some((field) => !known.has(/ value="([^"]*)"/.exec(field)?.[1] ?? ''))) return null
  if (fresh.length === 0) return undefined
  const html = joinData(marked, nonce)
  const places = new RegExp([...known.keys()].join('|'), 'g')
  return (draw) => {
    const drawn = new Map(fresh.map((one) => [one.text, draw(one)]))
    return finishText(
      status,
      html.replaceAll(places, (text) => drawn.get(text) ?? ''),
      nonce,
    )
  }
}

/** Takes a page, and what to make of its text outside of scripts; returns it as another page. */
export function changePage(page: Page, change: (html: string) => string): Page {
  return { ...page, ...bodyOf(Buffer.from(change(page.raw.toString('utf8')))) }
}

function bodyOf(raw: Buffer): Pick<Page, 'raw' | 'etag' | 'encoded'> {
  // Weak, since the bytes differ with the encoding.
  const etag = `W/"${createHash('sha256').update(raw).digest('base64url').slice(0, 27)}"`
  return { raw, etag, encoded: new Map() }
}

/** The code of those scripts that carry the secret: one that came in with the page's text does not know it. */
function findScripts(html: string, nonce: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].flatMap(
    ([, attributes = '', code = '']) =>
      attributes.includes(` nonce="${nonce}"`) && code !== '' ? [code] : [],
  )
}

/** Scripts run by their hash, so that a kept page can be sent again as it is; any other stays dead. */
function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map(
    (code) => `'sha256-${createHash('sha256').update(code, BYTES).digest('base64')}'`,
  )
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(hashes)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Sends a page: compressed as the client can read it, or not at all when the client has it already. A browser keeps
 * nothing of what only someone signed in may see: whoever uses it next must not find it there.
 */
export async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  isForAnyone: boolean,
): Promise<void> {
  const isFramed = isEmbed(request.url ?? '')
  if (isFramed) response.removeHeader('X-Frame-Options')
  const { 'X-Frame-Options': framing, ...common } = COMMON_HEADERS
  const headers = {
    ...common,
    ...(isFramed
      ? { 'Content-Security-Policy': EMBED_POLICY, 'Cross-Origin-Resource-Policy': 'cross-origin' }
      : { 'Content-Security-Policy': page.policy, 'X-Frame-Options': framing }),
    // Kept by the browser, but never shown without asking whether it is still true.
    'Cache-Control': isForAnyone ? 'private, no-cache' : 'no-store',
    ETag: page.etag,
    Vary: 'Accept-Encoding, Cookie',
  }
  return sendBody(request, response, page, headers, 'text/html; charset=utf-8')
}

/** Sends what is kept of an answer to a program, or that the program has it already. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Page,
): Promise<void> {
  const { 'content-type': type, 'content-length': _, vary, ...rest } = answer.headers ?? {}
  const headers = { ...rest, Vary: [vary, 'Accept-Encoding'].flat().filter(Boolean).join(', ') }
  return sendBody(request, response, answer, headers, String(type ?? 'application/json'))
}

async function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  headers: OutgoingHttpHeaders,
  type: string,
) {
  if (page.status === 200 && hasEtag(request.headers['if-none-match'] ?? null, page.etag)) {
    response.writeHead(304, headers).end()
    return
  }
  const encoding = pickEncoding(request.headers['accept-encoding'])
  const body = encoding ? await encode(page, encoding) : page.raw
  response
    .writeHead(page.status, {
      ...headers,
      'Content-Type': type,
      'Content-Length': body.length,
      ...(encoding && { 'Content-Encoding': encoding }),
    })
    .end(request.method === 'HEAD' ? undefined : body)
}

function encode(page: Page, encoding: Encoding): Promise<Buffer> {
  let encoded = page.encoded.get(encoding)
  if (!encoded) {
    const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }
    encoded = encoding === 'br' ? brotli(page.raw, quality) : gzip(page.raw)
    encoded.catch(() => page.encoded.delete(encoding))
    page.encoded.set(encoding, encoded)
  }
  return encoded
}

function pickEncoding(accepted: string | string[] | undefined): Encoding | null {
  const offers = String(accepted ?? '')
    .split(',')
    .map((offer) => offer.trim().toLowerCase())
  const takes = (name: string) =>
    offers.some((offer) => offer === name || (offer.startsWith(`${name};`) && !/;\s*q=0(\.0*)?$/.test(offer)))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null
}
