// Pages for when the pages proper cannot be had: in plain HTML, with neither database nor style sheet.
import type { ServerResponse } from 'node:http'
import { currentRequestId } from '../lib/request-id'
import { COMMON_HEADERS } from './page'

/** As near to the pages as it comes without their style sheet. */
const STYLE =
  'body{margin:0;font:1.1875rem/1.5 Roboto,Arial,sans-serif;color:#333}header{border-top:4px solid #0065bd;border-bottom:1px solid #d9d9d9}' +
  'header,main{padding:1rem max(1rem,calc(50vw - 35rem))}header a{font-size:1.5rem;font-weight:700;color:#0065bd;text-decoration:none}' +
  'h1{font-size:2rem;line-height:1.25;margin:1.5rem 0 1rem}p{max-width:40rem}a{color:#0065bd}' +
  'dt{font-weight:700}dd{margin:0 0 1rem;max-width:40rem;white-space:pre-wrap;overflow-wrap:anywhere}' +
  'button{font:inherit;font-weight:700;padding:.75rem 1.25rem;border:0;background:#0065bd;color:#fff;cursor:pointer}'

/** Takes HTML of our own only, below the text what else there is, and what its head has besides. Whoever asks for help with a failure can name the request, and its lines in the log are found. */
export function sendPlainPage(
  response: ServerResponse,
  status: number,
  title: string,
  text: string,
  below = '',
  head = '',
): void {
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
        `<title>${title} - Cairn</title><style>${STYLE}</style>${head}</head><body><header><a href="/">Cairn</a></header><main><h1>${title}</h1><p>${text}</p>${below}${reference}</main></body></html>`,
    )
}
