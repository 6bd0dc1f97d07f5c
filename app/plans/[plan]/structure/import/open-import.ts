/** Opening the file that someone is bringing into a plan, as each step after the first shows it. */

import 'server-only'
import { findAsLastTime } from '@/lib/domain/imports/kept-answers'
import type { ImportAnswers, ReadRows } from '@/lib/domain/imports/rows'
import type { Table } from '@/lib/domain/imports/table'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type ImportReport, reportImport } from '@/lib/format/imports/import-report'
import { importMessages } from '@/lib/format/imports/messages'
import { readPlanFile } from '@/lib/imports/read-plan-file'
import { readLastAnswers } from '@/lib/queries/imports/plan-imports'
import { type OwnImport, readOwnImport } from '@/lib/queries/imports/own-import'

/** The file as it was read, by the answers so far and proposals for the rest. */
export interface OpenedImport extends OwnImport {
  readonly table: Table
  readonly rows: ReadRows
  readonly all: ImportAnswers
  /** What it holds and what is wrong with it. */
  readonly report: ImportReport
  /** What is answered as about the last file. */
  readonly lastTime: ReturnType<typeof findAsLastTime>
}

/** Takes a plan; returns the file that whoever asks is bringing into it, read, or why it cannot be read; null where there is none. */
export async function openOwnImport(
  plan: Pick<PlanState, 'id' | 'statuses' | 'fields'>,
): Promise<OpenedImport | { readonly refused: string } | null> {
  const found = await readOwnImport(plan.id)
  if (!found) return null
  const { bytes, ...own } = found
  const lastTime = await readLastAnswers(plan.id)
  const read = await readPlanFile(own.name, bytes, {
    ...own.answers,
    statuses: plan.statuses,
    fields: plan.fields,
    isForPlan: true,
    lastTime,
  })
  if (read.refused !== undefined) return read
  const { table, rows, answers } = read
  const report = reportImport({ name: own.name, bytes: bytes.length, sha256: own.sha256 }, read)
  if (!table || !rows || !answers || report.reason !== null)
    return { refused: report.reason ?? importMessages.noTable }
  return { ...own, table, rows, all: answers, report, lastTime: findAsLastTime(table, lastTime, answers) }
}
