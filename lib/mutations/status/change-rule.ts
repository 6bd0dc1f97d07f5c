/** A new threshold for the plan's rule. The old one stays on record: assessments name the rule they were made under. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { describeLastDone } from '@/lib/audit/append'
import { DEFAULT_RULE, type RatingRule } from '@/lib/domain/status/rag'
import { InvalidError } from '@/lib/errors'
import { dropDraft } from '@/lib/mutations/updates/draft'
import { writePlan } from '@/lib/mutations/write-plan'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'

/**
 * Takes a plan's slug, the rule that the administrator saw in force, the new one and a reason; puts the new one in force. The
 * same form sent twice makes one rule. Throws InvalidError when another rule came into force meanwhile, and what writePlan
 * throws.
 */
export async function changeRule(
  slug: string,
  seen: RatingRule,
  next: RatingRule,
  reason: string,
): Promise<void> {
  await writePlan(slug, RIGHTS.changeRule, async ({ tx, plan, actor, audit }) => {
    const current = await tx.ratingRule.findFirst({
      where: { planId: plan.id },
      orderBy: { entry: 'desc' },
      select: { id: true, atRiskNumerator: true, atRiskDenominator: true },
    })
    const inForce = current ?? DEFAULT_RULE
    if (isSame(inForce, next)) return
    if (!isSame(inForce, seen)) {
      const who = current && (await describeLastDone(tx, current.id, actor.id, statusMessages.changedRule))
      throw new InvalidError({ form: statusMessages.ruleChangedMeanwhile(who, inForce) })
    }
    const { atRiskNumerator, atRiskDenominator } = next
    const made = await tx.ratingRule.create({
      data: { planId: plan.id, atRiskNumerator, atRiskDenominator, reason, authorId: actor.id },
      select: { id: true },
    })
    await audit({
      kind: 'rating-rule.changed',
      recordType: 'rating_rule',
      recordId: made.id,
      recordName: 'Rating rule',
      before: { threshold: thresholdInWords(inForce) },
      after: { threshold: thresholdInWords(next), reason },
    })
    await dropDraft(tx, actor.id, 'rule', plan.id)
  })
}

function isSame(one: RatingRule, other: RatingRule): boolean {
  return one.atRiskNumerator === other.atRiskNumerator && one.atRiskDenominator === other.atRiskDenominator
}
