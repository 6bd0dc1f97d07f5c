/** Reads what a report froze, and checks that it is still what was frozen. */

import 'server-only'
import { createHash } from 'node:crypto'
import { cache } from 'react'
import { db } from '@/lib/db'
import { log } from '@/lib/log'
import type { PlanState } from '@/lib/domain/plan'
import { type Fault, findFaults, planOf, type SnapshotDocument } from '@/lib/domain/snapshot'
import { snapshotEnvelope } from '@/lib/schemas/snapshot'
import { isoDate } from './iso-date'

export interface FrozenReport {
  readonly document: SnapshotDocument
  /** The plan as its pages show it. One object for each document, so that what is worked out of it is worked out once. */
  readonly plan: PlanState
  /** The hash given when it was frozen, and whether it is still the document's. */
  readonly sha256: string
  /** What is wrong with it; empty when it is what was frozen. */
  readonly faults: readonly Fault[]
}

const MOST_HELD = 10
const held = new Map<string, Promise<FrozenReport | null>>()

/**
 * Takes the id of a plan that its reader may see, and a report's code; returns what it froze, or null when there is none such
 * or nothing can be made of its document any more.
 */
export const readFrozenReport = cache(async (planId: string, code: string): Promise<FrozenReport | null> => {
  if (code.includes('\0')) return null
  // The text is hashed by the database every time, so that what is held here cannot hide what was done to it there.
  const [row] = await db.$queryRaw<{ id: string; actual: string }[]>`
    SELECT id::text, encode(sha256(convert_to(document, 'UTF8')), 'hex') || sha256 || code || reference || title
      || coalesce(meeting_on::text, '') || as_at || frozen_at AS actual
    FROM snapshot WHERE plan_id = ${planId}::uuid AND code = ${code}`
  if (!row) return null
  const key = `${row.id} ${row.actual}`
  const known = held.get(key)
  held.delete(key)
  const frozen = known ?? load(row.id)
  held.set(key, frozen)
  frozen.catch(() => held.delete(key))
  for (const oldest of held.keys()) {
    if (held.size <= MOST_HELD) break
    held.delete(oldest)
  }
  return frozen
})

async function load(id: string): Promise<FrozenReport | null> {
  const row = await db.snapshot.findUniqueOrThrow({ where: { id } })
  try {
    return openSnapshot(row)
  } catch (error) {
    log.error({ err: error, code: row.code }, 'the document of a report cannot be read')
    return null
  }
}

interface Row {
  readonly planId: string
  readonly code: string
  readonly reference: string
  readonly title: string
  readonly meetingOn: Date | null
  readonly asAt: Date
  readonly frozenAt: Date
  readonly document: string
  readonly sha256: string
}

/** Takes a row of the database; returns the report that it holds. Throws when its document cannot be read at all. */
export function openSnapshot(row: Row): FrozenReport {
  const document: unknown = JSON.parse(row.document)
  snapshotEnvelope.parse(document)
  const whole = document as SnapshotDocument
  const isIntact = createHash('sha256').update(row.document).digest('hex') === row.sha256
  const { code, reference, title, meetingOn, asAt, frozenAt } = row
  return {
    document: whole,
    plan: planOf(whole),
    sha256: row.sha256,
    faults: isIntact
      ? findFaults(whole, {
          ...{ id: row.planId, code, reference, title, frozenAt: frozenAt.toISOString() },
          meetingOn: meetingOn && isoDate(meetingOn),
          asAt: isoDate(asAt),
        })
      : ['Its text is not the one that was frozen: the fingerprint taken then is another.'],
  }
}
