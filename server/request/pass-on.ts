// What Next gets to see of a request: made anew, with what is on a short list and nothing else of what a client sent.
import { IncomingMessage } from 'node:http'
import { CLIENT_ADDRESS } from '../../lib/http/client-address'
import { ADDRESS_HEADER, MOMENT_HEADER, momentHeader, pageAddress } from '../../lib/http/moment-header'

/** The parts of Next that run in a browser send these, and what they ask for is no page. */
const OF_SCRIPTS = [
  'rsc',
  'next-action',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
  'accept-encoding',
]
/** What says who asks, and from what device. */
const OF_PERSONS = ['cookie', 'user-agent', CLIENT_ADDRESS]
const OF_FORMS = ['content-type', 'origin']
/** What programs may say besides. */
const OF_FILES = ['authorization', 'if-none-match']
const OF_PROGRAMS = [...OF_FILES, 'accept-encoding', CLIENT_ADDRESS]

/** Marks a request of Next's own to this server. */
export const OWN_MARK = 'x-cairn-own'

/** By what is asked for, and by whom, the headers that are passed on. */
export const PASSED = {
  /** A page as anybody may see it: nothing of who asks. */
  page: [],
  ownPage: OF_PERSONS,
  ownScript: [...OF_PERSONS, ...OF_SCRIPTS],
  form: [...OF_PERSONS, ...OF_FORMS],
  formOfScript: [...OF_PERSONS, ...OF_FORMS, ...OF_SCRIPTS],
  file: [...OF_FILES, CLIENT_ADDRESS],
  ownFile: [...OF_PERSONS, ...OF_FILES],
  api: OF_PROGRAMS,
  ownApi: [...OF_PERSONS, ...OF_PROGRAMS],
} as const satisfies Readonly<Record<string, readonly string[]>>

interface Asked {
  /** Path and query, in their one spelling. */
  readonly url: string
  readonly method: string
  /** The host that the answer is for. */
  readonly host: string
  readonly headers: readonly string[]
  readonly body?: Buffer
  /** What Next passes on where it asks this server itself: to send a form to another page, or to follow where a form leads. */
  readonly ownMark?: string
}

/** Takes a request, and what to pass on of it; returns the request that Next is to answer. */
export function passOn(
  request: IncomingMessage,
  { url, method, host, headers, body, ownMark }: Asked,
): IncomingMessage {
  const passed = new IncomingMessage(request.socket)
  passed.method = method
  passed.url = pageAddress(url)
  passed.httpVersion = '1.1'
  passed.httpVersionMajor = 1
  passed.httpVersionMinor = 1
  passed.headers = {
    host,
    // Next puts a page's title where it belongs for those who say what they are (next.config.ts: all of them).
    'user-agent': 'Cairn',
    [MOMENT_HEADER]: momentHeader(url),
    [ADDRESS_HEADER]: url,
  }
  for (const name of headers) {
    const value = request.headers[name]
    if (value !== undefined) passed.headers[name] = value
  }
  if (body) {
    passed.headers['content-length'] = String(body.length)
    if (ownMark !== undefined) passed.headers[OWN_MARK] = ownMark
    passed.push(body)
  }
  passed.push(null)
  passed.complete = true
  // Whoever stops reading it must not end the connection.
  passed._destroy = (error, callback) => callback(error)
  return passed
}
