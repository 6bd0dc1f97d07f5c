/** Adding, changing, ordering and retiring the fields that a plan has of its own. What was entered in them stays as it was entered. */

import 'server-only'
import { describeLastDone } from '@/lib/audit/append'
import { RIGHTS } from '@/lib/auth/rights'
import {
  codeForField,
  hasOptions,
  type KeptField,
  MOST_FIELDS,
  MOST_KEPT_FIELDS,
} from '@/lib/domain/own-fields'
import { type Direction, moveInOrder } from '@/lib/domain/structure/structure'
import { foldName } from '@/lib/domain/text'
import { ChangedError, InvalidError, NotFoundError } from '@/lib/errors'
import { structureMessages } from '@/lib/format/structure/messages'
import { ownFieldMessages } from '@/lib/format/structure/own-field-words'
import { readFields } from '@/lib/queries/plan-state/inside-fields'
import { readFieldUses, readUsedOptions } from '@/lib/queries/structure/plan-fields'
import { fingerprint } from '@/lib/queries/structure/structure'
import { fillPlanField } from '@/lib/schemas/structure/plan-fields'
import { makeOnce } from '../submission'
import { type PlanWrite, writePlan } from '../write-plan'

/** What audit entries call it. */
const RECORD = 'plan-field'

/** Takes a plan's slug, a new field without a code and the key of the form; adds it behind the others. Throws what writePlan throws, and InvalidError by field. */
export function addField(slug: string, given: KeptField, formKey: string): Promise<string> {
  return writePlan(slug, RIGHTS.editStructure, (write) => {
    const { tx, plan, actor } = write
    const submission = { makes: `field ${plan.id}`, formKey, personId: actor.id, content: given }
    return makeOnce(tx, submission, async () => {
      const all = await readFields(tx, plan.id)
      const field = { ...given, code: codeForField(given.label, new Set(all.map(({ code }) => code))) }
      refuseTwin(all, field)
      refuseTooMany(all)
      if (all.length >= MOST_KEPT_FIELDS) throw new InvalidError({ form: ownFieldMessages.tooManyKept })
      await tx.planField.create({ data: { ...toRow(field), planId: plan.id, position: all.length } })
      await record(write, 'added', null, field)
      return field.code
    })
  })
}

/**
 * Takes a plan's slug, the fingerprint of a field when its form was opened, and what it is to be; saves it. Throws what writePlan throws,
 * NotFoundError, ChangedError when someone saved it meanwhile, and InvalidError where a choice that was used would go.
 */
export function changeField(slug: string, opened: string, next: KeptField): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { tx, plan, actor } = write
    const { all, old } = await find(write, next.code)
    const now = fingerprint(fillPlanField(old))
    // The same form, sent twice.
    if (now === fingerprint(fillPlanField(next))) return
    if (now !== opened)
      throw new ChangedError(
        fillPlanField(old),
        now,
        await describeLastDone(tx, plan.id, actor.id, ownFieldMessages.savedThis, {
          kind: `${RECORD}.changed`,
        }),
      )
    refuseTwin(all, next)
    if (hasOptions(old)) {
      const used = await readUsedOptions(tx, plan.id, old.code)
      const lost = old.options.filter((option) => used.has(option) && !next.options.includes(option))
      if (lost.length > 0) throw new InvalidError({ options: ownFieldMessages.optionUsed(lost) })
    }
    const { label, hint, unit, options, isRequired } = toRow(next)
    await tx.planField.update({ where: key(write, old), data: { label, hint, unit, options, isRequired } })
    await record(write, 'changed', old, { ...next, isRetired: old.isRetired })
  })
}

