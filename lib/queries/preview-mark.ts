import 'server-only'
import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/domain/canonical-json'

/** Takes what a preview says; returns a short text that differs whenever that does: who confirms it sends the text back. */
export const markPreview = (said: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(said))))
    .digest('hex')
