/** What counting other actions would make of a section's figures, before anything is saved. */

import { type Action, currentStatus } from '@/lib/domain/plan/plan'
import { countedActions, isCounted, type RollUp, rollUp } from '@/lib/domain/status/roll-up'
import type { HasStatuses, StatusCode } from '@/lib/domain/status/status'
import { findDoubleCount, partsBelow } from './structure'

export interface CountedPreview {
  readonly now: RollUp
  readonly then: RollUp
  /** Those that would no longer enter the figures, with the status that would be lost from them. */
  readonly dropped: readonly { readonly ref: string; readonly status: StatusCode | null }[]
}

/**
 * Takes a plan with its actions, one of them, and of it and its parts those that the form showed and those that are to count, by
 * reference; returns what that would make of the figures of its section, or null where nothing would leave them or it cannot
 * be done.
 */
export function previewCounted(
  plan: HasStatuses & { readonly actions: readonly Action[] },
  action: Action,
  { shown, counted }: { readonly shown: readonly string[]; readonly counted: readonly string[] },
): CountedPreview | null {
  const { actions } = plan
  const asked = new Set([action, ...partsBelow(actions, action)].filter(({ ref }) => shown.includes(ref)))
  const then = actions.map((one) => (asked.has(one) ? { ...one, counted: counted.includes(one.ref) } : one))
  const dropped = actions.filter((one, at) => isCounted(one) && !then[at]?.counted)
  if (dropped.length === 0 || findDoubleCount(then)) return null
  const figures = (all: readonly Action[]) =>
    rollUp(
      plan,
      countedActions(all.filter(({ sectionId }) => sectionId === action.sectionId)).map((one) => ({
        status: currentStatus(one),
      })),
    )
  return {
    now: figures(actions),
    then: figures(then),
    dropped: dropped.map((one) => ({ ref: one.ref, status: currentStatus(one) })),
  }
}
