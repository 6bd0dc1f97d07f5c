/** What the board asked and disputed about one action or section: beside it, for the members of its plan. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { type ListedBoardRequest, listAsAt } from '@/lib/domain/board/board-requests'
import type { Subject } from '@/lib/domain/board/carry-over'
import { type Dispute, type DisputedRating, openFirst, ratingOf } from '@/lib/domain/board/disputes'
import { canEditPlan, canSeeInside, canSpeakForBoard } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type Names, peopleOf, readNumber } from './request-pages'
import { readBoardRequests } from './board-requests'
import { readDisputes } from './disputes'
import { readNames } from '@/lib/queries/people/people'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { LoadResult } from '@/lib/queries/load-result'

export interface BoardItems {
  readonly asks: readonly ListedBoardRequest[]
  /** Open ones first. */
  readonly disputes: readonly Dispute[]
  readonly names: Names
  readonly mayRequest: boolean
  /** Whether there is a rating to dispute, and the reader may. */
  readonly mayDispute: boolean
  readonly mayAnswer: boolean
}

/**
 * Takes a plan and one of its actions or sections; returns what the board said about it, null for those who may not know, and
 * of a plan as at another day.
 */
export async function getBoardItems(
  plan: PlanState,
  about: Pick<Subject, 'level' | 'id'>,
): Promise<BoardItems | null> {
  const actor = await currentActor()
  if (plan.report !== null || plan.asAt !== null || plan.knownAt !== null) return null
  if (!canSeeInside(actor, plan)) return null
  const where = about.level === 'action' ? { actionId: about.id } : { sectionId: about.id }
  const [requests, disputes] = await Promise.all([
    readBoardRequests(plan.id, where),
    readDisputes(plan.id, where),
  ])
  return {
    asks: listAsAt(requests, today()),
    disputes: openFirst(disputes),
    names: await readNames([...peopleOf(requests), ...authorsOf(disputes)]),
    mayRequest: canSpeakForBoard(actor, plan),
    mayDispute: canSpeakForBoard(actor, plan) && ratingOf(plan, about) !== null,
    mayAnswer: canEditPlan(actor, plan),
  }
}

export interface DisputesPage {
  readonly plan: PlanState
  /** Open ones first. */
  readonly disputes: readonly Dispute[]
  readonly names: Names
  readonly mayAnswer: boolean
}

/** Takes a plan's slug and, for one of them, its number as the address has it; returns the plan's disputes. */
export async function getDisputes(slug: string, asked?: string): Promise<LoadResult<DisputesPage>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  const number = asked === undefined ? undefined : readNumber(asked)
  if (!plan || number === null) return { kind: 'missing' }
  if (!canSeeInside(actor, plan)) return { kind: 'forbidden' }
  const disputes = await readDisputes(plan.id, number === undefined ? {} : { number })
  if (number !== undefined && disputes.length === 0) return { kind: 'missing' }
  return {
    kind: 'open',
    plan,
    disputes: openFirst(disputes),
    names: await readNames(authorsOf(disputes)),
    mayAnswer: canEditPlan(actor, plan),
  }
}

export interface DisputeForm {
  readonly plan: PlanState
  readonly about: Subject
  /** Null where there is nothing to dispute. */
  readonly rating: DisputedRating | null
  readonly submissionKey: string
}

/** Takes a plan's slug and the action's reference or the section's code; returns what the form that disputes its rating shows. */
export async function getDisputeForm(
  slug: string,
  level: Subject['level'],
  code: string,
): Promise<LoadResult<DisputeForm>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  const about = plan && findSubject(plan, level, code)
  if (!plan || !about) return { kind: 'missing' }
  if (!canSpeakForBoard(actor, plan)) return { kind: 'forbidden' }
  return { kind: 'open', plan, about, rating: ratingOf(plan, about), submissionKey: randomUUID() }
}

function findSubject(plan: PlanState, level: Subject['level'], code: string): Subject | null {
  if (level === 'section') {
    const section = plan.sections.find((one) => one.code === code)
    return section ? { level, id: section.id, code, title: section.title } : null
  }
  const action = plan.actions.find(({ ref }) => ref === code)
  return action ? { level, id: action.id, code, title: action.title } : null
}

const authorsOf = (disputes: readonly Dispute[]) =>
  disputes.flatMap(({ authorId, answer }) => [authorId, answer?.authorId ?? null])
