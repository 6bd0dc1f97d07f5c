/** Who may read a plan, and whether what officers report waits for an editor. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { InvalidError } from '@/lib/errors'
import { describeLastDone } from '@/lib/audit/append'
import { writePlan } from '@/lib/mutations/write-plan'
import { planMessages } from '@/lib/format/plan/messages'

export interface PlanSettings {
  readonly isPublic: boolean
  readonly needsApproval: boolean
}

/** Takes a plan's slug, the settings that the administrator saw and the new ones; keeps the new ones. Throws InvalidError when they were changed meanwhile, and what writePlan throws. */
export async function changeSettings(slug: string, seen: PlanSettings, next: PlanSettings): Promise<void> {
  await writePlan(slug, RIGHTS.changeSettings, async ({ tx, plan, actor, audit }) => {
    const { isPublic, needsApproval } = plan
    if (isPublic === next.isPublic && needsApproval === next.needsApproval) return
    if (isPublic !== seen.isPublic || needsApproval !== seen.needsApproval) {
      const kind = 'plan.settings-changed'
      const sentence = await describeLastDone(tx, plan.id, actor.id, planMessages.changedSettings, { kind })
      throw new InvalidError({ form: planMessages.changedMeanwhile(sentence) })
    }
    await tx.plan.update({ where: { id: plan.id }, data: { ...next } })
    await audit({
      kind: 'plan.settings-changed',
      recordType: 'plan',
      recordId: plan.id,
      recordName: plan.title,
      before: { isPublic, needsApproval },
      after: { ...next },
    })
  })
}
