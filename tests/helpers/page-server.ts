/** For unit tests: the page server over a fake Next, on a port of its own. */

import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { askRaw } from '@/tests/helpers/raw-request'
import { runWithRequestId } from '@/lib/request-id'
import type { AskedAs } from '@/lib/http/asked-as'
import type { Render } from '@/server/render-whole'
import { createPageServer } from '@/server/serve-page'

let server: Server | undefined
/** The port of the server that a test began. */
export const portOfServer = () => (server?.address() as AddressInfo).port

/** Ends that server. */
export function stopServing() {
  server?.closeAllConnections()
  server?.close()
}
afterEach(stopServing)

const SECRET = 'a secret that no cookie was ever signed with elsewhere'
const signature = createHmac('sha256', SECRET).update('ann').digest('base64')
/** The value of the cookie of a session that is under way, and of one that has ended. */
export const SESSION = encodeURIComponent(`ann.${signature}`)
export const ENDED = encodeURIComponent(`bob.${createHmac('sha256', SECRET).update('bob').digest('base64')}`)
export const SIGNED_IN = { cookie: `cairn.session_token=${SESSION}` }

/** A page server over a fake Next, and the version that its plan has. */
export async function serve(render: Render, settings: Partial<Parameters<typeof createPageServer>[2]> = {}) {
  const plan = {
    version: '1',
    insideVersion: '1',
    isReachable: true,
    as: null as AskedAs | null,
    own: '',
    sessionId: 'session',
  }
  const revisions = {
    ask: async (_path: string, tokens: readonly string[], isMember = tokens.length > 0) => {
      if (!plan.isReachable) throw new Error('no database')
      const { version, insideVersion, as, own, sessionId } = plan
      const personId = as?.kind === 'person' ? as.personId : 'ann'
      const reader = tokens.includes('ann') ? { personId, sessionId, as, own, rights: '' } : null
      // As server/revisions.ts, which asks for no more than is needed.
      const inside = isMember ? insideVersion : 'not asked for'
      return { version, insideVersion: inside, everything: `${version} ${inside}`, reader }
    },
    findLarge: async (slug: string) => (slug.startsWith('large') ? { isPublic: true } : null),
    close: async () => {},
  }
  const handle = createPageServer(render, revisions, {
    siteUrl: 'http://cairn.example',
    secret: SECRET,
    ownMark: 'own',
    ...settings,
  })
  server = createServer((request, response) => runWithRequestId('a', () => void handle(request, response)))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${portOfServer()}`
  const get = (path: string, init?: RequestInit) => fetch(base + path, init)
  return { plan, get }
}

/** Renders what `body` returns, with the secret that Next would mark its scripts with. */
export function html(body: (nonce: string) => string, status = 200): Render {
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

export function counting(status = 200) {
  let times = 0
  return html(() => `<p>${(times += 1)}</p>`, status)
}

/** Asks past what would tidy up an address or its headers. */
export const raw = (path: string, given?: Parameters<typeof askRaw>[2]) =>
  askRaw(`http://127.0.0.1:${portOfServer()}`, path, given)

export const textOf = async (response: Promise<Response>) => (await response).text()
