/** A web address that people type, to be shown as a link. */

import { z } from 'zod'
import { isLinkable } from '@/lib/domain/web-address'

/**
 * Takes what was typed; returns the address as it is kept, or what is wrong with it: it is none of the web (http or https), or it carries a
 * user name or password.
 */
export function readWebAddress(
  text: string,
): { address: string; wrong?: undefined } | { address?: undefined; wrong: 'address' | 'password' } {
  const read = z.url({ protocol: /^https?$/, normalize: true }).safeParse(text)
  if (!read.success || !/^https?:\/\/[^/]/.test(read.data)) return { wrong: 'address' }
  return isLinkable(read.data) ? { address: read.data } : { wrong: 'password' }
}
