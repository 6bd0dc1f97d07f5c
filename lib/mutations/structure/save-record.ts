/** Adding and changing what a plan is made of. */

import 'server-only'
import { type CitingKind, hasKind, type StructureKind, titleOf } from '@/lib/domain/structure/structure'
import { canBeSameWork } from '@/lib/domain/structure/same-work'
import { foldNumber } from '@/lib/domain/text'
import { ChangedError, InvalidError, NotFoundError } from '@/lib/errors'
import { fingerprint, openRecord, readRecord } from '@/lib/queries/structure/structure'
import type { FormValues } from '@/lib/schemas/form'
import type { RecordData } from '@/lib/schemas/structure/structure'
import { readFacts } from '@/lib/schemas/structure/structure-facts'
import { findLastHolder } from '@/lib/queries/plan/moved-address'
import { readStructure } from '@/lib/queries/plan-state/structure-ledger'
import { describeLastDone } from '@/lib/audit/append'
import { makeOnce } from '../submission'
import type { PlanWrite } from '../write-plan'
import { refuseSameName } from './same-name'
import { writeAction } from './write-action'
import { writeRecord } from './write-record'
import { writeSameWork } from './write-same-work'
import { writeStructure } from './write-structure'
import { structureMessages } from '@/lib/format/structure/messages'

/** The record that was opened, and the fingerprint of its fields then. */
export interface Opened {
  readonly code: string
  readonly fingerprint: string
}

/**
 * Takes a plan's slug, the record that was opened (null to add one) and its data; saves it and returns its code. Throws
 * what writePlan throws, NotFoundError, ChangedError when someone saved it meanwhile, InvalidError by field.
 */
export function saveRecord(slug: string, opened: Opened | null, data: RecordData): Promise<string> {
  return writeStructure(slug, data.isCorrection, (write) => {
    const { submissionKey: formKey, ...fields } = data
    // A form that was opened before it had a key: the fingerprint tells.
    if (opened && formKey === '') return saveOne(write, opened, data)
    const content = opened ? { ...fields, opened } : fields
    const submission = { makes: `${data.kind} ${write.plan.id}`, formKey, personId: write.actor.id, content }
    return makeOnce(write.tx, submission, () => saveOne(write, opened, data))
  })
}

/**
 * Takes a plan's slug and new actions; adds all of them, in their order, or none. Throws what writePlan throws, and InvalidError that
 * names each one that cannot be added.
 */
export function addActions(
  slug: string,
  actions: readonly Extract<RecordData, { kind: 'action' }>[],
): Promise<void> {
  return writeStructure(slug, false, async (write) => {
    const formKey = actions[0]?.submissionKey ?? ''
    const content = actions.map(({ kind, fields, partners, dates }) => ({ kind, fields, partners, dates }))
    const submission = { makes: `actions ${write.plan.id}`, formKey, personId: write.actor.id, content }
    await makeOnce(write.tx, submission, () => addEach(write, actions))
  })
}

async function addEach(
  write: PlanWrite,
  actions: readonly Extract<RecordData, { kind: 'action' }>[],
): Promise<string> {
  const problems: string[] = []
  const whole: Record<string, string> = {}
  for (const data of actions) {
    try {
      await saveOne(write, null, data)
    } catch (error) {
      if (!(error instanceof InvalidError)) throw error
      const { ref, useFormer, isAnother, ...others } = error.errors
      if (useFormer !== undefined) problems.push(structureMessages.numberUsedBefore(data.fields.ref))
      else if (isAnother !== undefined) problems.push(structureMessages.numberLooksTheSame(data.fields.ref))
      else if (ref !== undefined) problems.push(ref)
      else Object.assign(whole, others)
    }
  }
  if (problems.length) whole.first = structureMessages.numbersTaken(problems.slice(0, 5))
  if (Object.keys(whole).length) throw new InvalidError(whole)
  return actions[0]?.fields.ref ?? ''
}

