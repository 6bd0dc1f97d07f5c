/** Ratings that a board member says are wrong: a section's overall RAG, or an action's status. */

import {
  type Carrying,
  type Entry,
  freezeSubject,
  type FrozenSubject,
  isInForceAt,
  isNewSinceReport,
  type Subject,
} from './carry-over'
import type { IsoDate } from '@/lib/domain/dates'
import type { Basis, PlanState } from '@/lib/domain/plan/plan'
import type { OverallRag } from '@/lib/domain/status/rag'
import type { StatusCode } from '@/lib/domain/status/status'
import { viewSectionRow } from '@/lib/domain/plan/views'

export const DISPUTE_OUTCOMES = ['kept', 'changed'] as const
/** What came of a dispute. */
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number]

/** A rating: of an action or of a section. */
export type DisputedRating =
  | { readonly level: 'action'; readonly value: StatusCode }
  | { readonly level: 'section'; readonly value: OverallRag }

interface DisputeAnswer extends Entry {
  readonly outcome: DisputeOutcome
  readonly text: string
  readonly authorId: string | null
}

export interface Dispute extends Entry {
  readonly id: string
  readonly number: number
  readonly about: Subject
  /** What the rating was when it was disputed. */
  readonly rating: DisputedRating
  readonly reason: string
  readonly basis: Basis
  readonly authorId: string | null
  readonly answer: DisputeAnswer | null
}

/** Takes a plan and what a dispute is about; returns its rating in that plan, null when it has none. */
export function ratingOf(plan: PlanState, about: Pick<Subject, 'level' | 'id'>): DisputedRating | null {
  if (about.level === 'action') {
    const value = plan.actions.find(({ id }) => id === about.id)?.current?.status ?? null
    return value === null ? null : { level: 'action', value }
  }
  const section = plan.sections.find(({ id }) => id === about.id)
  const value = section ? viewSectionRow(plan, section).rating.rag : null
  return value && { level: 'section', value }
}

/** Takes a disputed rating, the rating now, and what an editor says came of it; returns whether that is so. */
export function isTrueOutcome(
  disputed: DisputedRating,
  now: DisputedRating | null,
  outcome: DisputeOutcome,
): boolean {
  return (disputed.value === now?.value) === (outcome === 'kept')
}

/** Takes disputes; returns them open ones first, the oldest of them first, then those that were answered, the newest first. */
export function openFirst<T extends Dispute>(disputes: readonly T[]): T[] {
  return disputes.toSorted((a, b) => {
    if (a.answer && b.answer) return b.number - a.number
    return a.answer ? 1 : b.answer ? -1 : a.number - b.number
  })
}

/** Takes a plan's disputes and a day; returns those that were raised by then and not answered. */
export function openDisputes(disputes: readonly Dispute[], day: IsoDate): Dispute[] {
  return disputes.filter(
    (dispute) => isInForceAt(dispute, day) && !(dispute.answer && isInForceAt(dispute.answer, day)),
  )
}

/** A dispute as a report froze it. It names no person. */
export interface FrozenDispute {
  readonly number: number
  readonly about: FrozenSubject
  readonly rating: DisputedRating
  readonly reason: string
  readonly raisedOn: IsoDate
  readonly answer: {
    readonly outcome: DisputeOutcome
    readonly text: string
    readonly on: IsoDate
  } | null
  readonly basis: Basis
}

/**
 * Takes a plan's disputes, the day of a report and the report before it; returns those that the report carries: raised by
 * then and not answered, or answered since the report before. In the order of their numbers.
 */
export function carryDisputes(disputes: readonly Dispute[], { asAt, since }: Carrying): FrozenDispute[] {
  return disputes
    .filter((dispute) => isInForceAt(dispute, asAt))
    .map((dispute) => ({
      ...dispute,
      answer: dispute.answer && isInForceAt(dispute.answer, asAt) ? dispute.answer : null,
    }))
    .filter(({ answer }) => answer === null || isNewSinceReport(answer, since))
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, about, rating, reason, effectiveOn, answer, basis }) => ({
      number,
      about: freezeSubject(about),
      rating,
      reason,
      raisedOn: effectiveOn,
      answer: answer && { outcome: answer.outcome, text: answer.text, on: answer.effectiveOn },
      basis,
    }))
}
