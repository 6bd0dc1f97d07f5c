/** What every file does alike: entity tags, being readable from any site and with a token. */

import 'server-only'
import { refuseUnknownParameters } from '@/lib/schemas/plan/action-filter'
import { hasEtag } from './etag'
import { answerOptions, OPEN_TO_ALL } from './open-to-all'
import { describeText } from './plain-text'
import { withToken } from './with-token'

/** A file that there is: what stands for its state, and what sends it. */
export interface Download {
  /** From makeEtag. It has to be made before the file is read, as an answer of the API's. */
  readonly etag: string
  readonly send: () => Response | Promise<Response>
}

type Handler<Context> = (request: Request, context: Context) => Promise<Response>

/**
 * Takes the parameters that mean something in the file's address, and a function that finds the file, or says why there is none; returns
 * the methods of its route. Any other parameter is refused: a file must not hold other than what was asked for. What is asked for with
 * the tag that it has is not made again.
 */
export function download<Context>(
  parameters: readonly string[],
  find: (request: Request, context: Context) => Promise<Response | Download>,
): { GET: Handler<Context>; OPTIONS: Handler<Context> } {
  return {
    GET: withToken(async (request, context) => {
      const refused = refuseUnknownParameters(new URL(request.url).searchParams.keys(), parameters)
      const found = refused === null ? await find(request, context) : describeText(refused, 400)
      if (found instanceof Response) return open(found)
      // As in the API: a browser, alone in sending cookies, keeps nothing of what only someone signed in may see.
      const caching = request.headers.has('cookie') ? 'no-store' : 'no-cache'
      const isKept = hasEtag(request.headers.get('if-none-match'), found.etag)
      const response = isKept ? new Response(null, { status: 304 }) : await found.send()
      if (response.ok || isKept) {
        response.headers.set('etag', found.etag)
        response.headers.set('cache-control', caching)
      }
      return open(response)
    }),
    OPTIONS: async () => answerOptions(),
  }
}

function open(response: Response): Response {
  for (const [name, value] of Object.entries(OPEN_TO_ALL)) response.headers.set(name, value)
  return response
}
