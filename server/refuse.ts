// Saying no, or not now: to people in a page, to programs as the API says it, and to our own scripts in a sentence.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeProblem, type ProblemType, RETRY_AFTER } from '../lib/api/problem'
import { logSecurity } from '../lib/security-log'
import { MOST_FIELDS } from './request/body'
import { CLIENT_ADDRESS } from '../lib/http/client-address'
import { escapeMarkup } from '../lib/format/markup'
import { sendPlainPage } from './plain-page'

interface Refusal {
  readonly status: number
  readonly title: string
  readonly text: string
  /** Whether a page ends with a link to begin again from. */
  readonly leadsHome?: boolean
  /** What the API says of it; what has none is refused to forms alone. */
  readonly problem?: ProblemType
  /** Written to the security log under this name. */
  readonly event?: 'origin-refused' | 'limit-reached'
}

const NOTHING_SAVED = 'Nothing was saved.'
const UNAVAILABLE = 'Cairn is busy or cannot reach its database. Saved work is not lost.'

const REFUSALS = {
  busy: {
    status: 503,
    title: 'Sorry, Cairn is busy',
    text: `Too many people are using Cairn at the moment. Try again in ${RETRY_AFTER} seconds.`,
    problem: 'unavailable',
    event: 'limit-reached',
  },
  'busy-with-forms': {
    status: 503,
    title: 'Sorry, Cairn is busy',
    text:
      `Cairn cannot save your form at the moment. ${NOTHING_SAVED} To send it again, wait ${RETRY_AFTER} seconds and reload this ` +
      'page. If you go back, you may lose your text.',
    event: 'limit-reached',
  },
  'too-large': {
    status: 413,
    title: 'Sorry, this is too much text',
    text: `${NOTHING_SAVED} Go back, make the longest text shorter and send it again.`,
    event: 'limit-reached',
  },
  'too-large-to-sign-in': {
    status: 413,
    title: 'Sorry, this is too much text',
    text: `${NOTHING_SAVED} Go back and enter less.`,
    event: 'limit-reached',
  },
  'too-large-for-strangers': {
    status: 413,
    title: 'Sorry, you must sign in to send this much',
    text:
      `${NOTHING_SAVED} Your session may have ended. Sign in on another tab, then come back and reload this page ` +
      'to send it again.',
    event: 'limit-reached',
  },
  'too-many-fields': {
    status: 413,
    title: 'Sorry, this form has too many fields',
    text: `${NOTHING_SAVED} A form can have at most ${MOST_FIELDS.toLocaleString('en-GB')} fields. Go back and send fewer at a time.`,
    event: 'limit-reached',
  },
  malformed: {
    status: 400,
    title: 'Sorry, we cannot read this form',
    text: `${NOTHING_SAVED} Open the page again and send the form from there.`,
    leadsHome: true,
  },
  'too-slow': {
    status: 408,
    title: 'Sorry, your form took too long to send',
    text: `${NOTHING_SAVED} To send it again, reload this page.`,
    event: 'limit-reached',
  },
  origin: {
    status: 403,
    title: 'Sorry, this form was not sent from Cairn',
    text: `${NOTHING_SAVED} It came from another site. Open the page in Cairn and send the form from there.`,
    leadsHome: true,
    event: 'origin-refused',
  },
  method: {
    status: 405,
    title: 'Sorry, this request is not possible',
    text: 'Open the page again and use its links and buttons.',
    leadsHome: true,
    problem: 'method-not-allowed',
  },
  nothing: {
    status: 404,
    title: 'Page not found',
    text: 'There is no page at this address.',
    leadsHome: true,
  },
  'bad-address': {
    status: 400,
    title: 'Sorry, we cannot read this address',
    text: 'Check the web address and try again.',
    leadsHome: true,
    problem: 'bad-parameter',
  },
  'signed-out': {
    status: 403,
    title: 'You are signed out',
    text:
      `${NOTHING_SAVED} Your session ended, or your role or password changed. ` +
      '<a href="/sign-in" target="_blank">Sign in on another tab</a>, then come back and send your form again. ' +
      'Do not go back, or you may lose your text.',
  },
  'not-saved': {
    status: 409,
    title: 'Sorry, your form was not saved',
    text: 'Do not go back, or you may lose your text.',
  },
  outdated: {
    status: 409,
    title: 'Sorry, this form is out of date',
    text:
      'Cairn was updated while you had this form open. Nothing was saved. Copy your text, reload the page and ' +
      'send it again.',
  },
  failure: {
    status: 500,
    title: 'Sorry, there is a problem',
    text: 'Try again later. Saved work is not lost.',
    leadsHome: true,
    problem: 'internal-error',
  },
  unavailable: {
    status: 503,
    title: 'Sorry, Cairn is not available',
    text: `${UNAVAILABLE} Try again in a minute.`,
    problem: 'unavailable',
  },
  'unavailable-to-forms': {
    status: 503,
    title: 'Sorry, Cairn is not available',
    text:
      `${UNAVAILABLE} Wait a minute, then reload this page to send your form again. ` +
      'Do not go back, or you may lose your text.',
  },
} as const satisfies Readonly<Record<string, Refusal>>

export type Reason = keyof typeof REFUSALS

/** Takes a request; returns as what the database's absence is told to whoever sent it. */
export function unavailableTo({ method }: IncomingMessage): Reason {
  return method === 'POST' ? 'unavailable-to-forms' : 'unavailable'
}

/** What the page of a refused form says besides. */
interface Details {
  /** Why it was not saved, in sentences without their stops: plain text. */
  readonly reasons?: readonly string[]
  /** What was typed (server/typed-text.ts): HTML. */
  readonly typed?: string
}

/** Takes a request, where its answer goes and why it is refused; answers it, and leaves a line in the security log. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  why: Reason,
  { reasons = [], typed = '' }: Details = {},
): void {
  const { status, title, text, leadsHome, problem, event }: Refusal = REFUSALS[why]
  if (event)
    logSecurity(event, {
      why,
      method: request.method ?? '',
      path: withoutSecret(request.url ?? ''),
      address: String(request.headers[CLIENT_ADDRESS] ?? ''),
    })
  if (status === 503) response.setHeader('Retry-After', RETRY_AFTER)
  // Whoever sends slowly has to begin again; a connection that is kept would have to be read to its end.
  if (status === 408) response.setHeader('Connection', 'close')
  response.setHeader('Cache-Control', 'no-store')
  if (problem && request.url?.startsWith('/api/'))
    response
      .writeHead(status, { 'Content-Type': 'application/problem+json', 'Access-Control-Allow-Origin': '*' })
      .end(JSON.stringify(makeProblem(problem, request.url.split('?')[0] ?? '', text)))
  else if (request.headers['next-action'] !== undefined)
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
  else
    sendPlainPage(
      response,
      status,
      title,
      reasons.map((reason) => `${escapeMarkup(reason.replace(/[.?!]?$/, '.'))} `).join('') +
        (leadsHome ? `${text} <a href="/">Go to the list of plans</a>` : text),
      typed,
    )
}

/** Takes an address; returns as much of it as a log may hold: the last part of an invitation's opens an account. */
function withoutSecret(url: string): string {
  return (url.split('?')[0] ?? '').replace(/^(\/invitations\/).*/, '$1...').slice(0, 200)
}
