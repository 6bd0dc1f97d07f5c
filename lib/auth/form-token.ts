/**
 * The token in a form that somebody may take a while to fill in. It says whose form it is, so that what was typed can be
 * kept for that person when the session has ended meanwhile, and that it is a form of ours.
 */

import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { logSecurity } from '@/lib/security-log'

const VALID_MS = 7 * 24 * 60 * 60 * 1000

/** Takes a person's id and what the form is for ("update 0190…"); returns the token to send along with it. */
export function makeFormToken(personId: string, purpose: string, now = Date.now()): string {
  const issued = now.toString(36)
  return `${personId}.${issued}.${sign(personId, issued, purpose)}`
}

/** Takes a token and what the form is for; returns the id of the person it was made for, or null when it is not valid. */
export function readFormToken(token: string, purpose: string, now = Date.now()): string | null {
  const [personId = '', issued = '', signature = ''] = token.split('.')
  const expected = Buffer.from(sign(personId, issued, purpose))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    if (token) logSecurity('token-refused', { form: purpose })
    return null
  }
  const age = now - parseInt(issued, 36)
  return age >= 0 && age < VALID_MS ? personId : null
}

function sign(...parts: string[]): string {
  return createHmac('sha256', env.CAIRN_SECRET)
    .update(`form token\n${parts.join('\n')}`)
    .digest('base64url')
}
