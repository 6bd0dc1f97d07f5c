/** What was promised for when, and whether that has passed. */

import { type IsoDate, daysBetween } from '@/lib/domain/dates'
import type { Action } from './plan'
import type { PlanIndex } from './plan-index'
import { isCounted } from '@/lib/domain/status/roll-up'
import { type HasStatuses, isComplete, type StatusCode } from '@/lib/domain/status/status'

export interface Overdue {
  /** The last day on which it would have been in time. */
  readonly endedOn: IsoDate
  /** Whole days since then, at least 1. */
  readonly days: number
}

/**
 * Takes an action's due date and the end of its timescale; returns the day by which it was promised, or null. The one place where
 * that is decided: an action's own date stands above the band that the plan put it in.
 */
export function promisedOn(dueOn: IsoDate | null, timescaleEndsOn: IsoDate | null): IsoDate | null {
  return dueOn ?? timescaleEndsOn
}

/** Takes an index of the plan and one of its actions; returns the day by which it was promised, or null. */
export function promisedDateOf(index: PlanIndex, action: Action): IsoDate | null {
  const timescale = action.timescaleId === null ? undefined : index.timescales.get(action.timescaleId)
  return promisedOn(action.due?.date ?? null, timescale?.endsOn ?? null)
}

/**
 * Takes a counted action and today's date; returns since when it is overdue, or null when it is delivered, still in time,
 * without any date, or not counted (then another action answers for it).
 */
export function overdue(index: PlanIndex, action: Action, today: IsoDate): Overdue | null {
  const endedOn = promisedDateOf(index, action)
  const status = action.current?.status ?? null
  if (endedOn === null || !isPast(index.plan, { endedOn, status, isIn: isCounted(action) }, today))
    return null
  return { endedOn, days: daysBetween(endedOn, today) }
}

/** What decides it of an action's row (lib/domain/plan/views.ts). */
interface PromisedRow {
  readonly due: { readonly date: IsoDate } | null
  readonly timescale: { readonly endsOn: IsoDate | null } | null
  readonly status: StatusCode | null
  /** Null: not counted. */
  readonly bucket: string | null
}

/** Takes the plan, an action's row and today's date; returns whether the action is overdue. */
export function isRowOverdue(
  plan: HasStatuses,
  { due, timescale, status, bucket }: PromisedRow,
  today: IsoDate,
): boolean {
  return isPast(
    plan,
    { endedOn: promisedOn(due?.date ?? null, timescale?.endsOn ?? null), status, isIn: bucket !== null },
    today,
  )
}

interface Promised {
  readonly endedOn: IsoDate | null
  readonly status: StatusCode | null
  readonly isIn: boolean
}

function isPast(plan: HasStatuses, { endedOn, status, isIn }: Promised, today: IsoDate): boolean {
  return endedOn !== null && endedOn < today && !isComplete(plan, status) && isIn
}
