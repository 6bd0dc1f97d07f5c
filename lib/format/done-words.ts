/** What a form did, in a sentence that names the thing. */

import type { Period } from '@/lib/domain/periods'
import type { PlanWords } from '@/lib/domain/plan'
import type { Lifecycle } from '@/lib/domain/roll-up'
import { count, countLevel, joinNames } from './words'

/** So many numbers are named one by one; more are only counted. */
const MOST_NAMED = 6

/** Takes a plan's words and numbers of actions; returns them as they stand in a sentence: "action 26.3", "actions 1 and 2", "12 actions". */
export function nameActions({ action }: Pick<PlanWords, 'action'>, refs: readonly string[]): string {
  if (refs.length > MOST_NAMED) return countLevel(refs.length, action)
  return `${(refs.length === 1 ? action.one : action.many).toLowerCase()} ${joinNames(refs)}`
}

/** Takes a plan's words, an action's number and what was done to it; returns a sentence. */
export function sayLifecycleDone(
  { action }: PlanWords,
  ref: string,
  { lifecycle, heir }: { readonly lifecycle: Lifecycle; readonly heir: string },
): string {
  const does = {
    active: 'is in the plan again',
    withdrawn: 'was withdrawn',
    merged: `was merged into ${heir}`,
    superseded: `was superseded by ${heir}`,
  }[lifecycle]
  return `${action.one} ${ref} ${does}.`
}

/** Takes a plan's words, a person's name (null for nobody) and numbers of actions; returns who is accountable for them now. */
export function sayHandedOver(words: PlanWords, name: string | null, refs: readonly string[]): string {
  return `${name ?? 'Nobody'} is now accountable for ${nameActions(words, refs)}.`
}

/** Takes the names of periods and what was done with them; returns a sentence. */
export function sayPeriods(periods: readonly Pick<Period, 'name'>[], done: string): string {
  const [first] = periods
  return periods.length === 1 && first
    ? `The period “${first.name}” was ${done}.`
    : `${count(periods.length, 'period')} were ${done}.`
}
