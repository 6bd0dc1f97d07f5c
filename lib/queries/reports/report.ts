/** One issued report of a plan. */

import 'server-only'
import type { PrintedHeadline } from '@/lib/domain/printed/printed-headline'
import type { DatedTo } from '@/lib/domain/dates'
import { db } from '@/lib/db'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import {
  checkFrozenReport,
  type FrozenReport,
  readFrozenReport,
} from '@/lib/queries/plan-state/frozen-report'
import { readPrintedHeadlines } from '@/lib/queries/printed/printed-reports'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { type IssuedReport, listReports } from './reports'

export interface ReportView {
  readonly issued: IssuedReport
  readonly figuresOf: DatedTo
  /** What papers of that day printed otherwise. */
  readonly printed: readonly PrintedHeadline[]
  /** The one that corrects it, and the one that it corrects. */
  readonly correctedBy: IssuedReport | null
  readonly corrects: IssuedReport | null
  /** The one before it by the day of its figures, leaving out those that were corrected. */
  readonly previous: IssuedReport | null
  /** What it froze; null when nothing can be made of it any more. */
  readonly frozen: FrozenReport | null
}

/** Takes a plan's slug and a report's code; returns the report, or null when there is none such that the actor may read. */
export async function getReport(slug: string, code: string): Promise<ReportView | null> {
  const plan = await readPlan(slug)
  const reports = plan ? await listReports(slug) : []
  const issued = reports.find((one) => one.code === code)
  if (!plan || !issued) return null
  const find = (other: string | null) => reports.find((one) => one.code === other) ?? null
  const frozen = await readFrozenReport(plan.id, code)
  return {
    issued,
    figuresOf: issued.figuresOf,
    printed: frozen ? await readPrintedHeadlines(frozen.plan) : [],
    correctedBy: find(issued.correctedBy),
    corrects: find(issued.corrects),
    previous: reports.find((one) => one.asAt < issued.asAt && one.correctedBy === null) ?? null,
    frozen,
  }
}

/**
 * Takes a plan's slug and a report's code; returns the report with what its document is found to be now, read from the database and checked
 * whoever asked before; null as getReport does.
 */
export async function checkReport(
  slug: string,
  code: string,
): Promise<Pick<ReportView, 'issued' | 'frozen'> | null> {
  const plan = await readPlan(slug)
  const issued = plan && (await listReports(slug)).find((one) => one.code === code)
  return issued ? { issued, frozen: await checkFrozenReport(plan.id, code) } : null
}

/** Takes a plan as it is shown; returns the report that froze it where that is not what was frozen any more, else null. */
export async function findAltered({
  slug,
  report,
}: Pick<PlanSummary, 'slug' | 'report'>): Promise<IssuedReport | null> {
  const found = report === null ? null : await getReport(slug, report)
  return found && found.frozen?.faults.length !== 0 ? found.issued : null
}

/**
 * Takes a plan's slug and a report's code; returns the text of its document and the hash taken when that was frozen, or null as
 * getReport does.
 */
export async function readReportText(
  slug: string,
  code: string,
): Promise<{ readonly document: string; readonly sha256: string } | null> {
  const plan = await readPlan(slug)
  if (!plan || code.includes('\0')) return null
  return db.snapshot.findUnique({
    where: { planId_code: { planId: plan.id, code } },
    select: { document: true, sha256: true },
  })
}
