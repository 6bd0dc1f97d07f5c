// What someone sees while work of theirs takes long, and when it is done.
import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { formatTime } from '../lib/format/dates'
import { escapeMarkup } from '../lib/format/markup'
import { sendPlainPage } from './plain-page'
import type { LongWork } from './progress'

/** How often a browser looks whether it is done (seconds). */
const EVERY = 3

/** What is being made, by the address that was asked for. */
const WORK: readonly (readonly [method: string, path: RegExp, title: string])[] = [
  ['POST', /\/issue$/, 'Issuing the report'],
  ['POST', /\/drafts\/[^/]+$/, 'Saving your review'],
  ['POST', /./, 'Saving your form'],
  ['GET', /\/paper\.docx$/, 'Making the Word file'],
  ['GET', /\.png$/, 'Drawing the chart'],
  ['GET', /\/verify$/, 'Checking the report'],
  ['GET', /\/(files|compare)\/[^/]+$|\.(html|json)$/, 'Making the file'],
  ['GET', /./, 'Opening the page'],
]

/** Looks whether the page has become another one. It reloads only then, so that nothing is read out again and no place is lost. */
const LOOK = `setInterval(async()=>{const answer=await fetch(location.href,{redirect:'manual',cache:'no-store'}).catch(()=>null);if(answer&&!answer.headers.has('x-under-way'))location.reload()},${EVERY * 1000})`

/** Sends the page of work that is under way. */
export function sendUnderWay(response: ServerResponse, work: LongWork): void {
  const isForm = work.method === 'POST'
  response.setHeader('X-Under-Way', 'yes')
  send(response, {
    title: titleOf(work),
    text: `This is a large plan, so this takes longer. It began at ${formatTime(work.beganAt.toISOString())}. Most work is done within a few minutes.`,
    below:
      '<p>This page changes when it is done.</p>' +
      (isForm ? '<p>You can close this page. The work goes on.</p>' : '') +
      '<p><a href="">Check now</a></p>',
    script: LOOK,
    refresh: String(EVERY),
  })
}

/** Sends the page of a file that is made. */
export function sendReady(response: ServerResponse, work: LongWork): void {
  send(response, {
    title: 'Your file is ready',
    text: 'The download starts by itself.',
    below: `<p><a href="${escapeMarkup(work.url)}">Download the file</a></p>`,
    script: `location.href=${JSON.stringify(work.url).replaceAll('<', '\\u003c')}`,
    refresh: `1;url=${work.url}`,
  })
}

/** Sends the page of work of which nothing came. */
export function sendFailed(response: ServerResponse, work: LongWork): void {
  const isForm = work.method === 'POST'
  sendPlainPage(
    response,
    503,
    'Sorry, this did not finish',
    isForm
      ? 'Cairn was stopped or took too long. Check whether your form was saved before you send it again.'
      : 'Cairn was stopped or took too long. Try again.',
    `<p><a href="${escapeMarkup(work.url)}">${isForm ? 'Go to the form' : 'Try again'}</a></p>`,
  )
}

function titleOf({ method, url }: LongWork): string {
  const path = url.split('?')[0] ?? ''
  return WORK.find(([of, pattern]) => of === method && pattern.test(path))?.[2] ?? 'Working'
}

interface Shown {
  readonly title: string
  readonly text: string
  readonly below: string
  /** Of our own only. */
  readonly script: string
  /** What a browser without scripts does by itself, as a Refresh header says it. */
  readonly refresh: string
}

function send(response: ServerResponse, { title, text, below, script, refresh }: Shown) {
  const hash = createHash('sha256').update(script).digest('base64')
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  const head = `<noscript><meta http-equiv="refresh" content="${escapeMarkup(refresh)}"></noscript>`
  sendPlainPage(response, 200, title, text, `${below}<script>${script}</script>`, head)
}
