/** "No change: still true today". */

import 'server-only'
import { whyNotConfirmable } from '@/lib/domain/date-guard'
import { canEditPlan, canSeeInside } from '@/lib/domain/permissions'
import { InvalidError } from '@/lib/errors'
import { readCurrentUpdate } from '@/lib/queries/progress-updates'
import { sayMeanwhile } from '@/lib/schemas/meanwhile'
import { sayNotConfirmable } from '@/lib/schemas/progress-report'
import { recordUpdate } from './record-update'
import { findOwnAction, findTwin, type Reported } from './report-progress'
import { writePlan } from './write-plan'

/**
 * Takes a plan's slug, an action's reference, the id of the update whose reader says that it is still true, and the key of
 * the form; records a nil return of today. Throws NotFoundError, ForbiddenError, SignedOutError, and InvalidError when somebody
 * reported meanwhile, and for whatever reason of `whyNotConfirmable`.
 */
export function confirmUpdate(
  slug: string,
  ref: string,
  form: { readonly updateId: string; readonly submissionKey: string },
): Promise<Extract<Reported, { kind: 'saved' }>> {
  const allowed = { may: canSeeInside, else: 'Only those who work on this plan can report on it.' }
  return writePlan(slug, allowed, async (write) => {
    const { tx, plan, actor, today } = write
    const action = await findOwnAction(write, ref)
    const before = await findTwin(write, action, form.submissionKey)
    if (before) return before

    const current = await readCurrentUpdate(plan.id, action.id, tx)
    if (current && current.id !== form.updateId) {
      const { author: by = null, recordedAt = current.recordedAt } = action.latest ?? {}
      const said = sayMeanwhile({ by, recordedAt }, actor.id, 'reported on this action')
      throw new InvalidError({
        form: `${said}, while this page was open. Read the newer update first, then confirm it.`,
      })
    }
    const promisedBy = action.dueOn ?? action.timescaleEndsOn
    const waits = action.latest?.standing === 'waiting'
    const why = whyNotConfirmable({ current, promisedBy, waits }, today)
    if (!current || why !== null)
      throw new InvalidError({ form: sayNotConfirmable(why ?? 'nothing', current) })
    return recordUpdate(write, action, {
      kind: 'nilReturn',
      aboutId: current.id,
      report: {
        status: current.status,
        narrative: current.narrative ?? '',
        reason: current.reason ?? '',
        mitigation: current.mitigation ?? '',
        effectiveOn: today,
        dueOn: action.dueOn,
        evidence: [],
      },
      dueReason: '',
      submissionKey: form.submissionKey,
      needsApproval: plan.needsApproval && !canEditPlan(actor, plan),
    })
  })
}
