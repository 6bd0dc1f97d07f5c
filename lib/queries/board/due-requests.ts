/** Which answers do I owe the board? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { type ListedBoardRequest, listAsAt } from '@/lib/domain/board/board-requests'
import { holderOn } from '@/lib/domain/periods/updates-due'
import type { KnownActor } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { SignedOutError } from '@/lib/errors'
import { readBoardRequests } from './board-requests'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

export interface DueRequest {
  readonly plan: PlanState
  readonly ask: ListedBoardRequest
}

/**
 * Returns the open asks, of whatever plan the actor has a role in, that the actor is named for, or that are about an action
 * they answer for and name no one else; by when they are due. Throws SignedOutError.
 */
export async function getDueRequests(): Promise<readonly DueRequest[]> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const plans = await db.plan.findMany({
    where: { id: { in: [...actor.roles.keys()] }, asks: { some: {} } },
    orderBy: { title: 'asc' },
    select: { slug: true },
  })
  const responsible = await Promise.all(plans.map(({ slug }) => readDueRequests(slug, actor)))
  return responsible
    .flat()
    .toSorted((a, b) => ((a.ask.owed.dueOn ?? '9999') < (b.ask.owed.dueOn ?? '9999') ? -1 : 1))
}

async function readDueRequests(slug: string, actor: KnownActor): Promise<DueRequest[]> {
  const plan = await readPlan(slug)
  if (!plan) return []
  const mine = { some: { personId: actor.id } }
  const [requests, rows] = await Promise.all([
    readBoardRequests(plan.id, {
      OR: [{ personId: actor.id }, { events: mine }, { action: { accountabilities: mine } }],
    }),
    db.accountability.findMany({
      where: { planId: plan.id, action: { accountabilities: mine } },
      orderBy: { entry: 'asc' },
      select: { actionId: true, personId: true, effectiveOn: true },
    }),
  ])
  const holders = byAction(rows, ({ personId, effectiveOn }) => ({ personId, from: isoDate(effectiveOn) }))
  const isMine = ({ owed, about }: ListedBoardRequest) =>
    owed.personId === actor.id ||
    (owed.personId === null && holderOn(holders.get(about.id) ?? [], today())?.personId === actor.id)
  return listAsAt(requests, today())
    .filter((request) => request.standing === 'open' && isMine(request))
    .map((request) => ({ plan, ask: request }))
}
