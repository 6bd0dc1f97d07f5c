/** Which reports were printed about a plan, and where do they differ from it? */

import 'server-only'
import { cache } from 'react'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import type { Finding } from '@/lib/domain/printed/findings'
import { FEW_ROWS, type PagePlace, paginate } from '@/lib/domain/paging'
import { canEditPlan, canSeeInside } from '@/lib/domain/people/permissions'
import { type Moment, type PlanRef, splitPlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { PrintedReport } from '@/lib/domain/printed/printed-figures'
import { compare, type Comparison, reconcile } from '@/lib/domain/printed/reconciliation'
import { findingsOnHeadline, type PrintedHeadline } from '@/lib/domain/printed/printed-headline'
import { printedFigures } from '@/lib/schemas/printed/printed-figures'
import { isoDate } from '@/lib/queries/iso-date'
import { readPlan, readPlanAtEach } from '@/lib/queries/plan-state/plan-state'

const ENTRY = {
  code: true,
  reference: true,
  title: true,
  asOfOn: true,
  asOfPrecision: true,
  figures: true,
  correction: true,
  recordedAt: true,
  source: { select: { code: true, title: true, url: true } },
  author: { select: { name: true } },
} as const satisfies Prisma.PrintedReportSelect

/** A printed report as someone entered it. */
interface EnteredReport extends PrintedReport {
  readonly code: string
  readonly source: { readonly code: string; readonly title: string; readonly url: string } | null
  /** What was wrong with the entry before it; null for the first. */
  readonly correction: string | null
  readonly recordedAt: string
  /** Null when it came with the plan, and for those who may not see names. */
  readonly by: string | null
}

/** A report beside the plan: as it stood on the day of the report's figures, unless another day was asked for. */
export interface ReconciledReport {
  readonly report: EnteredReport
  readonly plan: PlanState
  readonly findings: readonly Finding[]
}

interface ReportPage extends ReconciledReport {
  readonly comparison: Comparison
  /** From 1 on: which of the report's entries this is, and how many there are. */
  readonly entry: number
  readonly entries: number
  readonly mayEdit: boolean
}

interface ReportList {
  readonly plan: PlanState
  readonly reports: readonly ReconciledReport[]
  /** Where those lie among all of the plan. */
  readonly place: PagePlace
  readonly mayEdit: boolean
}

/**
 * Takes a plan's place and the page asked for, null for all of them; returns its printed reports, the newest first, each as it was
 * entered last, or null when there is no such plan to read. Comparing one with the plan reads the plan of its day.
 */
export async function listPrintedReports(planAt: PlanRef, page: number | null): Promise<ReportList | null> {
  const [plan, actor] = await Promise.all([readPlan(planAt), currentActor()])
  if (!plan) return null
  const rows = await db.printedReport.findMany({
    where: { planId: plan.id },
    orderBy: [{ entry: 'desc' }],
    distinct: ['code'],
    select: ENTRY,
  })
  const namesAreShown = canSeeInside(actor, plan)
  const all = rows
    .map((row) => toReport(row, namesAreShown))
    .sort((a, b) => (a.asOf.date === b.asOf.date ? 0 : a.asOf.date < b.asOf.date ? 1 : -1))
  const { rows: reports, ...place } = paginate(all, page ?? 1, page === null ? all.length || 1 : FEW_ROWS)
  const plans = await readPlanAtEach(
    plan.slug,
    reports.map((report) => momentOf(report, planAt)),
  )
  const reconciled = reports.flatMap((report, at) => {
    const then = plans?.[at]
    return then ? { report, plan: then, findings: reconcile(report.figures, then) } : []
  })
  return { plan, mayEdit: canEditPlan(actor, plan), reports: reconciled, place }
}

/** A finding, and the report that it is about. */
interface ReportFinding {
  readonly code: string
  readonly reference: string
  readonly comparedAsAt: string
  readonly finding: Finding
  readonly plan: PlanState
}

/**
 * Takes a plan that its reader may see; returns what does not agree in its printed reports, the newest first. None of a plan that a
 * report froze: what was printed is entered later, and corrected.
 */
export async function listFindings(plan: PlanState): Promise<ReportFinding[]> {
  if (plan.report !== null) return []
  const found = await listPrintedReports(plan, null)
  return (found?.reports ?? []).flatMap(({ report, plan: then, findings }) =>
    findings.map((finding) => ({
      code: report.code,
      reference: report.reference,
      comparedAsAt: then.asAt ?? report.asOf.date,
      finding,
      plan: then,
    })),
  )
}

/**
 * Takes a plan's place, the code of a printed report and which entry of it, the last unless said otherwise; returns it beside
 * the plan, or null when there is none to read.
 */
export async function getPrintedReport(
  planAt: PlanRef,
  code: string,
  asked?: number,
): Promise<ReportPage | null> {
  const [plan, actor] = await Promise.all([readPlan(planAt), currentActor()])
  // PostgreSQL knows no text with a NUL in it, and an address may carry one.
  if (!plan || code.includes('\0')) return null
  const where = { planId: plan.id, code }
  const entries = await db.printedReport.count({ where })
  const entry = asked ?? entries
  if (!Number.isInteger(entry) || entry < 1 || entry > entries) return null
  const [row] = await db.printedReport.findMany({
    where,
    orderBy: [{ entry: 'asc' }],
    skip: entry - 1,
    take: 1,
    select: ENTRY,
  })
  const found = row && (await reconcileAt(toReport(row, canSeeInside(actor, plan)), planAt))
  if (!found) return null
  const comparison = compare(found.report.figures, found.plan)
  return { ...found, comparison, entry, entries, mayEdit: canEditPlan(actor, plan) }
}

/** Takes a plan as at a day; returns the printed reports of that day whose headline has other counts. */
export const readPrintedHeadlines = cache(async (plan: PlanState): Promise<PrintedHeadline[]> => {
  if (plan.asAt === null) return []
  const rows = await db.printedReport.findMany({
    where: { planId: plan.id },
    orderBy: [{ entry: 'desc' }],
    distinct: ['code'],
    select: ENTRY,
  })
  return rows
    .map((row) => toReport(row, false))
    .filter(({ asOf }) => asOf.date === plan.asAt)
    .map(({ code, reference, figures }) => ({
      code,
      reference,
      findings: findingsOnHeadline(figures, plan),
    }))
    .filter(({ findings }) => findings.length > 0)
})

async function reconcileAt(report: EnteredReport, planAt: PlanRef): Promise<ReconciledReport | null> {
  const plan = await readPlan({ slug: splitPlanAt(planAt).slug, ...momentOf(report, planAt) })
  return plan && { report, plan, findings: reconcile(report.figures, plan) }
}

/** The plan is compared as it stood on the day of the report, or on the one that is asked for. */
function momentOf({ asOf }: EnteredReport, planAt: PlanRef): Moment {
  const { asAt, knownAt } = splitPlanAt(planAt)
  const ownDay = asOf.date < today() ? asOf.date : today()
  return { asAt: asAt ?? ownDay, knownAt }
}

function toReport(
  row: Prisma.PrintedReportGetPayload<{ select: typeof ENTRY }>,
  namesAreShown: boolean,
): EnteredReport {
  const { asOfOn, asOfPrecision, figures, recordedAt, author, ...rest } = row
  return {
    ...rest,
    asOf: { date: isoDate(asOfOn), precision: asOfPrecision },
    figures: printedFigures.parse(figures),
    recordedAt: recordedAt.toISOString(),
    by: namesAreShown ? (author?.name ?? null) : null,
  }
}
