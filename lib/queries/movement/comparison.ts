/** What moved between two reports of a plan, or between one and now. */

import 'server-only'
import { cache } from 'react'
import { today } from '@/lib/clock'
import type { ComparisonProblem } from '@/lib/domain/movement/comparison-problem'
import { findStalled, type StalledAction } from '@/lib/domain/movement/time-in-status'
import { type Comparison, compare, type Side, NOW_CODE } from '@/lib/domain/movement/movement'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readFrozenPlan } from '@/lib/queries/reports/frozen-plan'
import { findPlan, readPlan } from '@/lib/queries/plan-state/plan-state'
import { type IssuedReport, listReports } from '@/lib/queries/reports/reports'
import { readTimeInStatus } from './time-in-status'
import { readChangeReasons } from '@/lib/queries/updates/change-reasons'

export interface FoundComparison {
  readonly comparison: Comparison
  readonly sides: { readonly before: Side; readonly after: Side }
  /** Adverse actions of the later side that have long been so. */
  readonly stalled: readonly StalledAction[]
}

export interface ComparisonView {
  /** As it lives. */
  readonly plan: PlanState
  /** The newest first. */
  readonly reports: readonly IssuedReport[]
  /** Codes of the two sides, "now" for the plan as it lives; empty where there is nothing to choose. */
  readonly from: string
  readonly to: string
  readonly found: FoundComparison | null
  /** Set when nothing is found. */
  readonly problem: ComparisonProblem | null
}

/** Two sides as an address names them; null where it does not. */
export interface AskedSides {
  readonly from: string | null
  readonly to: string | null
}

/**
 * Takes a plan's slug and the two sides; returns the comparison, or why there is none; null when there is no plan that the actor
 * may read. Without a first side it is the report before the second, without a second it is now, without both it is from the
 * newest report to now.
 */
export function getComparison(slug: string, { from, to }: AskedSides): Promise<ComparisonView | null> {
  return compareOnce(slug, from, to)
}

/**
 * As getComparison, for a page: without either side it is from the newest report to now where something was recorded since, else
 * between the last two reports.
 */
export async function getOpeningComparison(slug: string, asked: AskedSides): Promise<ComparisonView | null> {
  const view = await getComparison(slug, asked)
  if (asked.from !== null || asked.to !== null || !view?.found || view.found.comparison.changes.length > 0)
    return view
  const before = reportBefore(view.reports, view.from)
  return before === null ? view : getComparison(slug, { from: before, to: view.from })
}

/** Once for each request: React tells calls apart by plain values only. */
const compareOnce = cache(async (slug: string, askedFrom: string | null, askedTo: string | null) => {
  const [known, reports] = await Promise.all([findPlan(slug), listReports(slug)])
  const { from, to, problem } = chooseSides(reports, { from: askedFrom, to: askedTo })
  // Whichever of them is a report is read while the plan as it lives is.
  for (const code of [from, to])
    if (known && code !== null && code !== NOW_CODE) readFrozenPlan(known.id, code).catch(() => {})
  const plan = await readPlan(slug)
  if (!plan) return null
  const view = { plan, reports, from: from ?? '', to: to ?? '' }
  if (problem || from === null || to === null) return { ...view, found: null, problem }
  const [before, after] = await Promise.all([readSide(plan, reports, from), readSide(plan, reports, to)])
  if ('kind' in before) return { ...view, found: null, problem: before }
  if ('kind' in after) return { ...view, found: null, problem: after }
  const reasonsByAction = await readChangeReasons(after.plan, after.frozenAt)
  return {
    ...view,
    found: await find(reports, { before, after: { ...after, reasonsByAction } }),
    problem: null,
  }
})

async function find(
  reports: readonly IssuedReport[],
  { before, after }: FoundComparison['sides'],
): Promise<FoundComparison> {
  const timeInStatus = await readTimeInStatus(after.plan, reports)
  return {
    comparison: compare(before, after),
    sides: { before, after },
    // Only where it is shown: it looks at every action.
    get stalled() {
      return timeInStatus ? findStalled(after.plan, timeInStatus) : []
    },
  }
}

interface ChosenSides extends AskedSides {
  readonly problem: ComparisonProblem | null
}

function chooseSides(reports: readonly IssuedReport[], asked: AskedSides): ChosenSides {
  const none = { from: asked.from, to: asked.to }
  for (const side of ['from', 'to'] as const) {
    const code = asked[side]
    if (code !== null && code !== NOW_CODE && !reports.some((one) => one.code === code))
      return { ...none, problem: { kind: 'unknown', side, code } }
  }
  const [newest] = reports.filter(({ correctedBy }) => correctedBy === null)
  if (!newest) return { from: null, to: null, problem: { kind: 'noReports' } }
  const to = asked.to ?? NOW_CODE
  const from = asked.from ?? (to === NOW_CODE ? newest.code : reportBefore(reports, to))
  if (from === null) {
    const { reference } = reports.find(({ code }) => code === to) ?? newest
    return { from, to, problem: { kind: 'first', reference } }
  }
  if (from === to) return { from, to, problem: { kind: 'same' } }
  if (isLater(reports, from, to)) return { from, to, problem: { kind: 'backwards' } }
  return { from, to, problem: null }
}

/** The one before it by the day of its figures, leaving out those that were corrected. */
function reportBefore(reports: readonly IssuedReport[], code: string): string | null {
  const day = reports.find((one) => one.code === code)?.asAt ?? ''
  return reports.find(({ asAt, correctedBy }) => asAt < day && correctedBy === null)?.code ?? null
}

/** Reports come the newest first; of two that are of the same day, a correction is the later one. */
function isLater(reports: readonly IssuedReport[], one: string, other: string): boolean {
  const place = (code: string) =>
    code === NOW_CODE ? -1 : reports.findIndex((report) => report.code === code)
  return place(one) < place(other)
}

interface ReadSide extends Side {
  readonly frozenAt: string | null
}

type Altered = Extract<ComparisonProblem, { kind: 'altered' }>

async function readSide(
  plan: PlanState,
  reports: readonly IssuedReport[],
  code: string,
): Promise<ReadSide | Altered> {
  if (code === NOW_CODE) return { plan, code: null, reference: null, asAt: today(), frozenAt: null }
  const report = reports.find((one) => one.code === code)
  if (!report) throw new Error('A side is one of the reports')
  const frozen = await readFrozenPlan(plan.id, code)
  const { reference, asAt, figuresOf } = report
  if (!frozen || frozen.faults.length) return { kind: 'altered', code, reference }
  return { plan: frozen.plan, code, reference, asAt, figuresOf, frozenAt: frozen.frozenAt }
}
