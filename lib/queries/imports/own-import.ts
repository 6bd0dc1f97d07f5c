/** The file that someone is bringing into a plan: each has one of their own for each plan, and sees no other. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentWriter } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { type ImportPreview, previewImport, saidKey } from '@/lib/domain/imports/preview'
import type { Table } from '@/lib/domain/imports/table'
import type { ImportAnswers, ReadRows } from '@/lib/domain/imports/rows'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type AnswersFile, readAnswers } from '@/lib/schemas/imports/answers'
import { markPreview } from '@/lib/queries/preview-mark'
import { listUndone } from './plan-imports'

export interface OwnImport {
  readonly name: string
  readonly sha256: string
  /** An instant. */
  readonly startedAt: string
  readonly answers: AnswersFile
  /** The same as they are kept. */
  readonly kept: Readonly<Record<string, unknown>>
}

const OWN = { name: true, sha256: true, startedAt: true, answers: true } as const

const ownKey = async (planId: string) => ({
  planId_personId_purpose: { planId, personId: (await currentWriter()).id, purpose: 'plan' as const },
})

/** Takes a plan's id; returns the file that whoever asks has begun to bring into it, or null. */
export async function findOwnImport(planId: string): Promise<OwnImport | null> {
  const row = await db.importFile.findUnique({ where: await ownKey(planId), select: OWN })
  return row && toOwn(row)
}

/** The same with the bytes of the file. */
export async function readOwnImport(
  planId: string,
): Promise<(OwnImport & { readonly bytes: Buffer }) | null> {
  const row = await db.importFile.findUnique({
    where: await ownKey(planId),
    select: { ...OWN, bytes: true },
  })
  return row && { ...toOwn(row), bytes: Buffer.from(row.bytes) }
}

function toOwn(row: Prisma.ImportFileGetPayload<{ select: typeof OWN }>): OwnImport {
  const answers = readAnswers(JSON.stringify(row.answers))
  return {
    name: row.name,
    sha256: row.sha256,
    startedAt: row.startedAt.toISOString(),
    // What an earlier version of Cairn kept and this one does not know is asked again.
    answers: 'wrong' in answers ? { given: {} } : answers,
    kept: 'wrong' in answers ? {} : (row.answers as Record<string, unknown>),
  }
}

/** What was read of it without an error. */
export interface ReadImport extends Pick<OwnImport, 'name' | 'sha256'> {
  readonly table: Pick<Table, 'columns'>
  readonly rows: ReadRows
  readonly all: ImportAnswers
}

/** Takes a plan as it is, the rows of a file and the answers; returns what importing it would do. */
export async function previewOn(
  plan: PlanState,
  rows: ReadRows,
  answers: ImportAnswers,
): Promise<ImportPreview> {
  const [undone, said] = [await listUndone(plan.id), await listSaid(plan.id, rows)]
  return previewImport({ ...plan, undone, said }, rows, answers)
}

/** What is on record of the days that the file names, whoever said it. */
async function listSaid(planId: string, { rows }: ReadRows): Promise<ReadonlySet<string>> {
  const days = new Set(rows.flatMap(({ updates }) => updates.flatMap(({ on }) => on?.date ?? [])))
  if (days.size === 0) return new Set()
  const found = await db.$queryRaw<{ id: string; day: string; status: string; narrative: string | null }[]>`
    SELECT action_id::text AS id, effective_on::text AS day, status, narrative FROM progress_update u
    WHERE plan_id = ${planId}::uuid AND effective_on = ANY (${[...days]}::date[])
      AND NOT EXISTS (SELECT 1 FROM progress_update w
        WHERE w.plan_id = u.plan_id AND w.about_id = u.id AND w.kind = 'withdrawal') AND kind <> 'withdrawal'`
  return new Set(found.map(({ id, day, status, narrative }) => saidKey(id, day, status, narrative)))
}

/** Takes a plan as it is and an opened file; returns what importing it would do, and what tells that from any other preview. */
export async function previewOwnImport(
  plan: PlanState,
  { rows, all, sha256 }: ReadImport,
): Promise<{ readonly preview: ImportPreview; readonly seen: string }> {
  const preview = await previewOn(plan, rows, all)
  return { preview, seen: markPreview([sha256, preview, all.on]) }
}
