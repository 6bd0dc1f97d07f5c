/** How the plan's own fields changed of its actions, as its ledger has it. Those that are not public are not in there. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { dayOf } from '@/lib/clock'
import { queryPlainly } from '@/lib/db'
import type { OwnChanges } from '@/lib/domain/own-fields'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { RecordedFields } from '@/lib/domain/updates/timeline'

interface Row {
  readonly id: string
  readonly actionId: string
  readonly authorId: string | null
  readonly effectiveOn: string | null
  readonly recordedAt: string
  readonly changes: OwnChanges
  /** All of the record, as it was before anything changed or when it was added. */
  readonly isFirst: boolean
}

/** Takes a plan that its reader may see, and which of its changes (all when left out); returns them by the ids of actions, in the order of recording. */
export async function readOwnFieldChanges(
  plan: PlanState,
  { actionId, recordedAt }: { readonly actionId?: string; readonly recordedAt?: { readonly lte: Date } },
): Promise<Map<string, RecordedFields[]>> {
  const all = new Map<string, RecordedFields[]>()
  if (plan.fields.length === 0) return all
  const rows = await queryPlainly<Row>(Prisma.sql`
    SELECT id::text, record_id::text AS "actionId", author_id::text AS "authorId", to_char(effective_on, 'YYYY-MM-DD') AS "effectiveOn",
      to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt", facts->'ownFields' AS changes,
      jsonb_exists(facts, 'sourceLocator') AS "isFirst"
    FROM structure_change
    WHERE plan_id = ${plan.id}::uuid AND kind = 'action' AND jsonb_exists(facts, 'ownFields')
      ${actionId === undefined ? Prisma.empty : Prisma.sql`AND record_id = ${actionId}::uuid`}
      ${recordedAt === undefined ? Prisma.empty : Prisma.sql`AND recorded_at <= ${recordedAt.lte}`}
    ORDER BY entry`)
  const before = new Map<string, OwnChanges>()
  for (const { id, actionId: ofAction, authorId, effectiveOn, recordedAt: at, changes, isFirst } of rows) {
    const old = before.get(ofAction) ?? {}
    before.set(ofAction, { ...old, ...changes })
    const told = plan.fields.flatMap(({ code, label, type, unit }) =>
      code in changes ? [{ label, type, unit, before: old[code] ?? null, after: changes[code] ?? null }] : [],
    )
    if (isFirst || told.length === 0) continue
    const recordedOn = dayOf(new Date(at))
    const entry = {
      id,
      authorId,
      effectiveOn: effectiveOn ?? recordedOn,
      recordedOn,
      recordedAt: at,
      changes: told,
    }
    all.set(ofAction, [...(all.get(ofAction) ?? []), entry])
  }
  return all
}
