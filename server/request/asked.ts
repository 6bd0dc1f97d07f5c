// What a request asks for: who may see its answer, what of it is passed on to Next, and how long the answer is good for.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Address } from './address'
import { PASSED, type passOn } from './pass-on'

export interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly address: Address
  readonly body?: Buffer
  /** Whether the answer may be another one than anybody's. */
  readonly isPersonal: boolean
  readonly isSignedIn: boolean
  /** Whether Next itself asks, to show where a form leads. */
  readonly isOwn: boolean
}

/** What programs read, of which there is no end. */
export const MANY: ReadonlySet<Address['kind']> = new Set(['api', 'file'])

/** Whether the answer is read by a program, or by the scripts of a page: then it is no page, whatever it looks like. */
export function isForScripts({ request: { headers, method }, address, isSignedIn, isOwn }: Asked): boolean {
  if (address.kind === 'api') return true
  // A script that asks for less than a page gets the page: no link of ours asks so, and pages are kept whole.
  return method === 'POST'
    ? headers['next-action'] !== undefined
    : isSignedIn && isOwn && headers.rsc !== undefined
}

/** Takes what is asked; returns which request Next is to answer. */
export function toPassOn(asked: Asked, siteHost: string, ownMark: string): Parameters<typeof passOn>[1] {
  const { request, address, body, isSignedIn } = asked
  const { kind, url, publicUrl } = address
  const method = request.method ?? 'GET'
  const isPage = kind === 'page' || kind === 'form'
  if (body)
    return {
      url,
      method,
      body,
      ownMark,
      // What Next compares the Origin with is what it was compared with here.
      host: hostOf(request) ?? siteHost,
      headers: isForScripts(asked) ? PASSED.formOfScript : PASSED.form,
    }
  if (isPage)
    return {
      url: isSignedIn ? url : publicUrl,
      // A page that is only asked about is rendered whole all the same.
      method: 'GET',
      host: siteHost,
      headers: isSignedIn ? (isForScripts(asked) ? PASSED.ownScript : PASSED.ownPage) : PASSED.page,
    }
  return { url, method, host: siteHost, headers: passedTo(kind, isSignedIn) }
}

function passedTo(kind: Address['kind'], isSignedIn: boolean): readonly string[] {
  if (kind === 'api') return isSignedIn ? PASSED.ownApi : PASSED.api
  // On the way to single sign-on and back, the browser carries what it set out with.
  if (kind === 'provider') return PASSED.ownPage
  return isSignedIn ? PASSED.ownFile : PASSED.file
}

/** Only what answers programs looks for a token. */
export function isSentWithToken({ headers }: IncomingMessage, { kind }: Address): boolean {
  return headers.authorization !== undefined && MANY.has(kind)
}

/** Nothing of what only some may see, and nothing of a refusal, is kept anywhere. */
export function setCaching(response: ServerResponse, { isPersonal, isSignedIn, address }: Asked) {
  const { statusCode } = response
  if (isPersonal || (statusCode !== 200 && statusCode !== 304))
    response.setHeader('Cache-Control', 'no-store')
  const vary = new Set(
    [response.getHeader('vary') ?? [], 'Cookie', MANY.has(address.kind) ? 'Authorization' : []]
      .flat()
      .flatMap((names) => String(names).split(','))
      .map((name) => name.trim()),
  )
  response.setHeader('Vary', [...vary].join(', '))
  if (response.getHeader('access-control-allow-origin') === '*' && !isSignedIn)
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** The host that someone typed, as far as a proxy or they themselves say it. */
function hostOf({ headers }: IncomingMessage): string | undefined {
  const forwarded = headers['x-forwarded-host']
  return (
    String(forwarded ?? '')
      .split(',')[0]
      ?.trim() || headers.host
  )
}

/** Whether a form comes from another site's page. Programs and old browsers do not say where from; those bring no cookie of ours. */
export function isFromElsewhere(request: IncomingMessage, site: URL): boolean {
  const { origin } = request.headers
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  const { host, protocol } = new URL(origin)
  // On other addresses of the same server, such as localhost, there may be no TLS.
  return host !== hostOf(request) || (host === site.host && protocol !== site.protocol)
}
