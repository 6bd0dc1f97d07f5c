/**
 * How the dates of an address reach the code that renders a page: layouts are not told the query, and a page must not
 * disagree with the layout around it. The server (server/main.ts) sets this header itself, whatever a client sent.
 */

import { MOMENT_PARAMETERS } from './domain/place'

// Pages that change the plan show it as it is now, whatever day their address names, and so does the navigation around them.
const CHANGES =
  /^\/plans\/[^/]+\/(?:(?:approvals|details|manage|periods|rule|settings|structure|team)(?:\/|$)|[^/]+\/[^/]+\/(?:[^/]+\/)*(?:accountable|correct|counted|lifecycle|rating|update)\/?$)/

export const MOMENT_HEADER = 'x-cairn-moment'

/** Takes a request's address; returns the header's value: its dates alone, as parameters; none where the plan is changed. */
export function momentHeader(url: string): string {
  const [path = '', query = ''] = url.split('?')
  if (CHANGES.test(path)) return ''
  const asked = new URLSearchParams(query)
  return new URLSearchParams(
    MOMENT_PARAMETERS.flatMap((name) => asked.getAll(name).map((value) => [name, value.slice(0, 100)])),
  ).toString()
}
