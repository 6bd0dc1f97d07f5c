/** What has somebody's form just done? */

import 'server-only'
import { cookies, headers } from 'next/headers'
import { doneCookie, readDone } from '@/lib/done-cookie'
import { env } from '@/lib/env'
import { ADDRESS_HEADER } from '@/lib/moment-header'

/** Returns what the form did that led to this page, as a sentence; null where none did. */
export async function getJustDone(): Promise<string | null> {
  const [jar, asked] = await Promise.all([cookies(), headers()])
  const value = jar.get(doneCookie(env.CAIRN_URL))?.value
  return value === undefined ? null : readDone(value, asked.get(ADDRESS_HEADER) ?? '')
}
