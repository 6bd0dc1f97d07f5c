/** What every address of the API does alike: methods, entity tags, errors, and being readable from any site. */

import 'server-only'
import { NotFoundError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ProblemBody } from '@/lib/schemas/api'
import { isUnavailable } from '@/lib/unavailable'
import { type Operation, queryOf } from './endpoints'
import { hasEtag } from './etag'
import { answerOptions, OPEN_TO_ALL, READ_ONLY } from './open-to-all'
import { withToken } from './with-token'
import {
  AlteredReportError,
  BadParameterError,
  ListChangedError,
  makeProblem,
  MovedError,
  PROBLEMS,
  type ProblemType,
  RETRY_AFTER,
  UNAVAILABLE,
} from './problem'

export interface Answer<Body> {
  /** Written as JSON, unless it is a text that has to be sent to the letter. */
  readonly body: Body | LiteralText
  /** From makeEtag. It has to be made before the body is read, so that it can be too old for the body but never too new. */
  readonly etag: string
  /** The address of the next part of a list. */
  readonly next?: string | null
}

/** A text that is written already, and headers that belong to it; JSON, unless they say otherwise. */
export class LiteralText {
  constructor(
    readonly text: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {}
}

type Params = Record<string, string | string[] | undefined>
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
type Method = 'GET' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who asks decides what there is to read. */
const VARY = 'Authorization, Cookie'

/**
 * Takes the name of what an address does and a function that answers a GET, given the request's address and the variable parts of its path; returns the
 * methods of a route. It may throw NotFoundError, MovedError, BadParameterError and ListChangedError; any other error is logged and not shown.
 */
export function endpoint<Path extends Params, Body>(
  operation: Operation,
  answer: (params: Path, url: URL) => Promise<Answer<Body>>,
): Record<Method, Handler> {
  const refuse: Handler = async (request) =>
    reply('method-not-allowed', request, `${request.method} is not allowed. This API is read-only.`)
  return {
    GET: withToken(async (request, { params }) => {
      try {
        const url = new URL(request.url)
        refuseUnknown(operation, url.searchParams)
        const { body, etag, next } = await answer((await params) as Path, url)
        // A browser, alone in sending cookies, keeps nothing of what only someone signed in may see.
        const caching = request.headers.has('cookie') ? 'no-store' : 'no-cache'
        const headers = new Headers({ ...OPEN_TO_ALL, ETag: etag, 'Cache-Control': caching, Vary: VARY })
        if (next) headers.set('Link', `<${next}>; rel="next"`)
        if (hasEtag(request.headers.get('If-None-Match'), etag))
          return new Response(null, { status: 304, headers })
        if (!(body instanceof LiteralText)) return Response.json(body, { headers })
        for (const [name, value] of Object.entries({ 'Content-Type': 'application/json', ...body.headers }))
          headers.set(name, value)
        return new Response(body.text, { headers })
      } catch (error) {
        if (error instanceof MovedError)
          return new Response(null, {
            status: 308,
            // The number may be given to another one day.
            headers: { ...OPEN_TO_ALL, Location: error.location, 'Cache-Control': 'no-store', Vary: VARY },
          })
        if (error instanceof NotFoundError) return reply('not-found', request, `${error.message}.`)
        if (error instanceof BadParameterError)
          return reply('bad-parameter', request, error.message, error.parameter)
        if (error instanceof AlteredReportError) return reply('report-altered', request, `${error.message}.`)
        if (error instanceof ListChangedError) return reply('list-changed', request, LIST_CHANGED)
        if (isUnavailable(error)) {
          log.warn({ err: error, path: pathOf(request) }, 'the API is not available')
          return reply('unavailable', request, UNAVAILABLE)
        }
        log.error({ err: error, method: request.method, path: pathOf(request) }, 'The API could not answer')
        return reply('internal-error', request, 'There is a problem with the service. Try again later.')
      }
    }),
    OPTIONS: async () => answerOptions(),
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
  }
}

/** The methods of an address that leads nowhere. */
export function nowhere(): Record<Method, Handler> {
  const refuse: Handler = async (request) => reply('not-found', request, 'There is nothing at this address.')
  return { GET: refuse, OPTIONS: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse }
}

const LIST_CHANGED =
  'The plan changed since you read the first part of this list. Start again without a cursor.'

/** What is not understood is never left out: the answer would pass for one to the whole question. */
function refuseUnknown(operation: Operation, asked: URLSearchParams): void {
  const known = queryOf(operation)
  for (const name of new Set(asked.keys())) {
    const parameter = known.get(name)
    if (!parameter) {
      const names = [...known.keys()].map((one) => `"${one}"`).join(', ')
      throw new BadParameterError(
        name,
        `There is no parameter "${name}" here. ${known.size ? `Parameters: ${names}.` : 'This address has no parameters.'}`,
      )
    }
    if (parameter.schema.type !== 'array' && asked.getAll(name).length > 1)
      throw new BadParameterError(name, `The parameter "${name}" is repeated. Use it once.`)
  }
}

function reply(type: ProblemType, request: Request, detail: string, parameter?: string): Response {
  const { status } = PROBLEMS[type]
  const body: ProblemBody = makeProblem(type, pathOf(request), detail, parameter)
  const headers = new Headers({
    ...OPEN_TO_ALL,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
  if (status === 405) headers.set('Allow', READ_ONLY)
  if (status === 503) headers.set('Retry-After', RETRY_AFTER)
  return new Response(JSON.stringify(body), { status, headers })
}

const pathOf = (request: Request) => new URL(request.url).pathname
