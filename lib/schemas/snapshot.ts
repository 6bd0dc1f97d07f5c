/** Frozen reports: their document's outside, and the form that issues one. */

import { z } from 'zod'
import { SNAPSHOT_VERSION } from '@/lib/domain/snapshot'

/**
 * As much of a document as its reader relies on before its hash is checked. What is inside was made by this program, under
 * the version that it names.
 */
export const snapshotEnvelope = z.looseObject({
  schema: z.literal('cairn-snapshot'),
  version: z.literal(SNAPSHOT_VERSION),
  report: z.looseObject({ code: z.string(), reference: z.string(), title: z.string() }),
  plan: z.looseObject({
    id: z.string(),
    asAt: z.string(),
    sections: z.array(z.unknown()),
    actions: z.array(z.unknown()),
  }),
  stories: z.record(z.string(), z.array(z.unknown())),
  figures: z.looseObject({}),
})
