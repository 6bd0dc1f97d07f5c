/** Where people reach this site. */

import 'server-only'
import { env } from '@/lib/env'

/** Takes a path of this site; returns its whole address, to be passed on. */
export function siteAddress(path: string): string {
  return new URL(path, env.CAIRN_URL).href
}
