/** Where people reach this site. */

import 'server-only'
import { env } from '@/lib/env'

/** Takes a path of this site; returns its whole address, to be passed on. */
export function siteAddress(path: string): string {
  return new URL(path, env.CAIRN_URL).href
}

/** Returns whom readers can ask about this site. */
export function siteContact(): { name: string; email: string } | { name: string; url: string } {
  const { CAIRN_CONTACT: contact } = env
  if (contact?.includes('@') && !contact.includes('/')) return { name: WHO, email: contact }
  return { name: WHO, url: contact ?? siteAddress('/accessibility#contact') }
}

const WHO = 'The organisation that runs this site'
