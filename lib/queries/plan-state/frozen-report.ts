/** Reads what a report froze, and checks that it is still what was frozen. */

import 'server-only'
import { createHash } from 'node:crypto'
import { cache } from 'react'
import { db } from '@/lib/db'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { log } from '@/lib/log'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type Fault, planOf, type SnapshotDocument } from '@/lib/domain/reports/snapshot'
import { canBeShown, findLinkFaults } from '@/lib/domain/reports/snapshot-check'
import { processWide } from '@/lib/process-wide'
import { findReportRows, type ReportRow } from './report-rows'
import { readSnapshot } from '@/lib/schemas/reports/snapshot'
import { isoDate } from '@/lib/queries/iso-date'

export interface FrozenReport {
  readonly document: SnapshotDocument
  /** The plan as its pages show it. One object for each document, so that what is worked out of it is worked out once. */
  readonly plan: PlanState
  /** The hash given when it was frozen. */
  readonly sha256: string
  /** What is wrong with it; empty when it is what was frozen. */
  readonly faults: readonly Fault[]
  /** Characters of its text. */
  readonly size: number
}

/** Characters of the texts of all that are held: of a plan of 5,000 actions, two. In memory each takes some bytes. */
const MOST_HELD = 100_000_000

const memo = processWide('reports', () =>
  memoizeAsync<FrozenReport | null>(10, { most: MOST_HELD, of: (report) => report?.size ?? 1 }),
)

/**
 * Takes the id of a plan that its reader may see, and a report's code; returns what it froze, or null when there is none such
 * or nothing can be made of its document any more. Its hash is checked when this process first reads it, and after each change to it.
 */
export const readFrozenReport = cache(async (planId: string, code: string): Promise<FrozenReport | null> => {
  const row = (await findReportRows(planId)).find((one) => one.code === code)
  return row ? memo(row.id, () => load(row), row.rowVersion) : null
})

/** The same, of the document as it is now: what is held in memory plays no part. For those who ask whether it was altered. */
export const checkFrozenReport = cache(async (planId: string, code: string): Promise<FrozenReport | null> => {
  const row = (await findReportRows(planId)).find((one) => one.code === code)
  return row ? load(row) : null
})

async function load({ id, auditedSha256 }: ReportRow): Promise<FrozenReport | null> {
  const row = await db.snapshot.findUniqueOrThrow({
    where: { id },
    include: { corrects: { select: { code: true, sha256: true } } },
  })
  const { code, reference, title, meetingOn, asAt, frozenAt, sha256 } = row
  try {
    const { document, faults: own } = readSnapshot(row.document, {
      id: row.planId,
      code,
      reference,
      title,
      sha256,
      frozenAt: frozenAt.toISOString(),
      meetingOn: meetingOn && isoDate(meetingOn),
      asAt: isoDate(asAt),
      actualSha256: createHash('sha256').update(row.document).digest('hex'),
    })
    const faults = [...own, ...findLinkFaults(document, { ...row, auditedSha256 })]
    if (faults.length && !canBeShown(document, isoDate(asAt)))
      throw new Error('Its document was altered and is no plan any more')
    return { document, plan: planOf(document), sha256, faults, size: row.document.length }
  } catch (error) {
    log.error({ err: error, code: row.code }, 'the document of a report cannot be read')
    return null
  }
}
