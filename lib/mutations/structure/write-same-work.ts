/** Writes which actions of other plans a record is the same work as. */

import 'server-only'
import { canReadPlan } from '@/lib/domain/people/permissions'
import { MOST_SAME_WORK, type TypedAction } from '@/lib/domain/structure/same-work'
import { foldName } from '@/lib/domain/text'
import { InvalidError } from '@/lib/errors'
import { structureMessages } from '@/lib/format/structure/messages'
import type { PlanWrite } from '../write-plan'

/** Who names an action of a plan that they may not read is told the same as who names one that there is not. */
const refuse = ({ plan, ref }: TypedAction) =>
  new InvalidError({ sameWork: structureMessages.sameWorkUnknown(`${plan} ${ref}`) })

/**
 * Takes a write, a record of its plan and the actions of other plans as they were typed; keeps these, and no others of plans that whoever
 * writes may read: those of other plans were not on their form. Puts on record what changed. Throws InvalidError by field.
 */
export async function writeSameWork(
  { tx, plan, actor, audit }: PlanWrite,
  record: { readonly kind: 'action' | 'achievement'; readonly id: string; readonly name: string },
  typed: readonly TypedAction[],
): Promise<void> {
  const own = record.kind === 'action' ? { actionId: record.id } : { achievementId: record.id }
  const old = await tx.sameWork.findMany({
    where: { planId: plan.id, ...own },
    select: { id: true, citedPlan: { select: { id: true, isPublic: true } }, citedActionId: true },
  })
  if (!typed.length && !old.length) return
  const wanted = await findActions({ tx, plan, actor }, typed)
  const seen = old.filter(({ citedPlan }) => canReadPlan(actor, citedPlan))
  const taken = seen.filter(({ citedActionId }) => !wanted.has(citedActionId))
  const added = [...wanted].filter(([id]) => !seen.some(({ citedActionId }) => citedActionId === id))
  if (old.length - taken.length + added.length > MOST_SAME_WORK)
    throw new InvalidError({ sameWork: structureMessages.sameWorkTooMany(MOST_SAME_WORK) })
  if (!taken.length && !added.length) return
  await tx.sameWork.deleteMany({ where: { planId: plan.id, id: { in: taken.map(({ id }) => id) } } })
  await tx.sameWork.createMany({
    data: added.map(([citedActionId, citedPlanId]) => ({
      planId: plan.id,
      ...own,
      citedPlanId,
      citedActionId,
    })),
  })
  // By ids: readers of this plan's audit log see the names of plans that they look after, and no others.
  const name = (planId: string, actionId: string) => ({ plan: planId, action: actionId })
  await audit({
    kind: `${record.kind}.same-work-changed`,
    recordType: record.kind,
    recordId: record.id,
    recordName: record.name,
    before: { sameWork: taken.map(({ citedPlan, citedActionId }) => name(citedPlan.id, citedActionId)) },
    after: { sameWork: added.map(([actionId, planId]) => name(planId, actionId)) },
  })
}

/** The ids of the actions and of their plans. */
async function findActions(
  { tx, plan, actor }: Pick<PlanWrite, 'tx' | 'plan' | 'actor'>,
  typed: readonly TypedAction[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (!typed.length) return found
  const plans = (
    await tx.plan.findMany({
      select: { id: true, slug: true, title: true, shortTitle: true, isPublic: true },
      orderBy: { slug: 'asc' },
    })
  ).filter((one) => canReadPlan(actor, one))
  for (const one of typed) {
    const name = foldName(one.plan)
    const called = plans.filter(({ slug, title, shortTitle }) =>
      [slug, title, shortTitle].some((text) => foldName(text) === name),
    )
    // The name in addresses is one plan's alone; titles may not be.
    const other = called.find(({ slug }) => slug === one.plan) ?? called[0]
    if (!other) throw refuse(one)
    if (other.id === plan.id) throw new InvalidError({ sameWork: structureMessages.sameWorkHere(one.ref) })
    const action = await tx.action.findUnique({
      where: { planId_ref: { planId: other.id, ref: one.ref } },
      select: { id: true },
    })
    if (!action) throw refuse(one)
    found.set(action.id, other.id)
  }
  return found
}
