/** Where the headline of a printed report has other counts than the figures of its day. */

import type { Finding } from './findings'
import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { PrintedFigures } from './printed-figures'
import { compareTotalsWithRecord } from './reconcile-totals'
import { reconcile } from './reconciliation'
import { rollUpActions } from '@/lib/domain/plan/views'

/** A printed report, and where the counts of its headline are not those of the figures shown. */
export interface PrintedHeadline {
  readonly code: string
  readonly reference: string
  readonly findings: readonly Finding[]
}

/** What the first of these kinds that was found says of the headline, its own sections say: it is the reason. */
const REASONS = [['countedAs'], ['totalDiffers', 'omittedFromTotals']] as const

/**
 * Takes the figures of a printed report and the plan of its day; returns what to say of the headline's counts where they are not those of the
 * plan: the reason that the paper's own arithmetic gives, otherwise each count that differs. Empty where all agree.
 */
export function findingsOnHeadline(figures: PrintedFigures, plan: PlanState): Finding[] {
  const recorded = rollUpActions(plan, indexPlan(plan).counted).counts
  const differs = compareTotalsWithRecord(plan, figures.actionTotals, recorded)
  if (differs.length === 0) return []
  const findings = reconcile(figures, plan)
  const reasons = REASONS.map((kinds) =>
    findings.filter(({ kind }) => (kinds as readonly string[]).includes(kind)),
  )
  return reasons.find((some) => some.length > 0) ?? differs
}
