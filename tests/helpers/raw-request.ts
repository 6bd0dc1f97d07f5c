/** Requests as they are written, past everything that would tidy up an address, its headers or its cookies. */

import http from 'node:http'

export interface RawAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

interface Given {
  readonly method?: string
  /** Names and values in turn where one name comes more than once. */
  readonly headers?: http.OutgoingHttpHeaders | readonly string[]
  readonly body?: string
}

/** Takes a site's address, a path and the rest of a request; sends it on a connection of its own and returns the answer. */
export function askRaw(
  base: string | undefined,
  path: string,
  { method, headers, body }: Given = {},
): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(base ?? '')
  const written = Array.isArray(headers) ? ['host', host, ...headers] : { ...headers }
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, agent: false, headers: written, ...(method && { method }) }
    const request = http.request(options, (response) => {
      response
        .setEncoding('utf8')
        .toArray()
        .then(
          (pieces) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text: pieces.join('') }),
          reject,
        )
    })
    request.on('error', reject).end(body)
  })
}

/** Headers that mean something to Next, to proxies, or to some server or other. */
export const ODD_HEADERS = [
  'accept',
  'accept-language',
  'authorization',
  'cache-control',
  'forwarded',
  'from',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'max-forwards',
  'origin',
  'pragma',
  'prefer',
  'proxy-authorization',
  'purpose',
  'range',
  'referer',
  'rsc',
  'next-action',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
  'next-url',
  'next-resume',
  'next-hmr-refresh',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-purpose',
  'user-agent',
  'via',
  'x-action-forwarded',
  'x-cairn-client',
  'x-cairn-moment',
  'x-csrf-token',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-http-method',
  'x-http-method-override',
  'x-invoke-path',
  'x-invoke-query',
  'x-invoke-status',
  'x-matched-path',
  'x-method-override',
  'x-middleware-invoke',
  'x-middleware-next',
  'x-middleware-prefetch',
  'x-middleware-rewrite',
  'x-middleware-subrequest',
  'x-nextjs-data',
  'x-nextjs-redirect',
  'x-nextjs-revalidated-tags',
  'x-now-route-matches',
  'x-original-url',
  'x-prerender-revalidate',
  'x-real-ip',
  'x-requested-with',
  'x-rewrite-url',
  'x-vercel-id',
  'x-wap-profile',
]
