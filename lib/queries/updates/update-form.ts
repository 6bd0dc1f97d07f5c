/** What the forms about updates show: to report, to correct, to approve. */

import 'server-only'
import { promisedOn } from '@/lib/domain/plan/due-date'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { type NotConfirmable, whyNotConfirmable } from '@/lib/domain/updates/date-guard'
import type { IsoDate } from '@/lib/domain/dates'
import { canEditPlan, canReportOn, canSeeInside, type KnownActor } from '@/lib/domain/people/permissions'
import { currentStatus, type PlanState, type ProgressUpdate } from '@/lib/domain/plan/plan'
import type { StatusCode } from '@/lib/domain/status/status'
import { newSubmissionKey } from '@/lib/http/asked-as'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readCurrentUpdate } from '@/lib/queries/plan-state/progress-updates'
import {
  hasWaiting,
  readReportedAction,
  readSentUpdate,
  readWaiting,
  type ReportedAction,
  type SentUpdate,
} from './sent-updates'
import type { LoadResult } from '@/lib/queries/load-result'
import { countWaitingUpdates } from '@/lib/queries/periods/work-counts'

export interface ReportPage {
  readonly actor: KnownActor
  readonly plan: PlanState
  readonly action: ReportedAction
  /** What readers see now. */
  readonly current: ProgressUpdate | null
  readonly submissionKey: string
  readonly today: IsoDate
  /** Why "no change" cannot be said of it; null when it can. */
  readonly notConfirmable: NotConfirmable | null
}

/** Takes a plan's slug and an action's reference; returns what the form for reporting on it shows. */
export async function getReportPage(slug: string, ref: string): Promise<LoadResult<ReportPage>> {
  const found = await findAction(slug, ref)
  if (!found) return { kind: 'missing' }
  const { actor, plan, action } = found
  if (!canReportOn(actor, plan, action.accountable)) return { kind: 'forbidden' }
  const current = await readCurrentUpdate(plan.id, action.id)
  const day = today()
  const state = {
    current,
    promisedBy: promisedOn(action.dueOn, action.timescaleEndsOn),
    waits: action.latest?.standing === 'waiting',
  }
  return {
    kind: 'open',
    actor,
    plan,
    action,
    current,
    submissionKey: newSubmissionKey(),
    today: day,
    notConfirmable: whyNotConfirmable(plan, state, day),
  }
}

/**
 * Takes a plan, an action's reference and, as the address has it, the id of an update that its reader has just sent; returns
 * whether something newer waits, who may report on it (the actor, or null), what the actor may correct, and what became of the
 * update sent. Null when there is no such action, and of a plan as at another day: no one reports then.
 */
export async function getReporting(plan: PlanState, ref: string, sentId: unknown) {
  const action = plan.actions.find((one) => one.ref === ref)
  if (!action || plan.asAt !== null || plan.knownAt !== null) return null
  const [actor, waits] = await Promise.all([currentActor(), hasWaiting(plan.id, action.id)])
  const reported = canSeeInside(actor, plan) ? await readReportedAction(plan.id, ref) : null
  const isReporter = reported?.lifecycle === 'active' && canReportOn(actor, plan, reported.accountable)
  const latest = isReporter ? reported.latest : null
  const mayCorrect =
    latest !== null &&
    actor.kind === 'person' &&
    latest.canBeCorrected &&
    (canEditPlan(actor, plan) || latest.author?.id === actor.id)
  const sent = isReporter && typeof sentId === 'string' ? await readSentUpdate(plan.id, sentId) : null
  return {
    actionId: action.id,
    sent: sent?.actionId === action.id ? { ...sent, current: action.current } : null,
    reporterId: isReporter && actor.kind === 'person' ? actor.id : null,
    hasWaiting: waits,
    correctableId: mayCorrect ? latest.id : null,
  }
}

export interface CorrectionPage {
  readonly plan: PlanState
  readonly action: ReportedAction
  readonly update: SentUpdate
  readonly submissionKey: string
}

/** Takes a plan's slug, an action's reference and the id of an update of it; returns what the form to correct it shows. */
export async function getCorrectionPage(
  slug: string,
  ref: string,
  id: string,
): Promise<LoadResult<CorrectionPage>> {
  const found = await findAction(slug, ref)
  const update = found && (await readSentUpdate(found.plan.id, id))
  if (!found || update?.actionId !== found.action.id) return { kind: 'missing' }
  const { actor, plan, action } = found
  const isOwn = canReportOn(actor, plan, action.accountable) && update.author?.id === actor.id
  if (!isOwn && !canEditPlan(actor, plan)) return { kind: 'forbidden' }
  return { kind: 'open', plan, action, update, submissionKey: newSubmissionKey() }
}

export interface WaitingUpdate {
  readonly update: SentUpdate
  readonly ref: string
  readonly title: string
  /** What readers see now; null for nothing. */
  readonly status: StatusCode | null
}

/** So many are listed at once. */
export const MOST_APPROVALS = 40

/** Takes a plan's slug; returns the updates that wait for an editor, the oldest MOST_APPROVALS first, and how many there are. */
export async function getApprovals(slug: string): Promise<
  LoadResult<{
    readonly plan: PlanState
    readonly waiting: readonly WaitingUpdate[]
    readonly total: number
  }>
> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (!canEditPlan(actor, plan)) return { kind: 'forbidden' }
  const actions = new Map(plan.actions.map((action) => [action.ref, action]))
  const waiting = await readWaiting(plan.id, MOST_APPROVALS)
  return {
    kind: 'open',
    plan,
    waiting: waiting.map((update) => {
      const action = actions.get(update.ref)
      return {
        update,
        ref: update.ref,
        title: action?.title ?? '',
        status: (action && currentStatus(action)) ?? null,
      }
    }),
    total: waiting.length < MOST_APPROVALS ? waiting.length : ((await countWaitingUpdates(plan)) ?? 0),
  }
}

export interface ApprovalPage extends CorrectionPage {
  /** What readers see now. */
  readonly current: SentUpdate | null
}

/** Takes a plan's slug and the id of an update; returns what an editor sees before deciding on it. */
export async function getApproval(slug: string, id: string): Promise<LoadResult<ApprovalPage>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (!canEditPlan(actor, plan)) return { kind: 'forbidden' }
  const update = await readSentUpdate(plan.id, id)
  const action = update && (await readReportedAction(plan.id, update.ref))
  if (!update || !action) return { kind: 'missing' }
  const currentId = (await readCurrentUpdate(plan.id, action.id))?.id
  const current = currentId ? await readSentUpdate(plan.id, currentId) : null
  return { kind: 'open', plan, action, update, current, submissionKey: newSubmissionKey() }
}

async function findAction(slug: string, ref: string) {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan || actor.kind === 'anonymous' || !plan.actions.some((one) => one.ref === ref)) return null
  const action = await readReportedAction(plan.id, ref)
  return action && { plan, actor, action }
}
