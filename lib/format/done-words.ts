/** What a form did, in a sentence that names the thing. */

import type { Period } from '@/lib/domain/periods/periods'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { Lifecycle } from '@/lib/domain/status/roll-up'
import { count, countLevel, joinNames } from './words'

/** So many numbers are named one by one; more are only counted. */
const MOST_NAMED = 6

/** Takes a plan's words and numbers of actions; returns them as they stand in a sentence: "action 26.3", "actions 1 and 2", "12 actions". */
export function nameActions({ action }: Pick<PlanWords, 'action'>, refs: readonly string[]): string {
  if (refs.length > MOST_NAMED) return countLevel(refs.length, action)
  return `${(refs.length === 1 ? action.one : action.many).toLowerCase()} ${joinNames(refs)}`
}

/** Takes a plan's words, an action's number and what was done to it; returns a sentence. */
export function describeLifecycleDone(
  { action }: PlanWords,
  ref: string,
  { lifecycle, heir }: { readonly lifecycle: Lifecycle; readonly heir: string },
): string {
  const does = {
    active: 'was reinstated',
    withdrawn: 'was withdrawn',
    merged: `was merged into ${heir}`,
    superseded: `was superseded by ${heir}`,
  }[lifecycle]
  return `${action.one} ${ref} ${does}.`
}

/**
 * Takes a plan's words, a person's name (null for no one), and numbers of actions that were handed over and that were theirs already;
 * returns who is accountable for them now.
 */
export function describeReassigned(
  words: PlanWords,
  {
    name,
    done,
    already,
  }: Readonly<Record<'done' | 'already', readonly string[]>> & { readonly name: string | null },
): string {
  const who = name ?? 'No one'
  return [
    ...(done.length ? [`${who} is now accountable for ${nameActions(words, done)}.`] : []),
    ...(already.length
      ? [
          `${who} was already accountable for ${nameActions(words, already)}, so nothing was recorded for ${already.length === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ].join(' ')
}

/** Takes the names of periods and what was done with them; returns a sentence. */
export function describePeriods(periods: readonly Pick<Period, 'name'>[], done: string): string {
  const [first] = periods
  return periods.length === 1 && first
    ? `The period “${first.name}” was ${done}.`
    : `${count(periods.length, 'period')} were ${done}.`
}

/** So many reasons fit beside what was done; of more, only the numbers are said. */
const MOST_REASONS = 2

/** Something that was done to several actions at once: to which, and to which not, and why. */
interface DoneTogether {
  readonly done: readonly string[]
  readonly refused: readonly { readonly ref: string; readonly why: string }[]
}

/** Takes a plan's words, to which updates something was done and to which not, and what ("approved"); returns sentences. */
export function describeTogether(
  words: Pick<PlanWords, 'action'>,
  { done, refused }: DoneTogether,
  what: string,
): string {
  const first = done.length > 0 ? `${count(done.length, 'update')} ${what}: ${nameActions(words, done)}.` : ''
  if (refused.length === 0) return first
  const names = nameActions(
    words,
    refused.map(({ ref }) => ref),
  )
  const why =
    refused.length > MOST_REASONS
      ? `${names}. Open each to see why.`
      : refused.map(({ ref, why }) => `${words.action.one} ${ref}: ${why.replace(/\.$/, '')}.`).join(' ')
  return `${first} Not ${what}: ${why}`.trim()
}
