/** Audit entries: who did what, chained so that tampering shows. */

import { canonicalJson } from '@/lib/domain/canonical-json'

/** What an entry says, as its hash covers it. */
export interface AuditContent {
  /** The plan's id, or "accounts". */
  readonly chain: string
  /** Its place in the chain, from 1 on. */
  readonly number: number
  /** An instant, ISO 8601 with milliseconds. */
  readonly recordedAt: string
  readonly actorId: string | null
  /** What the person was called then; null for Cairn itself, and in entries from before the name was kept. */
  readonly actorName: string | null
  /** A word such as "progress-update.recorded". */
  readonly kind: string
  readonly recordType: string
  readonly recordId: string
  /** What people call the record: "Action 18". */
  readonly recordName: string
  readonly before: unknown
  readonly after: unknown
  /** The hash of the entry before it; empty for the first. */
  readonly previous: string
}

/**
 * Takes an entry; returns the text whose SHA-256 is its hash: canonical JSON, so that the same entry
 * always gives the same text. Without a name it is the text of the entries from before names were kept, whose hashes stand; to take a
 * name away or to add one makes it another text.
 */
export function canonicalText(content: AuditContent): string {
  return canonicalJson([
    content.chain,
    content.number,
    content.recordedAt,
    content.actorId,
    content.kind,
    content.recordType,
    content.recordId,
    content.recordName,
    content.before ?? null,
    content.after ?? null,
    content.previous,
    ...(content.actorName === null ? [] : [content.actorName]),
  ])
}
