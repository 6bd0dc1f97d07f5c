/** An editor's rating of a section. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { hasSections } from '@/lib/domain/plan/plan'
import { DEFAULT_RULE, needsReason, type OverallRag, suggestRag } from '@/lib/domain/status/rag'
import { countedActions, rollUp } from '@/lib/domain/status/roll-up'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { currentStatuses } from '@/lib/queries/plan-state/progress-updates'
import { dropDraft } from '@/lib/mutations/updates/draft'
import { type PlanTransaction, type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'

export interface NewRating {
  readonly overallRag: OverallRag
  readonly reason: string | null
  /** The id of the rating that the editor saw; empty when there was none. */
  readonly seen: string
}

/** Someone else rated the section while the form was open. Carries that rating, so that the editor can look and decide. */
export class RatedMeanwhileError extends Error {
  override name = 'RatedMeanwhileError'
  constructor(
    readonly latest: {
      readonly id: string
      readonly overallRag: OverallRag
      readonly reason: string | null
      readonly author: string
    },
  ) {
    super('The section was rated meanwhile')
  }
}

/**
 * Takes a plan's slug, a section's code and a rating; puts it on record with what the rule suggested and how the section's
 * counted actions stood at that moment. The same form sent twice is one rating. Throws RatedMeanwhileError when there is a
 * rating that the editor has not seen, InvalidError when it disagrees with the rule without a reason, and what writePlan
 * throws.
 */
export async function rateSection(slug: string, code: string, rating: NewRating): Promise<void> {
  await writePlan(slug, RIGHTS.rate, async ({ tx, plan, actor, today, audit }) => {
    const section = await tx.section.findUnique({
      where: { planId_code: { planId: plan.id, code } },
      select: { id: true, code: true },
    })
    if (!section || !hasSections(plan)) throw new NotFoundError('section', code)
    const latest = await readLatest(tx, plan.id, section.id)
    if ((latest?.id ?? '') !== rating.seen) {
      const isSameAgain =
        latest?.authorId === actor.id &&
        latest.overallRag === rating.overallRag &&
        latest.reason === rating.reason
      if (isSameAgain) return
      if (latest)
        throw new RatedMeanwhileError({ ...latest, author: latest.author?.name ?? latest.attributedTo })
    }
    const { suggestion, rule, counts } = await readFigures({ tx, plan }, section.id)
    if (rating.reason === null && needsReason(suggestion, rating.overallRag))
      throw new InvalidError({ reason: statusMessages.reasonMissing(suggestion) })
    await tx.sectionAssessment.create({
      data: {
        planId: plan.id,
        sectionId: section.id,
        overallRag: rating.overallRag,
        reason: rating.reason,
        effectiveOn: new Date(today),
        attributedTo: plan.publishers[0] ?? plan.title,
        basis: 'reported',
        ruleId: rule?.id ?? null,
        suggested: suggestion.rag,
        counts: { ...counts },
        authorId: actor.id,
      },
    })
    await audit({
      kind: 'section-assessment.recorded',
      recordType: 'section',
      recordId: section.id,
      recordName: `Section ${section.code}`,
      before: latest && { overallRag: latest.overallRag, reason: latest.reason },
      after: {
        overallRag: rating.overallRag,
        reason: rating.reason,
        suggested: suggestion.rag,
        threshold: thresholdInWords(rule ?? DEFAULT_RULE),
      },
    })
    await dropDraft(tx, actor.id, 'rating', section.id)
  })
}

function readLatest(tx: PlanTransaction, planId: string, sectionId: string) {
  return tx.sectionAssessment.findFirst({
    where: { planId, sectionId },
    orderBy: [{ effectiveOn: 'desc' }, { entry: 'desc' }],
    select: {
      id: true,
      overallRag: true,
      reason: true,
      attributedTo: true,
      authorId: true,
      author: { select: { name: true } },
    },
  })
}

/** What the rule suggests at this moment, by the same functions that pages use. */
async function readFigures({ tx, plan }: Pick<PlanWrite, 'tx' | 'plan'>, sectionId: string) {
  const planId = plan.id
  const rule = await tx.ratingRule.findFirst({
    where: { planId },
    orderBy: { entry: 'desc' },
    select: { id: true, atRiskNumerator: true, atRiskDenominator: true },
  })
  const actions = await tx.action.findMany({
    where: { planId, sectionId },
    select: { id: true, ref: true, parentId: true, counted: true, lifecycle: true },
  })
  const statusOf = new Map((await currentStatuses(tx, planId)).map((row) => [row.actionId, row.status]))
  const figures = rollUp(
    plan,
    countedActions(actions).map(({ id }) => ({ status: statusOf.get(id) ?? null })),
  )
  return { rule, suggestion: suggestRag(figures, rule ?? DEFAULT_RULE), counts: figures.counts }
}
