/** "No change: still true today". */

import 'server-only'
import { isRefusedPastDate, LATE_STATUSES } from '@/lib/domain/date-guard'
import { canEditPlan, canSeeInside } from '@/lib/domain/permissions'
import { bucketLabel } from '@/lib/domain/status'
import { InvalidError } from '@/lib/errors'
import { readCurrentUpdate } from '@/lib/queries/progress-updates'
import { recordUpdate } from './record-update'
import { findOwnAction, findTwin, type Reported } from './report-progress'
import { writePlan } from './write-plan'

/**
 * Takes a plan's slug, an action's reference, the id of the update whose reader says that it is still true, and the key of
 * the form; records a nil return of today. Throws NotFoundError, ForbiddenError, SignedOutError, and InvalidError when there
 * is nothing to confirm, when somebody spoke meanwhile, or when the date that passed forbids the status.
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
    if (!current)
      throw new InvalidError({ form: 'There is no update yet that could still be true. Report one.' })
    if (action.latest?.standing === 'waiting')
      throw new InvalidError({
        form: 'An update of this action waits for approval. Wait for it, or report anew.',
      })
    if (current.id !== form.updateId)
      throw new InvalidError({
        form: 'Somebody reported on this action meanwhile. Read it first, then say so again.',
      })
    const promisedBy = action.dueOn ?? action.timescaleEndsOn
    if (isRefusedPastDate(current.status, promisedBy, today))
      throw new InvalidError({
        form: `The date has passed, so it is no longer ${bucketLabel(current.status)}. Report ${LATE_STATUSES.map(bucketLabel).join(' or ')}, or a new expected date.`,
      })
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
