/** What has someone's form just done? */

import 'server-only'
import { cookies, headers } from 'next/headers'
import { doneCookie, readDone } from '@/lib/http/done-cookie'
import { env } from '@/lib/env'
import { ADDRESS_HEADER } from '@/lib/http/moment-header'

/** Returns what the form did that led to this page, as a sentence, and the cookie that says so; null where none did. */
export async function getJustDone(): Promise<{ readonly text: string; readonly cookie: string } | null> {
  const [jar, asked] = await Promise.all([cookies(), headers()])
  const cookie = doneCookie(env.CAIRN_URL)
  const text = readDone(jar.get(cookie)?.value ?? '', asked.get(ADDRESS_HEADER) ?? '')
  return text === null ? null : { text, cookie }
}
