/** Freezing: a plan as at a day becomes one document, to the letter, under a report's name. */

import 'server-only'
import { createHash } from 'node:crypto'
import { canonicalPieces } from '@/lib/domain/canonical-json'
import { makeSnapshot, type ReportName, SNAPSHOT_VERSION, type SnapshotDocument } from '@/lib/domain/snapshot'
import { readPublicStories } from '@/lib/queries/story'
import type { PlanTransaction } from './write-plan'

/** What a report corrects, and why. */
export type Correction = NonNullable<SnapshotDocument['corrects']> & { readonly id: string }

/**
 * Takes a transaction that holds the plan, its state as at a day and what the report is called; writes the snapshot and
 * returns its id and hash.
 */
export async function freeze(
  tx: PlanTransaction,
  {
    state,
    report,
    accepted,
    vocabulary,
    matter,
    correction = null,
    frozenById,
  }: Pick<SnapshotDocument, 'accepted' | 'vocabulary' | 'matter'> & {
    readonly state: Parameters<typeof makeSnapshot>[0]['plan']
    readonly report: ReportName
    readonly correction?: Correction | null
    readonly frozenById: string | null
  },
): Promise<{ id: string; sha256: string }> {
  const frozenAt = new Date()
  const { stories: _, ...head } = makeSnapshot({
    ...{ plan: state, report, accepted, frozenAt: frozenAt.toISOString(), vocabulary, matter },
    corrects: correction && { code: correction.code, sha256: correction.sha256, why: correction.why },
    stories: {},
  })
  const sha256 = await collect(tx, canonicalPieces(head, 'stories', readPublicStories(state)))
  const { code, reference, title, meetingOn } = report
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO snapshot (id, plan_id, code, reference, title, meeting_on, as_at, frozen_at, frozen_by_id, schema_version,
      sha256, corrects_id, correction, document)
    SELECT gen_random_uuid(), ${state.id}::uuid, ${code}, ${reference}, ${title}, ${meetingOn}::date, ${state.asAt}::date,
      ${frozenAt}, ${frozenById}::uuid, ${SNAPSHOT_VERSION}, ${sha256}, ${correction?.id ?? null}::uuid,
      ${correction?.why ?? null}, string_agg(text, '' ORDER BY place)
    FROM frozen_portion RETURNING id::text`
  if (!row) throw new Error('An insert returns its row')
  return { id: row.id, sha256 }
}

const PORTION = 512 * 1024

/**
 * Takes a transaction and the pieces of a document; leaves them in a table of this transaction alone, and returns the hash of
 * them all. The document itself can be a hundred megabytes, which this process need not hold.
 */
async function collect(tx: PlanTransaction, pieces: AsyncIterable<string>): Promise<string> {
  await tx.$executeRaw`CREATE TEMPORARY TABLE IF NOT EXISTS frozen_portion (place int, text text) ON COMMIT DROP`
  // Compressed with the whole, and not before.
  await tx.$executeRaw`ALTER TABLE frozen_portion ALTER text SET STORAGE EXTERNAL`
  await tx.$executeRaw`TRUNCATE frozen_portion`
  const hash = createHash('sha256')
  // As bytes, which the garbage collector does not copy about.
  let portion: Buffer[] = []
  let [length, place] = [0, 0]
  let stored: Promise<unknown> = Promise.resolve()
  const store = async () => {
    const bytes = Buffer.concat(portion)
    hash.update(bytes)
    portion = []
    length = 0
    await stored
    // The next one is written meanwhile.
    stored = tx.$executeRaw`INSERT INTO frozen_portion VALUES (${(place += 1)}, ${bytes.toString()})`
    stored.catch(() => undefined)
  }
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    portion.push(bytes)
    length += bytes.length
    if (length >= PORTION) await store()
  }
  await store()
  await stored
  return hash.digest('hex')
}
