/** The record that another is moved past. */

import type { PlanState } from '@/lib/domain/plan/plan'
import type { Direction } from '@/lib/domain/structure/structure'
import type { Ordered } from '@/lib/mutations/structure/move-record'

/** Takes a plan, a record's kind and code, and a direction; returns the code of its neighbour there, or null at the end. */
export function neighbourOf(
  plan: PlanState,
  kind: Ordered,
  code: string,
  direction: Direction,
): string | null {
  const rows: readonly { code: string; under: string | null }[] =
    kind === 'action'
      ? plan.actions.map(({ ref, sectionId, parentId }) => ({ code: ref, under: `${sectionId} ${parentId}` }))
      : kind === 'section' || kind === 'outcome'
        ? plan[`${kind}s`].map(({ code, pillarId }) => ({ code, under: pillarId }))
        : plan[`${kind}s`].map(({ code }) => ({ code, under: null }))
  const own = rows.find((one) => one.code === code)
  const siblings = rows.filter(({ under }) => under === own?.under)
  const at = siblings.findIndex((one) => one.code === code)
  return siblings[direction === 'up' ? at - 1 : at + 1]?.code ?? null
}
