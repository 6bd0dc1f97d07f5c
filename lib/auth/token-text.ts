/** What a token looks like, and what the database knows it by. */

import 'server-only'
import { createHash } from 'node:crypto'
import { deriveToken } from './derived-token'

/** What every token begins with, so that whoever finds one in a file knows what it is. */
const PREFIX = 'cairn_'
/** 256 bits in base64url. */
const SHAPE = /^cairn_[A-Za-z0-9_-]{43}$/

/** Takes the id of the form that makes it (lib/mutations/submission.ts); returns its token. It is nowhere else: the database keeps only its hash. */
export function makeToken(submissionId: string): string {
  return `${PREFIX}${deriveToken('api token', submissionId)}`
}

/** Takes any text; returns what the database knows such a token by, or null when it can be no token. */
export function hashApiToken(text: string): string | null {
  // No one can choose a token by its hash, so how long a look-up takes tells nothing about those that there are.
  return SHAPE.test(text) ? createHash('sha256').update(text).digest('hex') : null
}
