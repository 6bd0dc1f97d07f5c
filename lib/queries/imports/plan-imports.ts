/** Files that were imported into a plan: which, by whom, and what stands in the way of undoing one. */

import 'server-only'
import { db } from '@/lib/db'
import type { KeptAnswers } from '@/lib/domain/imports/kept-answers'
import { planUndo, type UndoPlan, type WrittenImport } from '@/lib/domain/imports/undo'
import { type Page, placePage, rowsBefore } from '@/lib/domain/paging'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readKeptAnswers } from '@/lib/schemas/imports/kept-answers'
import { readWritten } from '@/lib/schemas/imports/written-import'
import { REMOVABLE_FOR } from '@/lib/queries/structure/structure'
import { isUuid } from '@/lib/queries/updates/sent-updates'
import { markPreview } from '@/lib/queries/preview-mark'

const ROW = {
  id: true,
  file: true,
  sha256: true,
  recordedAt: true,
  added: true,
  changed: true,
  updates: true,
  undoneAt: true,
  author: { select: { name: true } },
  undoneById: true,
  undoneBy: { select: { name: true } },
} as const

export interface ImportRow {
  readonly id: string
  readonly file: string
  readonly sha256: string
  /** Instants. */
  readonly recordedAt: string
  readonly undoneAt: string | null
  /** Null for the command. */
  readonly author: string | null
  readonly undoneBy: string | null
  readonly undoneById: string | null
  readonly added: number
  readonly changed: number
  readonly updates: number
}

/** Takes a plan's id and a page; returns that page of its imports, the newest first. */
export async function listImports(planId: string, page: number): Promise<Page<ImportRow>> {
  const where = { planId }
  const place = placePage(await db.planImport.count({ where }), page)
  const rows = await db.planImport.findMany({
    where,
    orderBy: { firstEntry: 'desc' },
    skip: rowsBefore(place),
    take: place.size,
    select: ROW,
  })
  return { ...place, rows: rows.map(toRow) }
}

function toRow({
  recordedAt,
  undoneAt,
  author,
  undoneBy,
  ...row
}: Omit<ImportRow, 'recordedAt' | 'undoneAt' | 'author' | 'undoneBy'> & {
  readonly recordedAt: Date
  readonly undoneAt: Date | null
  readonly author: { readonly name: string } | null
  readonly undoneBy: { readonly name: string } | null
}): ImportRow {
  return {
    ...row,
    recordedAt: recordedAt.toISOString(),
    undoneAt: undoneAt && undoneAt.toISOString(),
    author: author?.name ?? null,
    undoneBy: undoneBy?.name ?? null,
  }
}

/** What was done since to what an import wrote. */
interface Obstacle {
  readonly kind: string
  readonly recordName: string
  /** An instant. */
  readonly recordedAt: string
  readonly actorName: string | null
}

export interface OpenedUndo {
  readonly row: ImportRow
  readonly undo: UndoPlan
  /** The first of them, the oldest first. */
  readonly obstacles: readonly Obstacle[]
  readonly obstacleCount: number
  /** Tells what undoing it does from anything else that it might do. */
  readonly seen: string
}

/** So many obstacles are named. */
const MOST_OBSTACLES = 20

/** Takes a plan as it is now and the id of an import; returns what undoing that does, and what stands in the way. Null where there is no such import. */
export async function openUndo(plan: PlanState, id: string): Promise<OpenedUndo | null> {
  const found = isUuid(id)
    ? await db.planImport.findUnique({
        where: { id, planId: plan.id },
        select: { ...ROW, written: true, lastEntry: true },
      })
    : null
  if (!found) return null
  const { written: stored, lastEntry, ...row } = found
  const written = readWritten(stored)
  const isRemovable = Date.now() - row.recordedAt.getTime() < REMOVABLE_FOR
  const undo = planUndo(plan, written, isRemovable)
  const rows = row.undoneAt ? [] : await findObstacles(plan.id, lastEntry, written)
  const ids = ({ id: one }: { readonly id: string }) => one
  const says = [
    id,
    undo.removed.map(ids),
    undo.withdrawn.map(ids),
    undo.returned.map(ids),
    undo.restored.map(({ now }) => now.id),
  ]
  return {
    row: toRow(row),
    undo,
    obstacles: rows.map(({ recordedAt, total: _, ...obstacle }) => ({
      ...obstacle,
      recordedAt: recordedAt.toISOString(),
    })),
    obstacleCount: rows[0]?.total ?? 0,
    seen: markPreview(says),
  }
}

/**
 * What others have put on record since about anything that the import wrote, or that now refers to it. What another import did that was
 * undone itself is none of it.
 */
