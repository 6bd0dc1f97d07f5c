/** What a browser carries, sealed, while someone is away at the provider of single sign-on. */

import 'server-only'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { env } from '@/lib/env'
import { cookiePrefix } from '@/lib/http/session-token'

const VALID_S = 10 * 60

const NAME = `${cookiePrefix(env.CAIRN_URL)}.provider`
const COOKIE = {
  httpOnly: true,
  secure: env.CAIRN_URL.startsWith('https:'),
  sameSite: 'lax',
  path: '/',
} as const

const FLOW = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the person was going. */
  next: z.string(),
  until: z.number(),
})

type StoredFlow = Omit<z.infer<typeof FLOW>, 'until'>

/** Takes what to remember; from now on this browser carries it, for ten minutes. */
export async function keepFlow(flow: StoredFlow): Promise<void> {
  const data = JSON.stringify({ ...flow, until: Date.now() + VALID_S * 1000 })
  const jar = await cookies()
  jar.set(NAME, await symmetricEncrypt({ key: env.CAIRN_SECRET, data }), { ...COOKIE, maxAge: VALID_S })
}

/** Returns what this browser carries, once: it is taken away. Null when there is nothing, or nothing of ours, or too late. */
export async function takeFlow(): Promise<StoredFlow | null> {
  const jar = await cookies()
  const sealed = jar.get(NAME)?.value
  if (!sealed) return null
  jar.set(NAME, '', { ...COOKIE, maxAge: 0 })
  try {
    const flow = FLOW.parse(JSON.parse(await symmetricDecrypt({ key: env.CAIRN_SECRET, data: sealed })))
    return flow.until > Date.now() ? flow : null
  } catch {
    return null
  }
}
