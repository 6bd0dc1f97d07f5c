/** What is owed, action by action, as lists show it. */

import { isRefusedPastDate, type NotConfirmable, whyNotConfirmable } from '@/lib/domain/updates/date-guard'
import type { IsoDate } from '@/lib/domain/dates'
import {
  type UpdateDue,
  updateDueOf,
  type Holder,
  holderOn,
  isReported,
  lastReportedBy,
  type LastReported,
  type ActionDue,
  pendingOf,
  type Entry,
} from './updates-due'
import { type Period, stageOf } from './periods'
import { promisedDateOf } from '@/lib/domain/plan/due-date'
import { type Action, type Basis, type PlanState, currentStatus } from '@/lib/domain/plan/plan'
import { indexPlan, partnerIdsOf, type PlanIndex } from '@/lib/domain/plan/plan-index'
import { isCounted } from '@/lib/domain/status/roll-up'
import { type Bucket, isComplete, NO_UPDATE } from '@/lib/domain/status/status'

/** What is on record of who answers for a plan's actions and what they said, by the action's id. */
export interface Reporting {
  readonly periods: readonly Period[]
  /** The oldest entry first. */
  readonly holders: ReadonlyMap<string, readonly Holder[]>
  readonly contributors: ReadonlyMap<string, readonly string[]>
  /** Those who may report on actions today: ids of people. */
  readonly reporters: ReadonlySet<string>
  /** In the order of recording. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>
}

export interface UpdateDueRow {
  readonly ref: string
  readonly title: string
  readonly bucket: Bucket
  readonly isCounted: boolean
  readonly isDelivered: boolean
  readonly updateDue: UpdateDue
  /** Whether nothing was said in the period though someone owes an update, or no one does for want of anyone who answers for it. */
  readonly isSilent: boolean
  /** Until when the update is owed; null when none is. */
  readonly dueOn: IsoDate | null
  /** Who is named as answering for it today; and whether that is someone who may still report. */
  readonly accountableId: string | null
  readonly hasOfficer: boolean
  readonly contributorIds: readonly string[]
  readonly last: LastReported | null
  /** What became of the newest update, when readers do not see it. */
  readonly pending: 'waiting' | 'returned' | null
  /** How its status is known; null where there is none. */
  readonly basis: Basis | null
  /** The update that a nil return would confirm; null where it takes more words than "no change", and why it does. */
  readonly confirmableId: string | null
  readonly notConfirmable: NotConfirmable | null
  /** The day by which it was promised, where its status can no longer stand because that day has passed. */
  readonly passedOn: IsoDate | null
  /** The partners it involves. */
  readonly partnerIds: readonly string[]
}

/**
 * Takes a plan, what is on record of reporting, a period (null when there is none) and today's date; returns a row for each
 * active action that someone answers for or contributes to, or that ought to have someone since it is counted; in the
 * plan's order.
 */
export function viewUpdatesDue(
  plan: PlanState,
  reporting: Reporting,
  period: Period | null,
  today: IsoDate,
): UpdateDueRow[] {
  const index = indexPlan(plan)
  return plan.actions
    .filter((action) => action.lifecycle === 'active')
    .map((action) => viewUpdateDue(action, index, reporting, period, today))
    .filter((row) => row.isCounted || row.accountableId !== null || row.contributorIds.length > 0)
}

function viewUpdateDue(
  action: Action,
  index: PlanIndex,
  { holders, contributors, reporters, entries: words }: Reporting,
  period: Period | null,
  today: IsoDate,
): UpdateDueRow {
  const status = currentStatus(action)
  const named = holders.get(action.id) ?? []
  const accountableId = holderOn(named, today)?.personId ?? null
  const hasOfficer = accountableId !== null && reporters.has(accountableId)
  const responsible: ActionDue = {
    lifecycle: action.lifecycle,
    last: action.current && {
      isDone: isComplete(index.plan, status),
      effectiveOn: action.current.effective.date,
    },
    // Whoever lost the role or the account owes nothing any more: no one does until it is handed over.
    holders: hasOfficer ? named : [...named, { personId: null, from: today }],
    words: words.get(action.id) ?? [],
  }
  const updateDue = updateDueOf(responsible, period, today)
  const newest = pendingOf(responsible.words)
  const state = {
    current: action.current,
    promisedBy: promisedDateOf(index, action),
    waits: newest === 'waiting',
  }
  const notConfirmable = whyNotConfirmable(index.plan, state, today)
  return {
    ref: action.ref,
    title: action.title,
    bucket: status ?? NO_UPDATE,
    isCounted: isCounted(action),
    isDelivered: isComplete(index.plan, status),
    updateDue,
    isSilent: isSilentIn(responsible, period, { updateDue, isCounted: isCounted(action) }, today),
    dueOn: updateDue === 'none' ? null : (period?.dueOn ?? null),
    accountableId,
    hasOfficer,
    contributorIds: contributors.get(action.id) ?? [],
    last: lastReportedBy(responsible, today),
    pending: newest,
    basis: action.current?.basis ?? null,
    confirmableId: notConfirmable === null ? (action.current?.id ?? null) : null,
    notConfirmable,
    passedOn:
      status && isRefusedPastDate(index.plan, status, state.promisedBy, today) ? state.promisedBy : null,
    partnerIds: partnerIdsOf(index, action),
  }
}

function isSilentIn(
  action: ActionDue,
  period: Period | null,
  { updateDue: duty, isCounted }: Pick<UpdateDueRow, 'updateDue' | 'isCounted'>,
  today: IsoDate,
): boolean {
  if (duty !== 'none') return duty !== 'reported'
  // No one was asked. A board reads of it all the same: nothing is known of it since.
  const isDone = action.last?.isDone ?? false
  const hasOpened = period !== null && stageOf(period, today) !== 'toCome'
  return hasOpened && isCounted && !isDone && !isReported(action, period)
}
