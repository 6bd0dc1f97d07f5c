/** With which a browser comes back for what became of work that took long: its id, kept for a minute. */

import { cookiePrefix } from './session-token'

export function answerCookie(siteUrl: string): string {
  return `${cookiePrefix(siteUrl)}.answer`
}
