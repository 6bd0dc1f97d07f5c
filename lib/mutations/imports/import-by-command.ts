/** Bringing the rows of a file into a plan from the command line, where no one is signed in. */

import 'server-only'
import { today } from '@/lib/clock'
import { keepAnswers, type KeptAnswers } from '@/lib/domain/imports/kept-answers'
import type { TableColumn } from '@/lib/domain/imports/table'
import type { ImportPreview } from '@/lib/domain/imports/preview'
import type { ImportAnswers, ReadRows } from '@/lib/domain/imports/rows'
import type { OwnField } from '@/lib/domain/own-fields'
import { db } from '@/lib/db'
import type { PlanStatus } from '@/lib/domain/status/status'
import { readLastAnswers } from '@/lib/queries/imports/plan-imports'
import { previewOn } from '@/lib/queries/imports/own-import'
import { STATUSES } from '@/lib/queries/plan-state/plan-statuses'
import { readFields, withInsideFields } from '@/lib/queries/plan-state/inside-fields'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { inTransaction } from '../write-plan'
import { applyImport, type Importing } from './apply-import'

/** What was read of a file without an error. */
export interface FileToImport {
  readonly file: Importing['file']
  readonly columns: readonly Pick<TableColumn, 'column' | 'name'>[]
  readonly rows: ReadRows
  readonly answers: ImportAnswers
}

/** Takes a plan's slug; returns the statuses that words of a file can stand for, its own fields, and what was answered about its last files; null where there is no such plan. */
export async function askByCommand(slug: string): Promise<{
  readonly statuses: readonly PlanStatus[]
  readonly fields: readonly OwnField[]
  readonly lastTime: KeptAnswers | null
} | null> {
  const plan = await db.plan.findUnique({ where: { slug }, select: { id: true, statuses: STATUSES } })
  if (!plan) return null
  const fields = (await readFields(db, plan.id)).filter(({ isRetired }) => !isRetired)
  return { statuses: plan.statuses, fields, lastTime: await readLastAnswers(plan.id) }
}

/** Takes a plan's slug and a file; returns what importing it would do, or null where there is no such plan. */
export async function previewByCommand(
  slug: string,
  { rows, answers }: FileToImport,
): Promise<ImportPreview | null> {
  const plan = await db.plan.findUnique({ where: { slug }, select: { id: true } })
  return plan && previewOn(await withInsideFields(await loadPlan(plan.id)), rows, answers)
}

/**
 * Takes a plan's slug and a file; writes all that its preview shows, in one transaction, and returns that. Null where there is no such
 * plan. Nothing is written where a reference of the file cannot be one: the preview names it.
 */
export async function importByCommand(slug: string, from: FileToImport): Promise<ImportPreview | null> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM plan WHERE slug = ${slug} FOR NO KEY UPDATE`
    const plan = await tx.plan.findUnique({
      where: { slug },
      select: { id: true, title: true, publishers: true },
    })
    if (!plan) return null
    // No one else writes to it meanwhile.
    const target = await withInsideFields(await loadPlan(plan.id))
    const preview = await previewOn(target, from.rows, from.answers)
    if (preview.badReferences.length > 0) return preview
    const importing: Importing = {
      planId: plan.id,
      actorId: null,
      attributedTo: plan.publishers[0] ?? plan.title,
      file: from.file,
      answers: keepAnswers(from.columns, from.answers, await readLastAnswers(plan.id)),
      accepted: { warnings: from.rows.problemCount - from.rows.errorCount, note: null },
      on: today(),
      effective: from.answers.on,
    }
    await applyImport(tx, importing, target, preview)
    return preview
  })
}