/** Takes a plan's slug, a field, a direction and the field that stood there when the page was opened; moves it past that one. */
export function moveField(slug: string, code: string, direction: Direction, past: string): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { plan, audit } = write
    const { all, old } = await find(write, code)
    const inUse = all.filter(({ isRetired }) => !isRetired).map((field) => field.code)
    const [from, to] = [inUse.indexOf(code), inUse.indexOf(past)]
    const steps = direction === 'up' ? from - to : to - from
    // The same form, sent twice.
    if (from >= 0 && to >= 0 && steps < 0) return
    if (from < 0 || to < 0 || steps !== 1) throw new InvalidError({ form: structureMessages.movedMeanwhile })
    const moved = moveInOrder(inUse, code, direction)
    const order = [...moved, ...all.filter(({ isRetired }) => isRetired).map((field) => field.code)]
    await saveOrder(write, order)
    await audit({
      ...recordOf(plan.id, old),
      kind: `${RECORD}.moved`,
      before: { order: inUse },
      after: { order: moved },
    })
  })
}

/** Takes a plan's slug, a field and whether it is taken out of use or brought back; does so. What was entered in it is kept. */
export function retireField(slug: string, code: string, isRetired: boolean): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { tx } = write
    const { all, old } = await find(write, code)
    if (old.isRetired === isRetired) return
    if (!isRetired) refuseTooMany(all)
    await tx.planField.update({ where: key(write, old), data: { isRetired } })
    await record(write, isRetired ? 'retired' : 'restored', old, { ...old, isRetired })
  })
}

/** Takes a plan's slug and a field in which nothing was ever entered; removes it. Throws InvalidError of one that was used. */
export function removeField(slug: string, code: string): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { tx, plan } = write
    const { all, old } = await find(write, code)
    if ((await readFieldUses(tx, plan.id)).has(code)) throw new InvalidError({ form: ownFieldMessages.inUse })
    await tx.planField.delete({ where: key(write, old) })
    await saveOrder(
      write,
      all.map((field) => field.code).filter((one) => one !== code),
    )
    await record(write, 'removed', old, null)
  })
}

const key = ({ plan }: PlanWrite, { code }: KeptField) => ({ planId_code: { planId: plan.id, code } })

async function find({ tx, plan }: PlanWrite, code: string) {
  const all = await readFields(tx, plan.id)
  const old = all.find((field) => field.code === code)
  if (!old) throw new NotFoundError('field', code)
  return { all, old }
}

function refuseTwin(all: readonly KeptField[], { code, label }: KeptField): void {
  const twin = all.find((one) => one.code !== code && foldName(one.label) === foldName(label))
  if (twin) throw new InvalidError({ label: ownFieldMessages.labelTwice(label) })
}

function refuseTooMany(all: readonly KeptField[]): void {
  if (all.filter(({ isRetired }) => !isRetired).length >= MOST_FIELDS)
    throw new InvalidError({ form: ownFieldMessages.tooManyFields })
}

const toRow = ({ options, ...field }: KeptField) => ({ ...field, options: [...options] })

async function saveOrder({ tx, plan }: PlanWrite, codes: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE plan_field f SET position = wanted.place - 1
    FROM unnest(${[...codes]}::text[]) WITH ORDINALITY AS wanted(code, place)
    WHERE f.plan_id = ${plan.id}::uuid AND f.code = wanted.code`
}

const recordOf = (planId: string, { label }: KeptField) => ({
  recordType: 'plan',
  recordId: planId,
  recordName: `Field “${label}”`,
})

async function record(
  { plan, audit }: PlanWrite,
  done: 'added' | 'changed' | 'retired' | 'restored' | 'removed',
  before: KeptField | null,
  after: KeptField | null,
): Promise<void> {
  const told = (field: KeptField | null) =>
    field && Object.fromEntries(Object.entries(toRow(field)).filter(([name]) => name !== 'code'))
  const [was, is] = [told(before), told(after)]
  const names = Object.keys({ ...was, ...is }).filter(
    (name) => JSON.stringify(was?.[name]) !== JSON.stringify(is?.[name]),
  )
  const pick = (side: typeof was) => side && Object.fromEntries(names.map((name) => [name, side[name]]))
  const named = after ?? before
  if (!named) throw new Error('An entry about a field names it')
  await audit({ ...recordOf(plan.id, named), kind: `${RECORD}.${done}`, before: pick(was), after: pick(is) })
}
