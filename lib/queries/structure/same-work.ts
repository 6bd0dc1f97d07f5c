/** What of a plan is the same work as something in another plan? */

import 'server-only'
import { createHash } from 'node:crypto'
import { type Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { type Actor, canReadPlan } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { MOST_SAME_WORK, type SameWork } from '@/lib/domain/structure/same-work'

/** An action may be named by many records of other plans: so many of these are read, the first ones. */
const MOST_OF_AN_ACTION = 100
/** Of a whole plan, for its files. */
const MOST_OF_A_PLAN = 10_000

const PLAN = { select: { id: true, slug: true, shortTitle: true, language: true, isPublic: true } } as const
const ACTION = { select: { ref: true, title: true } } as const

const SAME_WORK = {
  id: true,
  planId: true,
  actionId: true,
  achievementId: true,
  citedActionId: true,
  plan: PLAN,
  citedPlan: PLAN,
  action: ACTION,
  achievement: {
    select: {
      code: true,
      summary: true,
      actions: { select: { action: ACTION }, orderBy: { action: { position: 'asc' } }, take: 1 },
    },
  },
  citedAction: ACTION,
} as const satisfies Prisma.SameWorkSelect

type Row = Prisma.SameWorkGetPayload<{ select: typeof SAME_WORK }>

/**
 * Takes a plan that its reader may see and the ids of an action and of achievements of it, null for all of the plan; returns what of other
 * plans is the same work, of those that the reader may see as well. It has no dates: every day shows today's, and a report none.
 */
export async function listSameWork(
  plan: Pick<PlanState, 'id' | 'report'>,
  of: { readonly actionId: string; readonly achievementIds: readonly string[] } | null,
): Promise<SameWork[]> {
  if (plan.report !== null) return []
  const actor = await currentActor()
  const planId = plan.id
  const own = of && { OR: [{ actionId: of.actionId }, { achievementId: { in: [...of.achievementIds] } }] }
  const rows = await db.sameWork.findMany({
    where: {
      OR: [
        { planId, citedPlan: readableBy(actor), ...own },
        { citedPlanId: planId, plan: readableBy(actor), ...(of && { citedActionId: of.actionId }) },
      ],
    },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    take: of ? MOST_OF_AN_ACTION + of.achievementIds.length * MOST_SAME_WORK : MOST_OF_A_PLAN,
    select: SAME_WORK,
  })
  // The database left out most of what the reader may not see; who may see what is decided in one place.
  return rows
    .filter((row) => canReadPlan(actor, row.planId === planId ? row.citedPlan : row.plan))
    .map((row) => (row.planId === planId ? toNamedHere(row) : toNamedThere(row)))
}

/** In terms of the database, so that a limit counts only what is shown. */
function readableBy(actor: Actor): Prisma.PlanWhereInput {
  if (actor.kind === 'anonymous') return { isPublic: true }
  if (actor.isAdministrator) return {}
  return { OR: [{ isPublic: true }, { id: { in: [...actor.roles.keys()] } }] }
}

const nameOther = ({ slug, shortTitle, language }: Row['plan']) => ({ slug, shortTitle, language })

const toNamedHere = ({ id, actionId, achievementId, citedPlan, citedAction }: Row): SameWork => ({
  id,
  recordId: actionId ?? achievementId ?? '',
  record: actionId === null ? 'achievement' : 'action',
  isNamedHere: true,
  other: {
    plan: nameOther(citedPlan),
    record: 'action',
    code: citedAction.ref,
    title: citedAction.title,
    shownOn: citedAction.ref,
  },
})

function toNamedThere({ id, citedActionId, plan, action, achievement }: Row): SameWork {
  const named = { id, recordId: citedActionId, record: 'action', isNamedHere: false } as const
  const other = { plan: nameOther(plan) }
  if (action) {
    const { ref, title } = action
    return { ...named, other: { ...other, record: 'action', code: ref, title, shownOn: ref } }
  }
  return {
    ...named,
    other: {
      ...other,
      record: 'achievement',
      code: achievement?.code ?? '',
      title: achievement?.summary ?? '',
      shownOn: achievement?.actions[0]?.action.ref ?? '',
    },
  }
}

/** Takes what is the same work; returns a short text that differs whenever that does, empty where there is none: for entity tags. */
export function markSameWork(rows: readonly SameWork[]): string {
  return rows.length ? createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 16) : ''
}

/** Takes a client, who asks, and a record; returns the actions of other plans that it names, as its form has them: those of plans that they may read. */
export async function readSameWorkField(
  client: Prisma.TransactionClient,
  actor: Actor,
  planId: string,
  recordId: string,
): Promise<string> {
  const rows = await client.sameWork.findMany({
    where: {
      planId,
      OR: [{ actionId: recordId }, { achievementId: recordId }],
      citedPlan: readableBy(actor),
    },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    take: MOST_SAME_WORK,
    select: { citedPlan: { select: { slug: true } }, citedAction: { select: { ref: true } } },
  })
  return rows.map(({ citedPlan, citedAction }) => `${citedPlan.slug} ${citedAction.ref}`).join(', ')
}
