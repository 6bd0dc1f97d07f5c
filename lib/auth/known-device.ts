/**
 * A browser in which someone has signed in before. It keeps a signed cookie for each account, which lets no one in: whoever
 * brings it has tries of their own, so that what others try, or colleagues behind the same address, does not hold them up.
 */

import 'server-only'
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { env } from '@/lib/env'

/** So long (seconds) after the last time someone signed in there a browser is known. */
const KNOWN_FOR = 180 * 24 * 60 * 60
const isSecure = env.CAIRN_URL.startsWith('https:')

/** Takes the key of an account's count (lib/auth/attempts.ts); returns the name by which this browser is known to it, or null. */
export async function knownDevice(account: string, now = Date.now()): Promise<string | null> {
  const [device = '', until = '', signature = ''] =
    (await cookies()).get(nameOf(account))?.value.split('.') ?? []
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(account, device, until))]
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
  return isOurs && parseInt(until, 36) > now ? device : null
}

/** Takes the key of an account's count and the name of the browser, if it has one; from now on the account knows it. */
export async function rememberDevice(account: string, known: string | null, now = Date.now()): Promise<void> {
  const device = known ?? randomUUID()
  const until = (now + KNOWN_FOR * 1000).toString(36)
  const value = `${device}.${until}.${sign(account, device, until)}`
  const store = await cookies()
  store.set(nameOf(account), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    path: '/',
    maxAge: KNOWN_FOR,
  })
}

/** It does not say whose account it is to who sees only the browser. */
function nameOf(account: string): string {
  return `${isSecure ? '__Host-' : ''}cairn.device-${sign(account).slice(0, 16)}`
}

function sign(...parts: string[]): string {
  return createHmac('sha256', env.CAIRN_SECRET)
    .update(`known device\n${parts.join('\n')}`)
    .digest('base64url')
}
