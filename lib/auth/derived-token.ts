/** Tokens that the same form makes twice, so that whoever sends it twice sees the one that is good. */

import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

/**
 * Takes what a token is for and the id of the form that makes it (lib/mutations/submission.ts), which is nowhere else on record;
 * returns 256 bits in base64url that only this installation can make of them.
 */
export function deriveToken(purpose: string, submissionId: string): string {
  return createHmac('sha256', env.CAIRN_SECRET).update(`${purpose}\n${submissionId}`).digest('base64url')
}
