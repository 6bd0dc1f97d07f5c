/** Writes an action's own fields. What it counts for and whether it is still in the plan have forms of their own. */

import 'server-only'
import { hasSections } from '@/lib/domain/plan/plan'
import { findDoubleCount, isTooDeep, partsBelow } from '@/lib/domain/structure/structure'
import { InvalidError } from '@/lib/errors'
import type { RecordData } from '@/lib/schemas/structure/structure'
import type { Prisma } from '@/generated/prisma/client'
import { type OwnChanges, type OwnValues, withChanges } from '@/lib/domain/own-fields'
import { readFields } from '@/lib/queries/plan-state/inside-fields'
import { toOwnValues } from '@/lib/schemas/plan/stored-plan'
import type { PlanWrite } from '../write-plan'
import { AT_THE_END } from './order'
import { findPartners, inOldOrder } from './write-record'
import { structureMessages } from '@/lib/format/structure/messages'

type Data = Extract<RecordData, { kind: 'action' }>

/** Takes a write, the action's id (null to add one) and its data; writes it and returns its id. Throws InvalidError by field. */
export async function writeAction(write: PlanWrite, id: string | null, data: Data): Promise<string> {
  const { tx, plan, today } = write
  const planId = plan.id
  const { section, parent, timescale, activity, counted, ...fields } = data.fields
  const all = await tx.action.findMany({ where: { planId }, orderBy: { position: 'asc' } })
  const old = all.find((one) => one.id === id) ?? null
  const place = await findPlace(write, all, old, { section, parent })
  const promised = await findTimescale(write, old, timescale)
  const roles = await findPartners(tx, planId, data.partners)
  const { due, added } = data.dates
  if (added && added > today) throw new InvalidError({ added: structureMessages.addedInFuture })
  if (old?.originalDueOn && due) throw new InvalidError({ due: structureMessages.hasDueDate })

  // What no one answered is never taken for a no.
  if (!old && counted === undefined) throw new InvalidError({ counted: structureMessages.countedMissing })

  const moved = old && old.sectionId === place.sectionId && old.parentId === place.parentId
  const row = {
    ...fields,
    ...place,
    ...promised,
    activity: activity || null,
    dueNote: fields.dueNote || null,
    doneWhen: fields.doneWhen || null,
    note: fields.note || null,
    // A number is as printed only in what was read from a paper: never what someone typed here.
    ...(old?.ref === fields.ref ? {} : { refSource: 'entered' as const }),
    ...(due ? firstDue(due) : {}),
    ...(moved ? {} : { position: AT_THE_END }),
  }
  const own = await storeOwn(write, old, data.own)
  refuseDoubleCount(all, old, { ...place, ref: fields.ref, counted: old ? old.counted : counted === 'yes' })
  const { id: actionId } = old
    ? await tx.action.update({ where: { id: old.id }, data: { ...row, ...own } })
    : await tx.action.create({
        data: {
          ...row,
          ...own,
          planId,
          refSource: 'entered',
          position: AT_THE_END,
          counted: counted === 'yes',
          addedOn: new Date(added ?? today),
        },
      })
  const where = { planId, actionId }
  const places = await tx.actionPartner.findMany({ where, orderBy: { position: 'asc' } })
  await tx.actionPartner.deleteMany({ where })
  await tx.actionPartner.createMany({
    data: inOldOrder(roles, places).map((link, position) => ({ ...where, ...link, position })),
  })
  return actionId
}

type Row = Awaited<ReturnType<PlanWrite['tx']['action']['findMany']>>[number]

async function findPlace(
  { tx, plan }: PlanWrite,
  all: readonly Row[],
  old: Row | null,
  wanted: { readonly section: string; readonly parent: string },
) {
  const planId = plan.id
  const section = hasSections(plan)
    ? await tx.section.findUnique({ where: { planId_code: { planId, code: wanted.section } } })
    : await tx.section.findFirstOrThrow({ where: { planId } })
  if (!section) throw new InvalidError({ section: structureMessages.notInPlan })
  if (!wanted.parent) return { sectionId: section.id, parentId: null }
  const whole = all.find((one) => one.ref === wanted.parent)
  if (!whole) throw new InvalidError({ parent: structureMessages.noAction(wanted.parent) })
  if (old && (whole.id === old.id || partsBelow(all, old).includes(whole)))
    throw new InvalidError({ parent: structureMessages.partOfItself(old.ref) })
  if (isTooDeep(all, old, whole)) throw new InvalidError({ parent: structureMessages.tooDeep(whole.ref) })
  if (whole.sectionId !== section.id)
    throw new InvalidError({ parent: structureMessages.inAnotherSection(whole.ref, section.code) })
  return { sectionId: section.id, parentId: whole.id }
}

/** What the plan's own fields hold afterwards, as it is stored: that of public ones apart. What was entered in fields that were retired stays. */
async function storeOwn({ tx, plan }: PlanWrite, old: Row | null, changes: OwnChanges) {
  const fields = await readFields(tx, plan.id)
  const of = (isPublic: boolean) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = changes[field.code]
        return field.isPublic === isPublic && value !== undefined ? [[field.code, value] as const] : []
      }),
    )
  return {
    ownFields: toJson(withChanges(toOwnValues(old?.ownFields ?? {}), of(true))),
    insideFields: toJson(withChanges(toOwnValues(old?.insideFields ?? {}), of(false))),
  }
}

const toJson = (values: OwnValues) => values as Prisma.InputJsonObject

/** A timescale that was read from a cell serving several actions stays marked so for as long as no one chooses another. */
async function findTimescale({ tx, plan }: PlanWrite, old: Row | null, code: string) {
  if (!code) return { timescaleId: null, timescaleSource: 'missing' as const }
  const found = await tx.timescale.findUnique({ where: { planId_code: { planId: plan.id, code } } })
  if (!found) throw new InvalidError({ timescale: structureMessages.notInPlan })
  return {
    timescaleId: found.id,
    timescaleSource: old?.timescaleId === found.id ? old.timescaleSource : 'stated',
  }
}

function firstDue(due: string) {
  const day = new Date(due)
  return {
    originalDueOn: day,
    originalDuePrecision: 'day' as const,
    dueOn: day,
    duePrecision: 'day' as const,
  }
}

function refuseDoubleCount(
  all: readonly Row[],
  old: Row | null,
  now: Pick<Row, 'sectionId' | 'parentId' | 'ref' | 'counted'>,
): void {
  const own = { id: 'new', lifecycle: 'active' as const, ...old, ...now }
  const clash = findDoubleCount([...all.filter((one) => one.id !== old?.id), own])
  if (!clash) return
  const other = clash.whole.id === own.id ? clash.part : clash.whole
  throw new InvalidError({
    [old ? 'parent' : 'counted']:
      other === clash.whole
        ? structureMessages.wholeIsCounted(other.ref)
        : structureMessages.partIsCounted(other.ref),
  })
}
