/** Freezing: a plan as at a day becomes one document, to the letter, under a report's name. */

import 'server-only'
import { createHash } from 'node:crypto'
import { writingConnection } from '@/lib/db'
import { canonicalPieces } from '@/lib/domain/canonical-json'
import {
  makeSnapshot,
  type ReportName,
  SNAPSHOT_VERSION,
  type SnapshotDocument,
  type WriteVocabulary,
} from '@/lib/domain/reports/snapshot'
import { readPublicStories } from '@/lib/queries/updates/timeline'
import type { Changes } from '@/lib/queries/updates/timeline-facts'
import type { PlanTransaction } from '@/lib/mutations/write-plan'

/** What a report corrects, and why. */
export type Correction = NonNullable<SnapshotDocument['corrects']> & { readonly id: string }

/** A document that is ready to be put on record, all but its text. */
export interface WrittenDocument {
  readonly planId: string
  readonly report: ReportName
  readonly asAt: string | null
  readonly frozenAt: Date
  readonly frozenById: string | null
  readonly correction: Correction | null
  readonly sha256: string
}

/**
 * Takes a transaction that writes, a plan's state as at a day and what the report is called; writes the document where only this transaction
 * finds it, and returns what else is known of it. Nothing that others wait for is held meanwhile. The transaction must not end as if nothing
 * had happened where the plan changed before `freeze`: writePrepared sees to that.
 */
export async function writeDocument(
  tx: PlanTransaction,
  {
    state,
    report,
    accepted,
    vocabulary,
    matter,
    correction = null,
    frozenById,
    changes,
  }: Pick<SnapshotDocument, 'accepted' | 'matter'> & {
    readonly vocabulary: WriteVocabulary
    readonly state: Parameters<typeof makeSnapshot>[0]['plan']
    readonly report: ReportName
    readonly correction?: Correction | null
    readonly frozenById: string | null
    /** What is on record of the plan's actions, where it has been read already. */
    readonly changes?: Changes
  },
): Promise<WrittenDocument> {
  const frozenAt = new Date()
  const { stories: _, ...head } = makeSnapshot({
    plan: state,
    report,
    accepted,
    frozenAt: frozenAt.toISOString(),
    vocabulary: vocabulary(state),
    matter,
    corrects: correction && { code: correction.code, sha256: correction.sha256, why: correction.why },
    stories: {},
  })
  const sha256 = await collect(tx, canonicalPieces(head, 'stories', readPublicStories(state, changes)))
  await tx.$executeRaw`CREATE TEMPORARY TABLE IF NOT EXISTS frozen_document (document text) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE frozen_document`
  // Compressed here, so that it need only be copied later; and read back, for it is kept for ever.
  const [kept] = await tx.$queryRaw<{ sha256: string }[]>`
    INSERT INTO frozen_document SELECT string_agg(text, '' ORDER BY place) FROM frozen_portion
    RETURNING encode(sha256(convert_to(document, 'UTF8')), 'hex') AS sha256`
  if (kept?.sha256 !== sha256) throw new Error('The database has another document than the one that was sent')
  return { planId: state.id, report, asAt: state.asAt, frozenAt, frozenById, correction, sha256 }
}

/** Takes the transaction that wrote a document, and now holds the plan, and that document; puts it on record and returns its id and hash. */
export async function freeze(
  tx: PlanTransaction,
  { planId, report, asAt, frozenAt, frozenById, correction, sha256 }: WrittenDocument,
): Promise<{ id: string; sha256: string }> {
  const { code, reference, title, meetingOn } = report
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO snapshot (id, plan_id, code, reference, title, meeting_on, as_at, frozen_at, frozen_by_id, schema_version,
      sha256, corrects_id, correction, document)
    SELECT gen_random_uuid(), ${planId}::uuid, ${code}, ${reference}, ${title}, ${meetingOn}::date, ${asAt}::date,
      ${frozenAt}, ${frozenById}::uuid, ${SNAPSHOT_VERSION}, ${sha256}, ${correction?.id ?? null}::uuid,
      ${correction?.why ?? null}, document
    FROM frozen_document RETURNING id::text`
  if (!row) throw new Error('An insert returns its row')
  return { id: row.id, sha256 }
}

const PORTION = 1024 * 1024

/**
 * Takes a transaction and the pieces of a document; leaves them in a table of this transaction alone, and returns the hash of
 * them all. The document itself can be a hundred megabytes, which this process need not hold.
 */
async function collect(tx: PlanTransaction, pieces: AsyncIterable<string>): Promise<string> {
  await tx.$executeRaw`CREATE TEMPORARY TABLE IF NOT EXISTS frozen_portion (place int, text text) ON COMMIT DROP`
  // Compressed with the whole, and not before.
  await tx.$executeRaw`ALTER TABLE frozen_portion ALTER text SET STORAGE EXTERNAL`
  await tx.$executeRaw`TRUNCATE frozen_portion`
  const connection = writingConnection()
  const hash = createHash('sha256')
  // Written by turns: while one is sent, the other is filled.
  let [filling, sending] = [Buffer.allocUnsafe(PORTION), Buffer.allocUnsafe(PORTION)]
  let [length, place] = [0, 0]
  let sent: Promise<unknown> = Promise.resolve()
  const send = async () => {
    const bytes = filling.subarray(0, length)
    hash.update(bytes)
    await sent
    sent = connection.query(`INSERT INTO frozen_portion VALUES ($1, convert_from($2, 'UTF8'))`, [
      (place += 1),
      bytes,
    ])
    sent.catch(() => undefined)
    ;[filling, sending] = [sending, filling]
    length = 0
  }
  for await (const piece of pieces) {
    // No character of a string takes more than three bytes.
    const most = 3 * piece.length
    if (length + most > filling.length) await send()
    if (most > filling.length) filling = Buffer.allocUnsafe(most)
    length += filling.write(piece, length)
  }
  await send()
  await sent
  return hash.digest('hex')
}
