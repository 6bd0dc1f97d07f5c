/**
 * How the dates of an address reach the code that renders a page: layouts are not told the query, and a page must not
 * disagree with the layout around it. The server (server/main.ts) sets this header itself, whatever a client sent.
 */

import { MOMENT_PARAMETERS } from './domain/place'

export const MOMENT_HEADER = 'x-cairn-moment'

/** Takes a request's address; returns the header's value: its dates alone, as parameters. */
export function momentHeader(url: string): string {
  const asked = new URLSearchParams(url.split('?')[1] ?? '')
  return new URLSearchParams(
    MOMENT_PARAMETERS.flatMap((name) => asked.getAll(name).map((value) => [name, value.slice(0, 100)])),
  ).toString()
}
