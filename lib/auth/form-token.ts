/**
 * The token in a form that someone may take a while to fill in. It says whose form it is and in which session it was opened,
 * so that what was typed can be kept for that person when that session has ended by itself meanwhile, and that it is a form
 * of ours.
 */

import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import type { FormOwner } from '@/lib/http/application'
import { formTokenSlot } from '@/lib/http/asked-as'
import { logSecurity } from '@/lib/security-log'
import { currentSession } from './actor'
import { SESSION_KNOWN } from './sessions-on-record'

const VALID_MS = 7 * 24 * 60 * 60 * 1000

/** Takes a person's id and what the form is for ("update 0190…"); returns the token to send along with it. */
export async function makeFormToken(personId: string, purpose: string, now = Date.now()): Promise<string> {
  const slot = formTokenSlot(purpose)
  if (slot !== null) return slot
  return signFormToken({ personId, sessionId: (await currentSession())?.id ?? '' }, purpose, now)
}

/** Takes whose form it is and what it is for; returns its token. */
export function signFormToken({ personId, sessionId }: FormOwner, purpose: string, now = Date.now()): string {
  const issued = now.toString(36)
  return [personId, sessionId, issued, sign(personId, sessionId, issued, purpose)].join('.')
}

/** Takes a token and what the form is for; returns whose form it is, or null when the token is not valid. */
export function readFormToken(token: string, purpose: string, now = Date.now()): FormOwner | null {
  const [personId = '', sessionId = '', issued = '', signature = ''] = token.split('.')
  const expected = Buffer.from(sign(personId, sessionId, issued, purpose))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    if (token) logSecurity('token-refused', { form: purpose })
    return null
  }
  const age = now - parseInt(issued, 36)
  return age >= 0 && age < VALID_MS ? { personId, sessionId } : null
}

/**
 * Takes whose form it is; returns whether it may be kept for them although no one is signed in: not once they, or someone for
 * them, ended that session, which leaves nothing of it.
 */
export async function mayKeepFor({ personId, sessionId }: FormOwner, now = Date.now()): Promise<boolean> {
  if (!sessionId) return false
  const known = { id: sessionId, userId: personId, createdAt: { gt: new Date(now - SESSION_KNOWN) } }
  return (await db.session.count({ where: known })) > 0
}

function sign(...parts: string[]): string {
  return createHmac('sha256', env.CAIRN_SECRET)
    .update(`form token\n${parts.join('\n')}`)
    .digest('base64url')
}
