/** What was published about a plan, and when? */

import 'server-only'
import { db } from '@/lib/db'
import type { PublicChange } from '@/lib/domain/audit/change-log'
import type { PlanState } from '@/lib/domain/plan/plan'

/** Where a list goes on: after the change of this instant and id. */
export interface ChangeSubjectRef {
  readonly at: string
  readonly id: string
}

type Row = Pick<PublicChange, 'id' | 'at' | 'kind' | 'effectiveOn'> & {
  readonly type: PublicChange['about']['type']
  readonly recordId: string
  readonly code: string | null
  readonly title: string | null
}

/**
 * Takes a plan that its reader may see, where to go on (null: at the newest) and how many to return; returns so many of its changes,
 * the newest first, and one more where there are more. An update that waited for approval is of the instant of its approval; one that
 * waits, was returned or was reworded before its approval is in no list. What the plan was made of at first is no change.
 */
export async function readChanges(
  plan: PlanState,
  after: ChangeSubjectRef | null,
  limit: number,
): Promise<PublicChange[]> {
  // To the millisecond, as instants are written.
  const rows = await db.$queryRaw<Row[]>`
    WITH change AS (
      SELECT u.id, coalesce(d.recorded_at, u.recorded_at) AS at, 'update' AS kind, 'action' AS type, u.action_id AS record_id,
        u.effective_on FROM progress_update u
        LEFT JOIN update_decision d ON u.needs_approval AND d.update_id = u.id AND d.decision = 'approved'
        WHERE u.plan_id = ${plan.id}::uuid AND (NOT u.needs_approval OR d.id IS NOT NULL) AND NOT EXISTS (
          SELECT 1 FROM progress_update r WHERE r.about_id = u.id AND r.kind = 'revision')
      UNION ALL SELECT id, recorded_at, 'rating', 'section', section_id, effective_on FROM section_assessment
        WHERE plan_id = ${plan.id}::uuid
      UNION ALL SELECT id, recorded_at, 'dueDate', 'action', action_id, effective_on FROM due_date_move
        WHERE plan_id = ${plan.id}::uuid
      UNION ALL SELECT id, recorded_at, 'lifecycle', 'action', action_id, effective_on FROM lifecycle_change
        WHERE plan_id = ${plan.id}::uuid
      UNION ALL SELECT id, recorded_at, 'counted', 'action', action_id, effective_on FROM counted_change
        WHERE plan_id = ${plan.id}::uuid
      UNION ALL SELECT id, recorded_at, 'structure', kind::text, record_id, effective_on FROM structure_change
        WHERE plan_id = ${plan.id}::uuid AND (effective_on IS NOT NULL OR is_correction)
      UNION ALL SELECT id, frozen_at, 'report', 'report', id, as_at FROM snapshot WHERE plan_id = ${plan.id}::uuid
      UNION ALL SELECT id, recorded_at, 'printedReport', 'printedReport', id, as_of_on FROM printed_report
        WHERE plan_id = ${plan.id}::uuid)
    SELECT c.id::text, c.kind, c.type, c.record_id::text AS "recordId", to_char(c.effective_on, 'YYYY-MM-DD') AS "effectiveOn",
      to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
      coalesce(a.ref, s.code, p.code, o.code, t.code, n.code, v.code, b.code, r.code, e.code) AS code,
      coalesce(a.title, s.title, p.name, o.name, t.label, n.text, v.summary, b.title, r.title, e.title) AS title
    FROM (SELECT * FROM change
      WHERE ${after === null} OR (date_trunc('milliseconds', at), id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
      ORDER BY date_trunc('milliseconds', at) DESC, id DESC LIMIT ${limit + 1}) c
    LEFT JOIN action a ON c.type = 'action' AND a.id = c.record_id
    LEFT JOIN section s ON c.type = 'section' AND s.id = c.record_id
    LEFT JOIN pillar p ON c.type = 'pillar' AND p.id = c.record_id
    LEFT JOIN partner o ON c.type = 'partner' AND o.id = c.record_id
    LEFT JOIN timescale t ON c.type = 'timescale' AND t.id = c.record_id
    LEFT JOIN outcome n ON c.type = 'outcome' AND n.id = c.record_id
    LEFT JOIN achievement v ON c.type = 'achievement' AND v.id = c.record_id
    LEFT JOIN publication b ON c.type = 'publication' AND b.id = c.record_id
    LEFT JOIN snapshot r ON c.type = 'report' AND r.id = c.record_id
    LEFT JOIN printed_report e ON c.type = 'printedReport' AND e.id = c.record_id
    ORDER BY date_trunc('milliseconds', c.at) DESC, c.id DESC`
  return rows.map(({ id, at, kind, effectiveOn, type, recordId, code, title }) => ({
    id,
    at,
    kind,
    effectiveOn,
    about: { type, id: recordId, code, title },
  }))
}
