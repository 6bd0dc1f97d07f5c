/**
 * A plan as it stood on a day. Each fact has two dates: when it became true and when it was put on record. What the plan is made of
 * has a ledger of its own: structure-ledger.ts.
 */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { Action, PlanState } from './plan'
import type { Moment } from './plan-ref'
import type { Lifecycle } from '@/lib/domain/status/roll-up'

/** When a fact became true, and the day on which it was put on record. */
export interface Dated {
  readonly effectiveOn: IsoDate
  readonly recordedOn: IsoDate
}

/** What changed about an action, each list in the order of recording. */
export interface ActionLedger {
  /** Null for an action that the plan always had. */
  readonly addedOn: IsoDate | null
  readonly lifecycle: readonly (Dated & { readonly lifecycle: Lifecycle; readonly heirId?: string | null })[]
  readonly counted: readonly (Dated & { readonly counted: boolean })[]
  readonly due: readonly (Dated & { readonly due: DatedTo })[]
}

/**
 * Takes a fact and a moment; returns whether it was on record then and true by then. What was put on record before the
 * date it speaks of (in the middle of "March 2025", say) counts from its recording, as it does on the plan's own pages.
 */
export function inForceAt({ effectiveOn, recordedOn }: Dated, { asAt, knownAt }: Moment): boolean {
  const trueFrom = effectiveOn < recordedOn ? effectiveOn : recordedOn
  return (knownAt === null || recordedOn <= knownAt) && (asAt === null || trueFrom <= asAt)
}

/** Takes facts in the order of recording and a moment; returns the one that held then: the last put on record. */
function lastInForce<T extends Dated>(facts: readonly T[], moment: Moment): T | null {
  return facts.findLast((fact) => inForceAt(fact, moment)) ?? null
}

/** Takes an action as it stands now, what changed about it and a moment; returns it as it stood then. */
export function actionThen(action: Action, ledger: ActionLedger, moment: Moment): Action {
  const [firstCounted] = ledger.counted
  const original = firstDue(
    action.originalDue,
    ledger.due.map(({ due }) => due),
  )
  const due = ledger.due.length ? (lastInForce(ledger.due, moment)?.due ?? original) : action.due
  const changed = lastInForce(ledger.lifecycle, moment)
  return {
    ...action,
    ...(ledger.lifecycle.length
      ? { lifecycle: changed?.lifecycle ?? 'active', heirId: changed?.heirId ?? null }
      : {}),
    counted: firstCounted
      ? (lastInForce(ledger.counted, moment)?.counted ?? !firstCounted.counted)
      : action.counted,
    originalDue: due && action.originalDue,
    due,
  }
}

const isBy = (date: IsoDate | null, { asAt, knownAt }: Moment) =>
  date === null || [asAt, knownAt].every((by) => !by || date <= by)

/** Takes an action's ledger, if it has one, and a moment; returns whether the action was in the plan by then. */
export function wasAdded(ledger: ActionLedger | undefined, moment: Moment): boolean {
  return isBy(ledger?.addedOn ?? null, moment)
}

/**
 * Takes a plan as it stands now but for its structure, updates, assessments and rule, which are those of the moment already, what
 * changed about its actions by their ids, and the moment; returns the plan as it stood then. Actions added later
 * are left out. Before the plan began there was nothing in it.
 */
export function planThen(
  plan: PlanState,
  ledgers: ReadonlyMap<string, ActionLedger>,
  moment: Moment,
): PlanState {
  if (isBeforePlan(plan, moment)) return { ...plan, ...moment, ...NOTHING }
  return {
    ...plan,
    ...moment,
    actions: plan.actions.flatMap((action) => {
      const ledger = ledgers.get(action.id)
      if (!ledger) return [action]
      return wasAdded(ledger, moment) ? [actionThen(action, ledger, moment)] : []
    }),
  }
}

const NOTHING = {
  isBlank: true,
  pillars: [],
  sections: [],
  timescales: [],
  outcomes: [],
  partners: [],
  actions: [],
  achievements: [],
  publications: [],
} as const satisfies Partial<PlanState>

/** Takes a plan and a moment; returns whether that lies before the plan was published and began. */
export function isBeforePlan(
  { startsOn, publishedOn }: Pick<PlanState, 'startsOn' | 'publishedOn'>,
  { asAt }: Moment,
): boolean {
  return asAt !== null && asAt < startsOn && (publishedOn === null || asAt < publishedOn)
}

/** Takes rules, the newest first, and a moment; returns the one in force then: the first rule before there was any. */
export function ruleThen<T extends { readonly createdOn: IsoDate }>(
  rules: readonly T[],
  { asAt, knownAt }: Moment,
): T | null {
  const inForce = rules.find(({ createdOn }) => [asAt, knownAt].every((by) => by === null || createdOn <= by))
  return inForce ?? rules.at(-1) ?? null
}

/**
 * Takes the original date and the later ones of a ledger; returns the date that held before any of them. A first entry with
 * the original date itself is how an action that had none got one.
 */
export function firstDue(original: DatedTo | null, later: readonly DatedTo[]): DatedTo | null {
  return original && later[0]?.date === original.date ? null : original
}
