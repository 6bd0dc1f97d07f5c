/** The same form sent twice is one: by a double click, by loading the answer again, or by a network that repeats what it sends. */

import 'server-only'
import { createHash } from 'node:crypto'
import { InvalidError } from '@/lib/errors'
import { isUuid } from '@/lib/queries/updates/sent-updates'
import type { PlanTransaction } from './write-plan'
import { sharedMessages } from '@/lib/format/messages'

/** After so many days a form that was sent is forgotten. */
const KEPT_DAYS = 30

/** A form that makes something, or decides something. */
interface Submission {
  /** What it makes: "ask". */
  readonly makes: string
  /** Made when the form was opened; of what can be decided only once, the id of that. */
  readonly formKey: string
  readonly personId: string
  /** All that it says, as JSON writes it. */
  readonly content: unknown
}

/**
 * Takes a form; returns the id of exactly this: gone back to in the browser and filled in otherwise, it still has the key of what
 * was sent first, and is another. Throws InvalidError when its key is none.
 */
export function submissionId({ makes, formKey, personId, content }: Submission): string {
  if (!isUuid(formKey)) throw new InvalidError({ form: sharedMessages.unreadableForm })
  const hash = createHash('sha256')
    .update(JSON.stringify([makes, formKey, personId, content]))
    .digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

/**
 * Takes a transaction, a form and what makes the record; makes it and returns what names it. Sent again, at the same time or
 * later, the form makes nothing and names the same record.
 */
export async function makeOnce(
  tx: PlanTransaction,
  submission: Submission,
  make: () => Promise<string>,
): Promise<string> {
  const key = submissionId(submission)
  // Waits for whoever is making it.
  const { count } = await tx.submission.createMany({ data: { key }, skipDuplicates: true })
  if (count === 0) return (await tx.submission.findUniqueOrThrow({ where: { key } })).result
  const result = await make()
  await tx.submission.update({ where: { key }, data: { result } })
  const forgotten = new Date(Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000)
  await tx.submission.deleteMany({ where: { recordedAt: { lt: forgotten } } })
  return result
}
