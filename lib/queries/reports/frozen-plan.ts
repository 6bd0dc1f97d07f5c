/**
 * The plans that reports froze, read without the stories of their actions: what comparisons and trends need of a report, at a
 * small part of what the whole document takes.
 */

import 'server-only'
import { WITH_ISSUE_ENTRY } from '@/lib/queries/plan-state/issue-entry'
import { cache } from 'react'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { db } from '@/lib/db'
import type { Statuses } from '@/lib/domain/movement/time-in-status'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type Fault, planOf } from '@/lib/domain/reports/snapshot'
import { findLinkFaults } from '@/lib/domain/reports/snapshot-check'
import { figuresInReport, type ReportFigures } from '@/lib/domain/movement/trend'
import { log } from '@/lib/log'
import { processWide } from '@/lib/process-wide'
import { readSnapshotHead } from '@/lib/schemas/reports/snapshot'
import { isoDate } from '@/lib/queries/iso-date'
import { findReportRows, type ReportRow } from '@/lib/queries/plan-state/report-rows'

export interface FrozenPlan {
  readonly plan: PlanState
  readonly frozenAt: string
  /** What is wrong with it; empty when it is what was frozen. */
  readonly faults: readonly Fault[]
}

/** As much of a report as is small. */
export interface FrozenFigures extends Statuses {
  readonly code: string
  readonly figures: ReportFigures
  readonly faults: readonly Fault[]
}

// Figures are small; of the plans, those that were asked for last. Null where nothing can be made of a document any more.
const memoPlan = processWide('plans of reports', () => memoizeAsync<FrozenPlan | null>(8))
const memoFigures = processWide('figures of reports', () => memoizeAsync<FrozenFigures | null>(500))

/**
 * Takes the id of a plan that its reader may see, and a report's code; returns the plan that it froze, or null when there is
 * none such or nothing can be made of it any more.
 */
export const readFrozenPlan = cache(async (planId: string, code: string): Promise<FrozenPlan | null> => {
  const found = (await findReportRows(planId)).find((one) => one.code === code)
  return found ? memoPlan(found.id, () => planFrom(found), found.rowVersion) : null
})

/** Takes the id of a plan that its reader may see; returns the figures of all reports that can be read, in no order. */
export const readFrozenFigures = cache(async (planId: string): Promise<FrozenFigures[]> => {
  const all: FrozenFigures[] = []
  // One after the other: only one document is in memory at a time.
  for (const found of await findReportRows(planId)) {
    const figures = await memoFigures(found.id, () => figuresFrom(found), found.rowVersion)
    if (figures) all.push(figures)
  }
  return all
})

/** A document is read once for both, whichever is asked for first. */
const planFrom = (found: ReportRow) => loadForBoth(found).then((loaded) => loaded && loaded.plan)
const figuresFrom = (found: ReportRow) => loadForBoth(found).then((loaded) => loaded && loaded.figures)

function loadForBoth({ id, rowVersion }: ReportRow) {
  const loading = load(id)
  void memoPlan(id, () => loading.then((loaded) => loaded && loaded.plan), rowVersion)
  void memoFigures(id, () => loading.then((loaded) => loaded && loaded.figures), rowVersion)
  return loading
}

interface Row {
  readonly plan_id: string
  readonly code: string
  readonly reference: string
  readonly title: string
  readonly meeting_on: Date | null
  readonly as_at: Date
  readonly frozen_at: Date
  readonly sha256: string
  readonly schema_version: number
  readonly correction: string | null
  readonly corrects: string | null
  readonly corrects_sha256: string | null
  readonly actual: string
  readonly audited: string | null
  readonly head: string
  readonly version: number | null
}

/** Bytes: what comes after the stories is the vocabulary of the day. */
const LONGEST_END = 50_000

async function load(id: string): Promise<{ plan: FrozenPlan; figures: FrozenFigures } | null> {
  // Canonical JSON has the keys of the document in order: what stands before the stories is the head, whole but for a brace.
  // Inside a text the quotes of what is looked for would be escaped, so it is found nowhere else. All of it in bytes: in a text
  // PostgreSQL has to count the characters of a hundred megabytes for each question. OFFSET 0 has them made once.
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s.plan_id::text, s.code, s.reference, s.title, s.meeting_on, s.as_at, s.frozen_at, s.sha256,
      s.schema_version, s.correction, c.code AS corrects, c.sha256 AS corrects_sha256,
      encode(sha256(d.bytes), 'hex') AS actual, e.after->>'sha256' AS audited,
      convert_from(substr(d.bytes, 1, greatest(position(',"stories":{'::bytea IN d.bytes) - 1, 0)), 'UTF8') AS head,
      substring(encode(substr(d.bytes, greatest(length(d.bytes) - ${LONGEST_END}, 1)), 'escape')
        FROM ',"version":([0-9]+),"vocabulary":')::int AS version
    FROM snapshot s CROSS JOIN LATERAL (SELECT convert_to(s.document, 'UTF8') AS bytes OFFSET 0) d
    LEFT JOIN snapshot c ON c.id = s.corrects_id
    ${WITH_ISSUE_ENTRY} WHERE s.id = ${id}::uuid`
  if (!row) return null
  const { code, reference, title, sha256 } = row
  try {
    const { head, faults: own } = readSnapshotHead(row.head, row.version ?? 0, {
      id: row.plan_id,
      code,
      reference,
      title,
      sha256,
      actualSha256: row.actual,
      meetingOn: row.meeting_on && isoDate(row.meeting_on),
      asAt: isoDate(row.as_at),
      frozenAt: row.frozen_at.toISOString(),
    })
    const beside = {
      schemaVersion: row.schema_version,
      correction: row.correction,
      sha256,
      auditedSha256: row.audited,
      corrects: row.corrects === null ? null : { code: row.corrects, sha256: row.corrects_sha256 ?? '' },
    }
    const faults = [...own, ...findLinkFaults(head, beside)]
    const plan = planOf(head)
    return {
      plan: { plan, frozenAt: head.frozenAt, faults },
      figures: {
        code,
        figures: figuresInReport(plan, head.figures.plan),
        faults,
        actions: plan.actions.map((action) => ({
          id: action.id,
          current: action.current && { status: action.current.status },
        })),
      },
    }
  } catch (error) {
    log.error({ err: error, code }, 'the document of a report cannot be read')
    return null
  }
}
