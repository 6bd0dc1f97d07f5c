// Pages for when the pages proper cannot be had: in plain HTML, with neither database nor style sheet.
import type { ServerResponse } from 'node:http'
import { currentRequestId } from '../lib/request-id'
import { COMMON_HEADERS } from './page'

/** Takes HTML of our own only. Whoever asks for help with a failure can name the request, and its lines in the log are found. */
export function sendPlainPage(response: ServerResponse, status: number, title: string, text: string): void {
  const id = status >= 500 ? currentRequestId() : undefined
  const reference = id === undefined ? '' : `<p>Reference: ${id}</p>`
  response
    .writeHead(status, {
      ...COMMON_HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    .end(
      `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${title} - Cairn</title></head><body style="font-family:sans-serif;max-width:40em;margin:2em auto;padding:0 1em">` +
        `<main><h1>${title}</h1><p>${text}</p>${reference}</main></body></html>`,
    )
}
