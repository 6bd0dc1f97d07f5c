/** Changing which actions enter their section's roll-up. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { findDoubleCount, partsBelow } from '@/lib/domain/structure/structure'
import { InvalidError, NotFoundError } from '@/lib/errors'
import type { CountedData } from '@/lib/schemas/structure/action-standing'
import { type PlanWrite, writePlan } from '../write-plan'
import { structureMessages } from '@/lib/format/structure/messages'

/**
 * Takes a plan's slug, an action's reference, and which of that action and its parts are to count; changes those that do
 * not stand so, together. A part that the form did not show, since it was added meanwhile, stays as it is. Throws what writePlan throws, NotFoundError, InvalidError by field.
 */
export function changeCounted(slug: string, ref: string, data: CountedData): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { tx, plan, actor, audit } = write
    const all = await tx.action.findMany({ where: { planId: plan.id }, orderBy: { position: 'asc' } })
    const action = all.find((one) => one.ref === ref)
    if (!action) throw new NotFoundError('action', ref)
    const family = [action, ...partsBelow(all, action)]
    const members = new Set(family.map(({ ref: own }) => own))
    const stranger = data.counted.find((one) => !members.has(one))
    if (stranger !== undefined) throw new InvalidError({ counted: structureMessages.notPart(stranger, ref) })
    const [shown, counts] = [new Set(data.shown), new Set(data.counted)]
    const changed = family.filter((one) => shown.has(one.ref) && one.counted !== counts.has(one.ref))
    if (!changed.length) throw new InvalidError({ counted: structureMessages.countedUnchanged })
    const isChanged = new Set(changed)
    const then = all.map((one) => (isChanged.has(one) ? { ...one, counted: !one.counted } : one))
    const clash = findDoubleCount(then)
    if (clash)
      throw new InvalidError({ counted: structureMessages.countedTwice(clash.whole.ref, clash.part.ref) })
    await refuseDate(write, changed, data.on)

    await tx.$executeRaw`SET CONSTRAINTS action_counted_once DEFERRED`
    // One instant for all, by which they are known to belong together.
    const recordedAt = new Date()
    for (const { id, ref: own, counted } of changed) {
      await tx.action.update({ where: { id }, data: { counted: !counted } })
      await tx.countedChange.create({
        data: {
          planId: plan.id,
          actionId: id,
          counted: !counted,
          reason: data.reason,
          authorId: actor.id,
          effectiveOn: new Date(data.on),
          recordedAt,
        },
      })
      await audit({
        kind: counted ? 'action.no-longer-counted' : 'action.counted',
        recordType: 'action',
        recordId: id,
        recordName: `Action ${own}`,
        before: { counted },
        after: { counted: !counted, reason: data.reason, effectiveOn: data.on },
      })
    }
  })
}

async function refuseDate(
  { tx, plan, today }: PlanWrite,
  changed: readonly { id: string }[],
  on: string,
): Promise<void> {
  if (on > today) throw new InvalidError({ on: structureMessages.dateInFuture })
  const later = await tx.countedChange.findFirst({
    where: {
      planId: plan.id,
      actionId: { in: changed.map(({ id }) => id) },
      effectiveOn: { gt: new Date(on) },
    },
    include: { action: { select: { ref: true } } },
  })
  if (later) throw new InvalidError({ on: structureMessages.countedLater(later.action.ref) })
}
