/** Which plan is meant, and at which moment: as it stands now, or as it stood on a day. */

import type { IsoDate } from '@/lib/domain/dates'

/** Both null: as it stands now. */
export interface Moment {
  /** What was true on that day; null for today. */
  readonly asAt: IsoDate | null
  /** Only what was on record at the end of that day; null for all that is on record today. */
  readonly knownAt: IsoDate | null
}

export const NOW: Moment = { asAt: null, knownAt: null }

/** A plan at a moment, or as a report froze it. A plan's state is one, too. */
export interface PlanAt extends Partial<Moment> {
  readonly slug: string
  /** The code of the report that froze it. The moment is then the report's own. */
  readonly report?: string | null
  /** Of the plan's own texts; left out where it is that of the screens. */
  readonly language?: string
}

/** A plan at a moment, or only a plan's slug, which means the plan as it stands now. */
export type PlanRef = string | PlanAt

/** Takes a place; returns the plan's slug, the moment, and the code of the report that froze it, if one did. */
export function splitPlanAt(
  planAt: PlanRef,
): Moment & { readonly slug: string; readonly report: string | null } {
  if (typeof planAt === 'string') return { slug: planAt, ...NOW, report: null }
  const { slug, asAt = null, knownAt = null, report = null } = planAt
  return { slug, asAt, knownAt, report }
}

/** The names of a moment's dates in an address. */
export const MOMENT_PARAMETERS = ['as-at', 'known-at'] as const
export type MomentParameter = (typeof MOMENT_PARAMETERS)[number]

/** Takes a place; returns its dates as parameters of an address: none for now, and none where a report's address says it all. */
export function momentQuery(planAt: PlanRef): (readonly [MomentParameter, IsoDate])[] {
  const { asAt, knownAt, report } = splitPlanAt(planAt)
  if (report !== null) return []
  return [
    ...(asAt === null ? [] : [['as-at', asAt] as const]),
    ...(knownAt === null ? [] : [['known-at', knownAt] as const]),
  ]
}
