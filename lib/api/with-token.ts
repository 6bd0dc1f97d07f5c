/** Answering programs that ask with a token, Authorization: Bearer cairn_..., or without one, so often as anyone may. */

import 'server-only'
import { checkToken, runAs, type TokenCheck } from '@/lib/auth/token-actor'
import { countUse } from '@/lib/auth/uses-without-token'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { log } from '@/lib/log'
import { isUnavailable } from '@/lib/unavailable'
import { makeProblem, PROBLEMS, RETRY_AFTER, UNAVAILABLE } from './problem'

type Handler<Context> = (request: Request, context: Context) => Promise<Response>

/**
 * Takes what answers a GET; returns the same for programs too: a request with a token is answered in the name of its owner. A
 * token that is none, or no longer, is refused instead of ignored: what its program asked for would be less than it thinks. A
 * request without one is counted for the network address that it comes from.
 */
export function withToken<Context>(answer: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    const authorization = request.headers.get('authorization')
    let found: TokenCheck
    try {
      if (authorization === null) {
        const seconds = await countUse(request.headers.get(CLIENT_ADDRESS))
        // What it throws is said by the server, to people in a page of theirs.
        if (seconds === null) return answer(request, context)
        found = { kind: 'wait', seconds }
      } else found = await checkToken(authorization)
      if (found.kind === 'actor') return await runAs(found.actor, () => answer(request, context))
    } catch (error) {
      if (!isUnavailable(error)) throw error
      log.warn({ err: error, path: new URL(request.url).pathname }, 'a program could not be answered')
      return refuse(request, 'unavailable', UNAVAILABLE, { 'Retry-After': RETRY_AFTER })
    }
    return found.kind === 'wait'
      ? refuse(request, 'too-many-requests', `Wait ${found.seconds} seconds before the next request.`, {
          'Retry-After': String(found.seconds),
        })
      : refuse(
          request,
          'bad-token',
          'The token is unknown, revoked or expired, or its owner can no longer export a plan that it is for.',
          { 'WWW-Authenticate': 'Bearer realm="Cairn", error="invalid_token"' },
        )
  }
}

function refuse(
  request: Request,
  type: 'bad-token' | 'too-many-requests' | 'unavailable',
  detail: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = makeProblem(type, new URL(request.url).pathname, detail)
  return new Response(JSON.stringify(body), {
    status: PROBLEMS[type].status,
    headers: {
      ...headers,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
    },
  })
}
