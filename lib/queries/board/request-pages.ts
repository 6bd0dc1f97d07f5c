/** What pages show of a plan's asks: for its members only. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import {
  type BoardRequest,
  carryRequests,
  type ListedBoardRequest,
  listAsAt,
} from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import { canEditPlan, canSeeInside, canSpeakForBoard } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { listReporters, type NamedPerson } from '@/lib/queries/periods/accountable'
import { mayAnswerRequest, readBoardRequests, readReportBefore } from './board-requests'
import { readNames } from '@/lib/queries/people/people'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { LoadResult } from '@/lib/queries/load-result'

/** Names of people by their ids. */
export type Names = ReadonlyMap<string, string>

export interface BoardRequestsPage {
  readonly plan: PlanState
  readonly today: IsoDate
  /** Open ones first. */
  readonly requests: readonly ListedBoardRequest[]
  readonly names: Names
  /** The numbers of those that a report as at today would carry. */
  readonly carriedOver: ReadonlySet<number>
}

/** Takes a plan's slug; returns its asks. */
export async function getRequestsPage(slug: string): Promise<LoadResult<BoardRequestsPage>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (!canSeeInside(actor, plan)) return { kind: 'forbidden' }
  const day = today()
  const [requests, since] = await Promise.all([readBoardRequests(plan.id), readReportBefore(plan.id, day)])
  return {
    kind: 'open',
    plan,
    today: day,
    requests: listAsAt(requests, day),
    names: await readNames(peopleOf(requests)),
    carriedOver: new Set(carryRequests(requests, { asAt: day, since }).map(({ number }) => number)),
  }
}

export interface BoardRequestPage {
  readonly plan: PlanState
  readonly today: IsoDate
  readonly request: ListedBoardRequest
  readonly names: Names
  readonly mayAnswer: boolean
  readonly mayEdit: boolean
  /** Those who can be named for it. */
  readonly people: readonly NamedPerson[]
}

/** Takes a plan's slug and an ask's number as the address has it; returns the ask. */
export async function getRequestPage(slug: string, asked: string): Promise<LoadResult<BoardRequestPage>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  const number = readNumber(asked)
  if (!plan || number === null) return { kind: 'missing' }
  if (!canSeeInside(actor, plan)) return { kind: 'forbidden' }
  const requests = await readBoardRequests(plan.id, { number })
  const [boardRequest] = listAsAt(requests, today())
  if (!boardRequest) return { kind: 'missing' }
  return {
    kind: 'open',
    plan,
    today: today(),
    request: boardRequest,
    names: await readNames(peopleOf(requests)),
    mayAnswer: await mayAnswerRequest(actor, plan, boardRequest),
    mayEdit: canEditPlan(actor, plan),
    people: await listReporters(plan),
  }
}

export interface BoardRequestForm {
  readonly plan: PlanState
  readonly today: IsoDate
  readonly people: readonly NamedPerson[]
  readonly mayDecide: boolean
  readonly submissionKey: string
}

/** Takes a plan's slug; returns what the form that raises an ask shows. */
export async function getRequestForm(slug: string): Promise<LoadResult<BoardRequestForm>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (!canSpeakForBoard(actor, plan)) return { kind: 'forbidden' }
  return {
    kind: 'open',
    plan,
    today: today(),
    people: await listReporters(plan),
    submissionKey: randomUUID(),
    mayDecide: canEditPlan(actor, plan),
  }
}

/** Takes a number as an address has it; returns it, null when it is none. */
export function readNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

/** Everyone whom asks name: who raised or answered them, and who owes or owed the answer. */
export function peopleOf(requests: readonly BoardRequest[]): (string | null)[] {
  return requests.flatMap(({ authorId, owedFirst, events }) => [
    authorId,
    owedFirst.personId,
    ...events.flatMap((event) => [event.authorId, event.owed?.personId ?? null]),
  ])
}
