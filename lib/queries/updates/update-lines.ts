/** Reads very many updates: each as one line of JSON, which is read several times as fast as columns. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { queryPlainly } from '@/lib/db'
import type { PlanState, ProgressUpdate, UpdateKind } from '@/lib/domain/plan/plan'
import type { Evidence } from '@/lib/domain/plan/progress-report'
import { recordUpdate, type UpdateRecord } from '@/lib/domain/plan/records'
import { OWN_COLUMNS, type UpdateRow } from '@/lib/queries/plan-state/progress-updates'

/** A line, parsed: dates and instants are text as PostgreSQL writes it. */
export type UpdateLine = Omit<UpdateRow, 'effectiveOn' | 'recordedAt'> & {
  readonly effectiveOn: string
  readonly recordedAt: string
  readonly kind: UpdateKind
  readonly aboutId: string | null
  readonly evidence: readonly Evidence[]
}

const NOTHING = { columns: Prisma.empty, lists: Prisma.empty, joins: Prisma.empty }

/**
 * Takes which updates are wanted, a condition on u, and what is wanted of them beside an UpdateLine: columns of u, lists and
 * what joins those to "chosen"; returns the query for them, each with its "entry", the order of recording.
 */
export function linesOf(which: Prisma.Sql, more: typeof NOTHING = NOTHING): Prisma.Sql {
  // What belongs to updates is looked up once for all of them, not once for each.
  return Prisma.sql`
    WITH chosen AS MATERIALIZED (
      SELECT u.entry, ${OWN_COLUMNS}, u.kind::text, u.about_id AS "aboutId" ${more.columns}
      FROM progress_update u WHERE ${which})
    SELECT chosen.*, coalesce(s.list, '{}') AS "sourceIds", coalesce(e.list, '[]') AS evidence ${more.lists}
    FROM chosen
    LEFT JOIN (SELECT update_id, array_agg(source_id ORDER BY position) AS list FROM progress_update_source
      WHERE update_id IN (SELECT id FROM chosen) GROUP BY update_id) s ON s.update_id = chosen.id
    LEFT JOIN (SELECT update_id, json_agg(json_build_object('title', title, 'url', url) ORDER BY position) AS list
      FROM progress_update_evidence
      WHERE update_id IN (SELECT id FROM chosen) GROUP BY update_id) e ON e.update_id = chosen.id
    ${more.joins}`
}

/** Takes a parsed line; returns the update as the domain sees it. */
export function toUpdate(row: UpdateLine): ProgressUpdate {
  // Field by field: copies of the rest of an object cost several times the memory.
  return {
    id: row.id,
    status: row.status,
    narrative: row.narrative,
    reason: row.reason,
    mitigation: row.mitigation,
    effective: { date: row.effectiveOn, precision: row.effectivePrecision },
    recordedAt: toInstant(row.recordedAt),
    attributedTo: row.attributedTo,
    basis: row.basis,
    basisNote: row.basisNote,
    confidence: row.confidence,
    sourceIds: row.sourceIds,
    sourcePage: row.sourcePage ?? null,
  }
}

/** Takes an instant as PostgreSQL writes it, with an offset and without zeros at its end; returns it as the domain has it. */
export const toInstant = (text: string) => new Date(text).toISOString()

/** Takes a plan and the ids of updates that its reader may see, parted by commas; returns those updates, in the order of recording. */
export async function readUpdates(plan: PlanState, ids: string): Promise<Iterable<UpdateRecord>> {
  const which = Prisma.sql`u.plan_id = ${plan.id}::uuid AND u.id = ANY(string_to_array(${ids}, ',')::uuid[])`
  const rows = await queryPlainly<{ line: string }>(
    Prisma.sql`SELECT row_to_json(t)::text AS line FROM (${linesOf(which)}) t ORDER BY entry`,
  )
  return readRecords(plan, rows)
}

/** Makes none before it is asked for. */
function* readRecords(plan: PlanState, rows: readonly { readonly line: string }[]): Generator<UpdateRecord> {
  for (const { line } of rows) {
    const row = JSON.parse(line) as UpdateLine
    yield recordUpdate(plan, row.actionId, {
      ...toUpdate(row),
      kind: row.kind,
      // What an editor reworded was never seen, and so is not named.
      aboutId: row.kind === 'revision' ? null : row.aboutId,
      evidence: row.evidence,
    })
  }
}
