/** Before a report is issued: what is missing or stale in the plan as it would be frozen? */

import { meaningOf } from '@/lib/domain/plan/roles'
import type { FrozenSubject } from '@/lib/domain/board/carry-over'
import type { IsoDate } from '@/lib/domain/dates'
import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan, partnersOf } from '@/lib/domain/plan/plan-index'
import { viewOverview } from '@/lib/domain/plan/views'
import { isComplete } from '@/lib/domain/status/status'

export const GAP_KINDS = [
  'silent',
  'waiting',
  'neverReported',
  'noLead',
  'unrated',
  'staleRating',
  'noMitigation',
  'openDispute',
] as const
/**
 * No update this period on what is not delivered; an update that waits for approval; a counted action on which nothing was ever
 * said; a counted action that no one is recorded to lead; a section that no one rated; one rated before its counts changed; an adverse status without what is being done; a
 * rating that a board member disputes, and no editor has answered.
 */
export type GapKind = (typeof GAP_KINDS)[number]

/** An action or a section that something is missing of. */
type Lacking = FrozenSubject

export interface Gap {
  readonly kind: GapKind
  /** In the plan's order. */
  readonly where: readonly Lacking[]
}

/** A gap that an editor let stand, and why. */
export interface Accepted extends Gap {
  readonly note: string
}

/** Whether nothing was said about an action this period that ought to have been, and whether something said about it waits for an editor. */
export interface ReportingFact {
  readonly ref: string
  readonly isSilent: boolean
  readonly isWaiting: boolean
}

/**
 * Takes a plan as at a day, what is known of the reporting on its actions, and what the open disputes of its ratings are about;
 * returns its gaps, those that have any.
 */
export function findGaps(
  plan: PlanState & { readonly asAt: IsoDate },
  reporting: readonly ReportingFact[],
  disputed: readonly FrozenSubject[] = [],
): Gap[] {
  const { sections, attention } = viewOverview(plan, plan.asAt)
  const index = indexPlan(plan)
  const owing = new Map(reporting.map((fact) => [fact.ref, fact]))
  const actions = (isLacking: (action: PlanState['actions'][number]) => boolean): Lacking[] =>
    plan.actions
      .filter((action) => action.lifecycle === 'active' && isLacking(action))
      .map(({ ref, title }) => ({ level: 'action', code: ref, title }))
  const rows = (some: readonly { readonly code: string; readonly title: string }[]): Lacking[] =>
    some.map(({ code, title }) => ({ level: 'section', code, title }))
  const found: Readonly<Record<GapKind, readonly Lacking[]>> = {
    silent: actions(({ ref }) => owing.get(ref)?.isSilent ?? false),
    waiting: actions(({ ref }) => owing.get(ref)?.isWaiting ?? false),
    neverReported: actions(({ counted, current }) => counted && current === null),
    noLead: actions(
      (action) =>
        action.counted &&
        !isComplete(plan, action.current?.status ?? null) &&
        !partnersOf(index, action).links.some(({ role }) => meaningOf(plan, role) === 'lead'),
    ),
    unrated: rows(sections.filter(({ rollUp, rating }) => rollUp.base > 0 && rating.assessed === null)),
    staleRating: rows(sections.filter(({ rating }) => rating.isStale)),
    noMitigation: attention
      .filter(({ mitigation }) => !mitigation)
      .map(({ ref, title }) => ({ level: 'action', code: ref, title })),
    openDispute: uniqueSubjects(disputed),
  }
  return GAP_KINDS.map((kind) => ({ kind, where: found[kind] })).filter(({ where }) => where.length > 0)
}

/** Each once: a rating may be disputed by several. */
function uniqueSubjects(subjects: readonly FrozenSubject[]): Lacking[] {
  const known = new Map(
    subjects.map(({ level, code, title }) => [`${level} ${code}`, { level, code, title }]),
  )
  return [...known.values()]
}
