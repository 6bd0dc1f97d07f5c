// Pages for when the pages proper cannot be had: in plain HTML, with neither database nor style sheet.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeProblem, RETRY_AFTER } from '../lib/api/problem'
import { currentRequestId } from '../lib/request-id'
import { COMMON_HEADERS } from './page'

export function sendBadAddress(response: ServerResponse, url: string): void {
  const detail = 'The address is not one that a page could have.'
  if (url.startsWith('/api/')) {
    const problem = makeProblem('bad-parameter', url, detail)
    response
      .writeHead(400, { ...COMMON_HEADERS, 'Content-Type': 'application/problem+json' })
      .end(JSON.stringify(problem))
  } else {
    sendPlainPage(
      response,
      400,
      'Sorry, we cannot read this address',
      `${detail} <a href="/">Go to the list of plans</a>`,
    )
  }
}

export function sendFailure(response: ServerResponse): void {
  const text = 'This page could not be made. The fault has been recorded. Nothing that was saved is lost. '
  sendPlainPage(response, 500, 'Sorry, there is a problem', `${text}<a href="/">Go to the list of plans</a>`)
}

export function sendOutdated(response: ServerResponse): void {
  const text = 'Cairn was brought up to date while you had this form open, so nothing of it is saved yet. '
  sendPlainPage(
    response,
    409,
    'Sorry, this form is out of date',
    `${text}Go back in your browser, copy what you typed, load the page again, and send it from there.`,
  )
}

export function sendUnavailable({ method }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Retry-After', RETRY_AFTER)
  const why = 'Cairn is busy or cannot reach its database. Nothing that was saved is lost. '
  const next =
    method === 'POST'
      ? 'Wait a minute, then reload this page to send your form again. Do not go back: you may lose what you typed.'
      : 'Try again in a minute.'
  sendPlainPage(response, 503, 'Sorry, Cairn is not available', `${why}${next}`)
}

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
