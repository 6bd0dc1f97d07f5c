/** Frozen reports: the outside of their documents. */

import { z } from 'zod'
import {
  type Fault,
  findFaults,
  SNAPSHOT_VERSIONS,
  type SnapshotDocument,
  type SnapshotHead,
} from '@/lib/domain/reports/snapshot'

/**
 * As much of a document as its reader relies on before its hash is checked. What is inside was made by this program, under
 * the version that it names.
 */
const snapshotHead = z.looseObject({
  schema: z.literal('cairn-snapshot'),
  report: z.looseObject({ code: z.string(), reference: z.string(), title: z.string() }),
  plan: z.looseObject({
    id: z.string(),
    asAt: z.string(),
    sections: z.array(z.unknown()),
    actions: z.array(z.unknown()),
  }),
  figures: z.looseObject({}),
})
const versionOf = z.literal(SNAPSHOT_VERSIONS)
const snapshotEnvelope = snapshotHead.extend({
  version: versionOf,
  stories: z.record(z.string(), z.array(z.unknown())),
})

/** What stands beside a document in the database, with the hash taken when it was frozen and that of its text. */
type FrozenLabel = Parameters<typeof findFaults>[1] & {
  readonly sha256: string
  readonly actualSha256: string
}

/**
 * Takes the text of a document, what stands beside it in the database, and the text's own hash; returns the document and what
 * is wrong with it. Throws when nothing can be made of the text at all.
 */
export function readSnapshot(
  text: string,
  label: FrozenLabel,
): { document: SnapshotDocument; faults: readonly Fault[] } {
  const read: unknown = JSON.parse(text)
  snapshotEnvelope.parse(read)
  // What is hashed is the text, so a document of version 1 is none the less whole for being given what it never had.
  const document: SnapshotDocument = {
    ...(read as SnapshotDocument),
    matter: (read as Partial<SnapshotDocument>).matter ?? null,
  }
  return { document, faults: checkFrozen(document, label) }
}

/**
 * As readSnapshot, of the text of a document up to where its stories begin, and of the version that it names after them. The
 * hashes are those of the whole text.
 */
export function readSnapshotHead(
  text: string,
  version: number,
  label: FrozenLabel,
): { head: SnapshotHead; faults: readonly Fault[] } {
  const read: unknown = JSON.parse(`${text}}`)
  snapshotHead.parse(read)
  const head = { ...(read as SnapshotHead), version: versionOf.parse(version) }
  return { head, faults: checkFrozen(head, label) }
}

function checkFrozen(head: SnapshotHead, { sha256, actualSha256, ...label }: FrozenLabel): readonly Fault[] {
  if (sha256 !== actualSha256) return [{ kind: 'text' }]
  return findFaults(head, label)
}