async function saveOne(write: PlanWrite, opened: Opened | null, data: RecordData): Promise<string> {
  const { tx, plan, actor } = write
  const { kind } = data
  const code = await codeFor(write, opened, data)
  if (!hasKind(plan, kind)) throw new NotFoundError(kind, code)
  const before = opened && (await openRecord(tx, actor, plan.id, kind, opened.code))
  if (opened && !before) throw new NotFoundError(kind, opened.code)
  if (opened && before) {
    const now = fingerprint(before.values)
    if (now !== opened.fingerprint)
      throw new ChangedError(
        before.values,
        now,
        await describeLastDone(tx, before.id, actor.id, structureMessages.savedThis),
      )
  }
  const same = await readRecord(tx, plan.id, kind, code)
  if (same && same.id !== before?.id) throw new InvalidError(describeTaken(kind, code, same.values))
  if (!data.isAnother) await refuseSameName(write, data, before)
  if (!data.mayUseFormer && code !== opened?.code) await refuseFormer(write, kind, code, before?.id ?? null)
  const id =
    data.kind === 'action'
      ? await writeAction(write, before?.id ?? null, data)
      : await writeRecord(write, before?.id ?? null, data, code)
  if (data.sameWork && canBeSameWork(kind)) {
    const name = `${kind === 'action' ? 'Action' : 'Achievement'} ${code}`
    await writeSameWork(write, { kind, id, name }, data.sameWork)
  }
  const after = await readRecord(tx, plan.id, kind, code)
  await auditChange(write, {
    kind,
    id,
    code,
    before: before?.values ?? null,
    after: after && { ...after.values, ...(data.isCorrection && { holdsFrom: 'the beginning' }) },
  })
  return code
}

/** Achievements and publications are numbered here: what no one cites by its number, no one has to number. */
async function codeFor(write: PlanWrite, opened: Opened | null, data: RecordData): Promise<string> {
  if (data.kind === 'action') return data.fields.ref
  if (data.kind !== 'achievement' && data.kind !== 'publication') return data.fields.code
  return opened?.code ?? (await nextCode(write, data.kind))
}

/** A code that none has, nor had before it was withdrawn. */
async function nextCode({ tx, plan }: PlanWrite, kind: CitingKind): Promise<string> {
  const where = { planId: plan.id }
  const rows =
    kind === 'achievement'
      ? await tx.achievement.findMany({ where, select: { code: true } })
      : await tx.publication.findMany({ where, select: { code: true } })
  const before = await tx.structureChange.findMany({
    where: { ...where, kind, facts: { path: ['code'], string_contains: '' } },
    select: { facts: true },
  })
  const letter = { achievement: 'A', publication: 'P' }[kind]
  const numbers = [...rows, ...before.map(({ facts }) => readFacts(kind, facts))].flatMap(({ code = '' }) => {
    const [, number] = new RegExp(`^${letter}-(\\d{1,9})$`).exec(code) ?? []
    return number === undefined ? [] : [Number(number)]
  })
  return `${letter}-${Math.max(0, ...numbers) + 1}`
}

/** Papers and links that cite a number go on meaning the record that had it. */
async function refuseFormer({ tx, plan }: PlanWrite, kind: StructureKind, code: string, own: string | null) {
  const last = await findLastHolder(tx, plan.id, kind, code)
  if (last === null || last.id === own) return
  const holder = (await readStructure(tx, plan.id)).find(({ id }) => id === last.id)
  if (!holder) return
  const values: FormValues = Object.fromEntries(
    Object.entries(holder.facts).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  const current = String(values.ref ?? values.code)
  // Of a number that another has now it was asked whether this is another one.
  if (foldNumber(current) === foldNumber(code)) return
  throw new InvalidError({
    useFormer: structureMessages.usedBefore(last.code, current, titleOf(values)),
  })
}

function describeTaken(kind: StructureKind, code: string, values: FormValues): Record<string, string> {
  const field = kind === 'action' ? 'ref' : 'code'
  return { [field]: structureMessages.taken(code, titleOf(values)) }
}

/** Takes a write and a record before and after (null where there was none); puts on record the fields that differ. */
export async function auditChange(
  { audit }: PlanWrite,
  change: {
    readonly kind: StructureKind
    readonly id: string
    readonly code: string
    readonly before: FormValues | null
    readonly after: FormValues | null
    /** Why it is removed, where a reason is asked for. */
    readonly withdrawal?: { readonly reason: string; readonly isMistake: boolean } | null
  },
): Promise<void> {
  const { kind, id, code, before, after, withdrawal } = change
  const names = Object.keys({ ...before, ...after }).filter(
    // What is the same work in other plans has an entry of its own, without their names.
    (name) => name !== 'sameWork' && JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
  )
  const pick = (values: FormValues | null) =>
    values && Object.fromEntries(names.map((name) => [name, toJson(values[name])]))
  await audit({
    kind: `${kind}.${before ? (after ? 'changed' : withdrawal ? 'withdrawn' : 'removed') : 'added'}`,
    recordType: kind,
    recordId: id,
    recordName: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${code}`,
    before: pick(before),
    after: withdrawal
      ? { reason: withdrawal.reason, ...(withdrawal.isMistake && { holdsFrom: 'the beginning' }) }
      : pick(after),
  })
}

function toJson(value: FormValues[string] | undefined): string | string[] | null {
  return value === undefined ? null : typeof value === 'string' ? value : [...value]
}
