/** Taking an action out of the plan's base, or back into it. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { Lifecycle } from '@/lib/domain/status/roll-up'
import { findDoubleCount, partsBelow } from '@/lib/domain/structure/structure'
import { ChangedError, InvalidError, NotFoundError } from '@/lib/errors'
import { isoDate } from '@/lib/queries/iso-date'
import type { LifecycleData } from '@/lib/schemas/structure/action-standing'
import { describeLastDone } from '@/lib/audit/append'
import { type PlanWrite, writePlan } from '../write-plan'
import { structureMessages } from '@/lib/format/structure/messages'

type Row = Awaited<ReturnType<PlanWrite['tx']['action']['findMany']>>[number]

/**
 * Takes a plan's slug, an action's reference and what is to happen to it; does it, on record, with its parts where they go
 * along. Throws what writePlan throws, NotFoundError, InvalidError by field.
 */
export function changeLifecycle(slug: string, ref: string, data: LifecycleData): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { tx, plan, actor } = write
    const all = await tx.action.findMany({ where: { planId: plan.id }, orderBy: { position: 'asc' } })
    const action = all.find((one) => one.ref === ref)
    if (!action) throw new NotFoundError('action', ref)
    if (data.fingerprint !== undefined && data.fingerprint !== action.lifecycle) {
      if (await wasLastChange(write, action, data)) return
      throw new ChangedError(
        null,
        action.lifecycle,
        await describeLastDone(tx, action.id, actor.id, structureMessages.changedLifecycle(action.lifecycle)),
      )
    }
    const replacement = findReplacement(all, action, data)
    const parts = partsBelow(all, action).filter((part) => goesAlong(part, action, data.lifecycle))
    const going = [action, ...(chooseParts(parts, data, replacement) ? parts : [])]
    await refuseDate(write, going, data.on)
    refuseDoubleCount(all, going, data.lifecycle)
    await tx.$executeRaw`SET CONSTRAINTS action_counted_once DEFERRED`
    for (const one of going) await changeOne(write, one, data, replacement)
  })
}

/** Whether this is what the same person changed last: the same form, sent twice. */
async function wasLastChange(
  { tx, actor }: PlanWrite,
  { id }: Row,
  { lifecycle, heir: ref, reason, on }: LifecycleData,
): Promise<boolean> {
  const last = await tx.lifecycleChange.findFirst({
    where: { actionId: id },
    orderBy: { entry: 'desc' },
    include: { heir: { select: { ref: true } } },
  })
  return (
    last?.authorId === actor.id &&
    last.lifecycle === lifecycle &&
    (last.heir?.ref ?? '') === (ref ?? '') &&
    last.reason === reason &&
    isoDate(last.effectiveOn) === on
  )
}

/** Those that go with their whole are still active; those that come back with it left in the same way. */
function goesAlong(part: Row, action: Row, to: Lifecycle): boolean {
  return to === 'active' ? part.lifecycle === action.lifecycle : part.lifecycle === 'active'
}

function findReplacement(
  all: readonly Row[],
  action: Row,
  { lifecycle, heir: ref }: LifecycleData,
): Row | null {
  if (action.lifecycle === lifecycle)
    throw new InvalidError({
      lifecycle:
        lifecycle === 'active' ? structureMessages.alreadyInPlan : structureMessages.alreadyLeft(lifecycle),
    })
  if (lifecycle === 'active' || lifecycle === 'withdrawn') {
    if (!ref) return null
    throw new InvalidError({ heir: structureMessages.replacementNotNeeded })
  }
  if (!ref) throw new InvalidError({ heir: structureMessages.replacementMissing })
  const replacement = all.find((one) => one.ref === ref)
  if (!replacement) throw new InvalidError({ heir: structureMessages.noAction(ref) })
  if (replacement.id === action.id) throw new InvalidError({ heir: structureMessages.replacementIsItself })
  if (replacement.lifecycle !== 'active')
    throw new InvalidError({ heir: structureMessages.replacementLeft(ref, replacement.lifecycle) })
  return replacement
}

function chooseParts(
  parts: readonly Row[],
  { parts: choice }: LifecycleData,
  replacement: Row | null,
): boolean {
  if (!parts.length) return false
  const refs = parts.map(({ ref }) => ref).join(', ')
  if (!choice) throw new InvalidError({ parts: structureMessages.partsMissingOf(refs) })
  if (choice === 'with' && replacement && parts.includes(replacement))
    throw new InvalidError({ parts: structureMessages.partReplaces(replacement.ref) })
  return choice === 'with'
}

async function refuseDate({ tx, plan, today }: PlanWrite, going: readonly Row[], on: string): Promise<void> {
  if (on > today) throw new InvalidError({ on: structureMessages.dateInFuture })
  const last = await tx.lifecycleChange.findFirst({
    where: {
      planId: plan.id,
      actionId: { in: going.map(({ id }) => id) },
      effectiveOn: { gt: new Date(on) },
    },
    orderBy: { effectiveOn: 'desc' },
    include: { action: { select: { ref: true } } },
  })
  if (last)
    throw new InvalidError({
      on: structureMessages.changedLater(last.action.ref, isoDate(last.effectiveOn)),
    })
  const added = going.find((one) => one.addedOn && isoDate(one.addedOn) > on)
  if (added?.addedOn)
    throw new InvalidError({
      on: structureMessages.addedLater(added.ref, isoDate(added.addedOn)),
    })
}

function refuseDoubleCount(all: readonly Row[], going: readonly Row[], lifecycle: Lifecycle): void {
  const isGoing = new Set(going)
  const then = all.map((one) => (isGoing.has(one) ? { ...one, lifecycle } : one))
  const clash = findDoubleCount(then)
  if (clash)
    throw new InvalidError({
      lifecycle: structureMessages.wouldCountTwice(clash.whole.ref, clash.part.ref),
    })
}

async function changeOne(
  { tx, plan, actor, audit }: PlanWrite,
  action: Row,
  { lifecycle, reason, on }: LifecycleData,
  replacement: Row | null,
): Promise<void> {
  const replacementId = replacement?.id ?? null
  await tx.action.update({ where: { id: action.id }, data: { lifecycle, heirId: replacementId } })
  await tx.lifecycleChange.create({
    data: {
      planId: plan.id,
      actionId: action.id,
      lifecycle,
      heirId: replacementId,
      reason,
      authorId: actor.id,
      effectiveOn: new Date(on),
    },
  })
  await audit({
    kind: `action.${lifecycle === 'active' ? 'brought-back' : lifecycle}`,
    recordType: 'action',
    recordId: action.id,
    recordName: `Action ${action.ref}`,
    before: { lifecycle: action.lifecycle },
    after: { lifecycle, heir: replacement?.ref ?? null, reason, effectiveOn: on },
  })
}
