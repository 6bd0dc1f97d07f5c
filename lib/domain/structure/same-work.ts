/** An action or an achievement of one plan that is the same work as an action of another: shown in both plans, counted once in each. */

import { trimEndOf } from '@/lib/domain/text'

/** So many actions of other plans one record can name. */
export const MOST_SAME_WORK = 20

/** Takes a kind of record; returns whether its form asks for the same work in other plans. */
export const canBeSameWork = (kind: string): kind is 'action' | 'achievement' =>
  kind === 'action' || kind === 'achievement'

/** An action of another plan as it was typed: "Delivery Plan 2.4". */
export interface TypedAction {
  /** The name of the plan in addresses, its short title or its title. */
  readonly plan: string
  readonly ref: string
}

/** Takes what was typed for one action of another plan; returns its plan and its number, which is what follows the last space. Null without both. */
export function readTypedAction(text: string): TypedAction | null {
  const end = trimEndOf(text, /\s/)
  const [, plan = '', ref = ''] = /^(.*)\s(\S+)$/s.exec(end) ?? []
  return plan.trim() === '' ? null : { plan: plan.trim(), ref }
}

/** One record of each of two plans that are the same work, as a reader who may see both is shown it. */
export interface SameWork {
  readonly id: string
  /** The id of this plan's record, and what it is. */
  readonly recordId: string
  readonly record: 'action' | 'achievement'
  /** Whether this plan names the other; otherwise the other names this one. */
  readonly isNamedHere: boolean
  readonly other: {
    readonly plan: { readonly slug: string; readonly shortTitle: string; readonly language: string }
    readonly record: 'action' | 'achievement'
    /** What it is called there: the number of the action, the code of the achievement. */
    readonly code: string
    readonly title: string
    /** The number of the action whose page shows it. */
    readonly shownOn: string
  }
}
