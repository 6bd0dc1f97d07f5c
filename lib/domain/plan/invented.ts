/**
 * What is invented in what a page, a picture or a file shows. One answer for all of them: each says it once, in the words of
 * lib/format/status/invented-words.ts.
 */

import type { Basis, PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'

/** Which kinds of figures that no one published are among those shown. */
export interface Invented {
  /** Demonstration data: nothing of it happened. */
  readonly isMadeUp: boolean
  /** Statuses that were inferred, or chosen to fit published figures. */
  readonly isEstimated: boolean
}

/** Takes how each figure shown is known; returns what is invented among them. */
export function inventedAmong(bases: Iterable<Basis | null | undefined>): Invented {
  const all = new Set(bases)
  return { isMadeUp: all.has('madeUp'), isEstimated: all.has('illustrative') || all.has('inferred') }
}

/** Takes what is invented in the parts of something; returns what is invented in all of it. */
export function inventedInAll(parts: readonly Invented[]): Invented {
  return {
    isMadeUp: parts.some(({ isMadeUp }) => isMadeUp),
    isEstimated: parts.some(({ isEstimated }) => isEstimated),
  }
}

/** Takes a plan; returns what is invented in its figures: the statuses of its counted actions and the ratings of its sections. */
export function inventedInPlan(plan: PlanState): Invented {
  return inventedAmong([
    ...indexPlan(plan).counted.map(({ current }) => current?.basis),
    ...plan.sections.map(({ assessment }) => assessment?.basis),
  ])
}

/** Takes a plan and codes of its sections; returns what is invented in the figures of those sections. */
export function inventedInSections(plan: PlanState, codes: readonly string[]): Invented {
  const index = indexPlan(plan)
  return inventedAmong(
    plan.sections
      .filter(({ code }) => codes.includes(code))
      .flatMap(({ id, assessment }) => [
        assessment?.basis,
        ...index.actionsOf(id).map(({ current }) => current?.basis),
      ]),
  )
}

/** Takes how a status or a rating is known; returns whether it may cite a published report of the plan's figures: what we estimated or made up is in none. */
export function mayCiteReport(basis: Basis): boolean {
  return basis !== 'illustrative' && basis !== 'madeUp'
}

/** Takes how a status is known; returns whether no one published or reported it, so that it is marked wherever it is listed. */
export function isInvented(basis: Basis | null): boolean {
  return basis === 'illustrative' || basis === 'inferred' || basis === 'madeUp'
}
