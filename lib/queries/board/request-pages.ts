/** What pages show of a plan's asks: for its members only. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { type BoardAsk, carryAsks, type ListedAsk, listAsAt } from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import { canEditPlan, canSeeInside, canSpeakForBoard } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { listReporters, type NamedPerson } from '@/lib/queries/periods/accountable'
import { mayAnswerAsk, readAsks, readReportBefore } from './board-requests'
import { readNames } from '@/lib/queries/people/people'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { Opened } from '@/lib/queries/load-result'

/** Names of people by their ids. */
export type Names = ReadonlyMap<string, string>

export interface AsksPage {
  readonly plan: PlanState
  readonly today: IsoDate
  /** Open ones first. */
  readonly asks: readonly ListedAsk[]
  readonly names: Names
  /** The numbers of those that a report as at today would carry. */
  readonly carried: ReadonlySet<number>
}

/** Takes a plan's slug; returns its asks. */
export async function getAsksPage(slug: string): Promise<Opened<AsksPage>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (!canSeeInside(actor, plan)) return { kind: 'forbidden' }
  const day = today()
  const [asks, since] = await Promise.all([readAsks(plan.id), readReportBefore(plan.id, day)])
  return {
    kind: 'open',
    plan,
    today: day,
    asks: listAsAt(asks, day),
    names: await readNames(peopleOf(asks)),
    carried: new Set(carryAsks(asks, { asAt: day, since }).map(({ number }) => number)),
  }
}

export interface AskPage {
  readonly plan: PlanState
  readonly today: IsoDate
  readonly ask: ListedAsk
  readonly names: Names
  readonly mayAnswer: boolean
  readonly mayEdit: boolean
  /** Those who can be named for it. */
  readonly people: readonly NamedPerson[]
}

/** Takes a plan's slug and an ask's number as the address has it; returns the ask. */
export async function getAskPage(slug: string, asked: string): Promise<Opened<AskPage>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  const number = readNumber(asked)
  if (!plan || number === null) return { kind: 'missing' }
  if (!canSeeInside(actor, plan)) return { kind: 'forbidden' }
  const asks = await readAsks(plan.id, { number })
  const [ask] = listAsAt(asks, today())
  if (!ask) return { kind: 'missing' }
  return {
    kind: 'open',
    plan,
    today: today(),
    ask,
    names: await readNames(peopleOf(asks)),
    mayAnswer: await mayAnswerAsk(actor, plan, ask),
    mayEdit: canEditPlan(actor, plan),
    people: await listReporters(plan),
  }
}

export interface AskForm {
  readonly plan: PlanState
  readonly today: IsoDate
  readonly people: readonly NamedPerson[]
  readonly mayDecide: boolean
  readonly submissionKey: string
}

/** Takes a plan's slug; returns what the form that raises an ask shows. */
export async function getAskForm(slug: string): Promise<Opened<AskForm>> {
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

/** Everybody whom asks name: who raised or answered them, and who owes or owed the answer. */
export function peopleOf(asks: readonly BoardAsk[]): (string | null)[] {
  return asks.flatMap(({ authorId, owedFirst, events }) => [
    authorId,
    owedFirst.personId,
    ...events.flatMap((event) => [event.authorId, event.owed?.personId ?? null]),
  ])
}
