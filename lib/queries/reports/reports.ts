/** A plan's issued reports. */

import 'server-only'
import { cache } from 'react'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { PlanState } from '@/lib/domain/plan/plan'
import { canSeeInside } from '@/lib/domain/people/permissions'
import type { ReportName } from '@/lib/domain/reports/snapshot'
import { SAYS_ISSUED } from '@/lib/queries/plan-state/issue-entry'
import { readFrozenFigures } from './frozen-plan'
import { isoDate } from '@/lib/queries/iso-date'
import { findPlan } from '@/lib/queries/plan-state/plan-state'

export interface IssuedReport extends ReportName {
  readonly id: string
  /** The day that the plan was frozen as at. */
  readonly asAt: IsoDate
  /** What its figures are of: that day, or the month or year that a printed paper names in its place. */
  readonly figuresOf: DatedTo
  /** An instant. */
  readonly frozenAt: string
  /** Who issued it: for those inside only, and null when it came with the plan. */
  readonly frozenBy: string | null
  readonly sha256: string
  /** The code of the report that it corrects, and why. */
  readonly corrects: string | null
  readonly correction: string | null
  /** The code of the report that corrects it. */
  readonly correctedBy: string | null
}

/** Takes the id of a plan that its reader may see; returns the codes of those of its reports that are still what was frozen. */
export async function readUnaltered(planId: string): Promise<ReadonlySet<string>> {
  const figures = await readFrozenFigures(planId)
  return new Set(figures.flatMap(({ code, faults }) => (faults.length === 0 ? [code] : [])))
}

/** Takes the id of a plan that its reader may see; returns the references of reports that were issued, as the audit log says, and are not in the database any more. */
export async function readMissingReports(planId: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ reference: string }[]>`
    SELECT e.after->>'reference' AS reference FROM audit_entry e
    WHERE e.plan_id = ${planId}::uuid AND e.kind = 'report.issued'
      AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE ${SAYS_ISSUED}) ORDER BY e.number`
  return rows.map(({ reference }) => reference)
}

/** Takes a plan's slug; returns its issued reports, the newest first; none when the actor may not read the plan. Read once for a request. */
export const listReports = cache(async (slug: string): Promise<readonly IssuedReport[]> => {
  const [plan, actor] = await Promise.all([findPlan(slug), currentActor()])
  if (!plan) return []
  const precisionOf = await readPrecisions(plan.id)
  const rows = await db.snapshot.findMany({
    where: { planId: plan.id },
    orderBy: [{ asAt: 'desc' }, { entry: 'desc' }],
    select: {
      id: true,
      code: true,
      reference: true,
      title: true,
      meetingOn: true,
      asAt: true,
      frozenAt: true,
      sha256: true,
      correction: true,
      corrects: { select: { code: true } },
      correctedBy: { select: { code: true } },
      frozenBy: { select: { name: true } },
    },
  })
  const isInside = canSeeInside(actor, plan)
  return rows.map(({ meetingOn, asAt, frozenAt, frozenBy, corrects, correctedBy, ...row }) => ({
    ...row,
    meetingOn: meetingOn && isoDate(meetingOn),
    asAt: isoDate(asAt),
    figuresOf: precisionOf({ code: row.code, asAt: isoDate(asAt) }),
    frozenAt: frozenAt.toISOString(),
    frozenBy: isInside ? (frozenBy?.name ?? null) : null,
    corrects: corrects?.code ?? null,
    correctedBy: correctedBy?.code ?? null,
  }))
})

type AsAt = Pick<IssuedReport, 'code' | 'asAt'>

/** Takes a plan's id; returns what tells how exactly the day of a report's figures is known: as its printed paper has it. */
async function readPrecisions(planId: string): Promise<(report: AsAt) => DatedTo> {
  const printed = await db.printedReport.findMany({
    where: { planId },
    orderBy: { entry: 'desc' },
    distinct: ['code'],
    select: { code: true, asOfOn: true, asOfPrecision: true },
  })
  return ({ code, asAt }) => {
    const paper = printed.find((one) => one.code === code && isoDate(one.asOfOn) === asAt)
    return { date: asAt, precision: paper?.asOfPrecision ?? 'day' }
  }
}

/** Takes a plan at a place; returns what its figures are of where a report froze it, otherwise null. */
export async function readFiguresOfReport({
  id,
  report,
  asAt,
}: Pick<PlanState, 'id' | 'report' | 'asAt'>): Promise<DatedTo | null> {
  return report !== null && asAt !== null ? readFiguresOf(id, { code: report, asAt }) : null
}

/** Takes a plan's id and a report; returns what its figures are of: a day, or the month or year that its printed paper names. */
export async function readFiguresOf(planId: string, report: AsAt): Promise<DatedTo> {
  return (await readPrecisions(planId))(report)
}
