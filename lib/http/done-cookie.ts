/**
 * What a form has just done, carried by the browser that sent it to the page where the form leads, and shown there once. A cookie
 * rather than a part of the address: no one can put words into someone's page by a link, and the address stays the page's own.
 */

import { cookiePrefix } from './session-token'

/** A browser that never gets to the page forgets it after so long (seconds). */
export const DONE_LASTS = 60

/** In characters. Encoded, a character takes up to nine bytes, and a browser drops a cookie of more than 4,096. */
const LONGEST = 300

export function doneCookie(siteUrl: string): string {
  return `${cookiePrefix(siteUrl)}.done`
}

/** Takes the address where a form leads and what it did; returns the cookie's value. */
export function packDone(page: string, done: string): string {
  return `${pathOf(page)} ${done.length > LONGEST ? `${done.slice(0, LONGEST - 1)}…` : done}`
}

/** Takes the cookie's value and the address of a page; returns what was done, or null where that is not for this page. */
export function readDone(value: string, page: string): string | null {
  const [path = '', ...words] = value.split(' ')
  return path === pathOf(page) && words.length > 0 ? words.join(' ') : null
}

function pathOf(address: string): string {
  return /^[^?#]*/.exec(address)?.[0] ?? ''
}