function findObstacles(planId: string, lastEntry: number, written: WrittenImport) {
  const { pillars, sections, partners, timescales, outcomes, renamed, actions, withdrawn, updates, changed } =
    written
  const all = [...actions, ...withdrawn, ...changed.map(({ id }) => id)]
  const broughtBack = changed.filter(({ isBroughtBack }) => isBroughtBack).map(({ id }) => id)
  const leaving = [
    ...pillars,
    ...sections,
    ...partners,
    ...timescales,
    ...outcomes,
    ...actions,
    ...broughtBack,
  ]
  const own = [...leaving, ...all, ...[...updates, ...renamed].map(({ id }) => id)]
  // What it goes back to may be gone, or its number be another's.
  const needed = changed.flatMap(({ sectionId, parentId, timescaleId, partners: links }) => [
    sectionId,
    ...[parentId, timescaleId].filter((id) => id !== null),
    ...links.map(({ partnerId }) => partnerId),
  ])
  const refs = changed.map(({ ref }) => ref)
  return db.$queryRaw<(Omit<Obstacle, 'recordedAt'> & { recordedAt: Date; total: number })[]>`
    WITH leaving AS (SELECT unnest(${leaving}::uuid[]) AS id),
      acted AS (SELECT unnest(${all}::uuid[]) AS id),
      about AS (
        SELECT unnest(${own}::uuid[]) AS id
        UNION SELECT id FROM progress_update WHERE plan_id = ${planId}::uuid AND action_id IN (SELECT id FROM acted)
        UNION SELECT id FROM action WHERE plan_id = ${planId}::uuid
          AND (parent_id IN (SELECT id FROM leaving) OR section_id IN (SELECT id FROM leaving) OR heir_id IN (SELECT id FROM leaving)
            OR timescale_id IN (SELECT id FROM leaving)
            OR (ref = ANY (${refs}) AND id NOT IN (SELECT id FROM acted)))
        UNION SELECT id FROM section WHERE plan_id = ${planId}::uuid AND pillar_id IN (SELECT id FROM leaving)
        UNION SELECT id FROM outcome WHERE plan_id = ${planId}::uuid AND pillar_id IN (SELECT id FROM leaving)
        UNION SELECT section_id FROM section_outcome WHERE plan_id = ${planId}::uuid AND outcome_id IN (SELECT id FROM leaving)
        UNION SELECT action_id FROM action_partner WHERE plan_id = ${planId}::uuid AND partner_id IN (SELECT id FROM leaving)
        UNION SELECT section_id FROM section_partner WHERE plan_id = ${planId}::uuid AND partner_id IN (SELECT id FROM leaving)
        UNION SELECT achievement_id FROM achievement_action WHERE plan_id = ${planId}::uuid AND action_id IN (SELECT id FROM leaving)
        UNION SELECT publication_id FROM publication_action WHERE plan_id = ${planId}::uuid AND action_id IN (SELECT id FROM leaving)
        UNION SELECT id FROM board_ask WHERE plan_id = ${planId}::uuid
          AND (action_id IN (SELECT id FROM leaving) OR section_id IN (SELECT id FROM leaving) OR partner_id IN (SELECT id FROM leaving))
        UNION SELECT id FROM rating_dispute WHERE plan_id = ${planId}::uuid
          AND (action_id IN (SELECT id FROM leaving) OR section_id IN (SELECT id FROM leaving))
        UNION SELECT id FROM snapshot WHERE plan_id = ${planId}::uuid
        UNION SELECT id FROM (SELECT unnest(${needed}::uuid[]) AS id) n
          WHERE id NOT IN (SELECT id FROM section WHERE plan_id = ${planId}::uuid
            UNION SELECT id FROM action WHERE plan_id = ${planId}::uuid
            UNION SELECT id FROM timescale WHERE plan_id = ${planId}::uuid
            UNION SELECT id FROM partner WHERE plan_id = ${planId}::uuid))
    SELECT e.kind, e.record_name AS "recordName", e.recorded_at AS "recordedAt", e.actor_name AS "actorName",
      count(*) OVER ()::int AS total
    FROM audit_entry e
    WHERE e.chain = ${planId} AND e.number > ${lastEntry} AND e.record_id IN (SELECT id::text FROM about)
      AND NOT EXISTS (SELECT 1 FROM plan_import i WHERE i.plan_id = ${planId}::uuid AND i.undone_at IS NOT NULL
        AND (e.number BETWEEN i.first_entry AND i.last_entry OR e.number BETWEEN i.undo_first_entry AND i.undo_last_entry))
    ORDER BY e.number LIMIT ${MOST_OBSTACLES}`
}

/** Takes a plan's id; returns what was answered about its last files, null where there were none. An import that was undone answered something wrong. */
export async function readLastAnswers(planId: string): Promise<KeptAnswers | null> {
  const last = await db.planImport.findFirst({
    where: { planId, undoneAt: null },
    orderBy: { firstEntry: 'desc' },
    select: { answers: true },
  })
  return last && readKeptAnswers(last.answers)
}

/** Takes a plan's id; returns the ids of its withdrawn actions that came with an import that was undone. */
export async function listUndone(planId: string): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT a.id::text FROM action a WHERE a.plan_id = ${planId}::uuid AND a.lifecycle = 'withdrawn' AND a.id::text IN (
      SELECT jsonb_array_elements_text(i.written->'actions') FROM plan_import i
      WHERE i.plan_id = ${planId}::uuid AND i.undone_at IS NOT NULL)`
  return new Set(rows.map(({ id }) => id))
}
