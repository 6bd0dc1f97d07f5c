/** Which answers do I owe the board? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { type ListedAsk, listAsAt } from '@/lib/domain/board/board-requests'
import { holderOn } from '@/lib/domain/periods/updates-due'
import type { KnownActor } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { SignedOutError } from '@/lib/errors'
import { readAsks } from './board-requests'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

export interface OwedAsk {
  readonly plan: PlanState
  readonly ask: ListedAsk
}

/**
 * Returns the open asks, of whatever plan the actor has a role in, that the actor is named for, or that are about an action
 * they answer for and name nobody else; by when they are due. Throws SignedOutError.
 */
export async function getOwedAsks(): Promise<readonly OwedAsk[]> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const plans = await db.plan.findMany({
    where: { id: { in: [...actor.roles.keys()] }, asks: { some: {} } },
    orderBy: { title: 'asc' },
    select: { slug: true },
  })
  const owed = await Promise.all(plans.map(({ slug }) => readOwed(slug, actor)))
  return owed
    .flat()
    .toSorted((a, b) => ((a.ask.owed.dueOn ?? '9999') < (b.ask.owed.dueOn ?? '9999') ? -1 : 1))
}

async function readOwed(slug: string, actor: KnownActor): Promise<OwedAsk[]> {
  const plan = await readPlan(slug)
  if (!plan) return []
  const mine = { some: { personId: actor.id } }
  const [asks, rows] = await Promise.all([
    readAsks(plan.id, {
      OR: [{ personId: actor.id }, { events: mine }, { action: { accountabilities: mine } }],
    }),
    db.accountability.findMany({
      where: { planId: plan.id, action: { accountabilities: mine } },
      orderBy: { entry: 'asc' },
      select: { actionId: true, personId: true, effectiveOn: true },
    }),
  ])
  const holders = byAction(rows, ({ personId, effectiveOn }) => ({ personId, from: isoDate(effectiveOn) }))
  const isMine = ({ owed, about }: ListedAsk) =>
    owed.personId === actor.id ||
    (owed.personId === null && holderOn(holders.get(about.id) ?? [], today())?.personId === actor.id)
  return listAsAt(asks, today())
    .filter((ask) => ask.standing === 'open' && isMine(ask))
    .map((ask) => ({ plan, ask }))
}
