/** "No change: still true today". */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { currentWriter } from '@/lib/auth/actor'
import { promisedOn } from '@/lib/domain/plan/due-date'
import { today } from '@/lib/clock'
import { whyNotConfirmable } from '@/lib/domain/updates/date-guard'
import { canEditPlan } from '@/lib/domain/people/permissions'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { ForbiddenError, InvalidError, NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readCurrentUpdate } from '@/lib/queries/plan-state/progress-updates'
import { describeMeanwhile } from '@/lib/format/audit/meanwhile'
import { logSecurity } from '@/lib/security-log'
import type { StillTrue } from '@/lib/schemas/periods/no-change'
import type { DecidedTogether } from './decide-update'
import { recordUpdate } from './record-update'
import { submissionId } from '@/lib/mutations/submission'
import { findOwnAction, findDuplicateSubmission, type Reported } from './report-progress'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { updateMessages } from '@/lib/format/updates/messages'

/**
 * Takes a plan's slug, an action's reference, the id of the update whose reader says that it is still true, and the key of
 * the form; records a nil return of today. Throws NotFoundError, ForbiddenError, SignedOutError, and InvalidError when someone
 * reported meanwhile, and for whatever reason of `whyNotConfirmable`.
 */
export function confirmUpdate(
  slug: string,
  ref: string,
  form: { readonly updateId: string; readonly submissionKey: string },
): Promise<Extract<Reported, { kind: 'saved' }>> {
  return writePlan(slug, RIGHTS.reportProgress, (write) => confirmOne(write, ref, form))
}

/** The same within a write. */
export async function confirmOne(
  write: PlanWrite,
  ref: string,
  form: { readonly updateId: string; readonly submissionKey: string },
): Promise<Extract<Reported, { kind: 'saved' }>> {
  const { tx, plan, actor, today } = write
  const action = await findOwnAction(write, ref)
  const before = await findDuplicateSubmission(write, action, form.submissionKey)
  if (before) return before

  const current = await readCurrentUpdate(plan.id, action.id, tx)
  if (current && current.id !== form.updateId) {
    const { author: by = null, recordedAt = current.recordedAt } = action.latest ?? {}
    const sentence = describeMeanwhile({ by, recordedAt }, actor.id, updateMessages.reportedMeanwhile)
    throw new InvalidError({ form: updateMessages.readNewerFirst(sentence) })
  }
  const promisedBy = promisedOn(action.dueOn, action.timescaleEndsOn)
  const waits = action.latest?.standing === 'waiting'
  const why = whyNotConfirmable(plan, { current, promisedBy, waits }, today)
  if (!current || why !== null)
    throw new InvalidError({ form: updateMessages.notConfirmable(plan, why ?? 'nothing', current) })
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
}

/**
 * Takes actions, of whatever plans, each with the update that is still true; records a nil return of each, one by one, as
 * `confirmUpdate` does. Returns which were confirmed by their numbers, why others were not, and what their plan calls actions. The
 * same form sent twice records each once. Throws SignedOutError.
 */
export async function confirmUpdates(
  stillTrue: readonly StillTrue[],
): Promise<DecidedTogether & { readonly words: Pick<PlanWords, 'action'> }> {
  const { id: actorId } = await currentWriter()
  const done: string[] = []
  const refused: { ref: string; why: string }[] = []
  for (const { plan, ref, updateId } of stillTrue) {
    // Of one update, one confirmation by one person a day, however often the form is sent.
    const submissionKey = submissionId({
      makes: 'no change',
      formKey: updateId,
      personId: actorId,
      content: today(),
    })
    try {
      await confirmUpdate(plan, ref, { updateId, submissionKey })
      done.push(ref)
    } catch (error) {
      if (error instanceof InvalidError) refused.push({ ref, why: Object.values(error.errors).join('. ') })
      else if (error instanceof ForbiddenError) {
        logSecurity('permission-refused', { account: error.who, why: error.why })
        refused.push({ ref, why: error.why })
      } else if (error instanceof NotFoundError) refused.push({ ref, why: updateMessages.actionMissing })
      else throw error
    }
  }
  const [first] = stillTrue
  const state = first && (await readPlan(first.plan))
  return { done, refused, words: state?.words ?? { action: { one: 'Action', many: 'Actions' } } }
}
