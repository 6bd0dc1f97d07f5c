/** Every rating of sections; who made one, for those inside only. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { inForceAt } from '@/lib/domain/plan/as-at'
import type { DatedTo } from '@/lib/domain/dates'
import { canSeeInside } from '@/lib/domain/people/permissions'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { Basis, PlanState, SourceDocument } from '@/lib/domain/plan/plan'
import type { OverallRag, RatingRule } from '@/lib/domain/status/rag'
import { toDates } from '@/lib/queries/plan-state/action-ledgers'
import { isoDate } from '@/lib/queries/iso-date'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

export interface SectionRating {
  readonly id: string
  readonly overallRag: OverallRag
  readonly reason: string | null
  /** Of one that corrects the basis or source of another: what was wrong. */
  readonly correction: string | null
  readonly effective: DatedTo
  readonly recordedAt: string
  /** The person who made it, or the body whose paper it came from. */
  readonly by: string
  readonly suggested: OverallRag | null
  readonly rule: RatingRule | null
}

/**
 * Takes a plan's place and the code of a section; returns its ratings, newest first, or none for those who may not see
 * names. A report has no names in it.
 */
export async function getSectionRatings(planAt: PlanRef, code: string): Promise<readonly SectionRating[]> {
  const [plan, actor] = await Promise.all([readPlan(planAt), currentActor()])
  if (!plan || plan.report !== null || !canSeeInside(actor, plan)) return []
  const rows = await db.sectionAssessment.findMany({
    where: { planId: plan.id, section: { code } },
    orderBy: [{ effectiveOn: 'desc' }, { entry: 'desc' }],
    take: MOST_SHOWN,
    select: {
      id: true,
      overallRag: true,
      reason: true,
      correction: true,
      effectiveOn: true,
      effectivePrecision: true,
      recordedAt: true,
      attributedTo: true,
      author: { select: { name: true } },
      suggested: true,
      rule: { select: { atRiskNumerator: true, atRiskDenominator: true } },
    },
  })
  return rows.map(({ effectiveOn, effectivePrecision, recordedAt, attributedTo, author, ...row }) => ({
    ...row,
    effective: { date: isoDate(effectiveOn), precision: effectivePrecision },
    recordedAt: recordedAt.toISOString(),
    by: author?.name ?? attributedTo,
  }))
}

const MOST_SHOWN = 100

/** A rating of a section as anyone may read it: the body stands for it, not the person. */
export interface PublicRating extends Omit<SectionRating, 'by'> {
  readonly section: { readonly id: string; readonly code: string; readonly title: string }
  readonly basis: Basis
  readonly attributedTo: string
  readonly source: SourceDocument | null
}

/** Takes a plan that its reader may see, at a moment; returns every rating of its sections by then, in the order of recording. */
export async function readRatings(plan: PlanState): Promise<PublicRating[]> {
  const rows = await db.sectionAssessment.findMany({
    where: { planId: plan.id },
    orderBy: { entry: 'asc' },
    include: { rule: { select: { atRiskNumerator: true, atRiskDenominator: true } } },
  })
  const sections = new Map(plan.sections.map((section) => [section.id, section]))
  return rows.flatMap((row) => {
    const section = sections.get(row.sectionId)
    if (!section || !inForceAt(toDates(row), plan)) return []
    const { id, overallRag, reason, correction, basis, attributedTo, suggested, rule } = row
    return [
      {
        id,
        overallRag,
        reason,
        correction,
        basis,
        attributedTo,
        suggested,
        rule,
        section: { id: section.id, code: section.code, title: section.title },
        effective: { date: isoDate(row.effectiveOn), precision: row.effectivePrecision },
        recordedAt: row.recordedAt.toISOString(),
        source: plan.sources.find((one) => one.id === row.sourceId) ?? null,
      },
    ]
  })
}
