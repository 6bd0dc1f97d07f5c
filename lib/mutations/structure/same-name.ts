/** Names that look the same as one that is there: refused unless the person insists, so that one organisation is not eight. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { type KnownActor, canReadPlan } from '@/lib/domain/people/permissions'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { foldName, foldNumber } from '@/lib/domain/text'
import { InvalidError } from '@/lib/errors'
import { foldedNumber } from '@/lib/queries/plan/moved-address'
import { paths } from '@/lib/paths'
import type { FormValues } from '@/lib/schemas/form'
import type { RecordData } from '@/lib/schemas/structure/structure'
import type { PlanTransaction, PlanWrite } from '../write-plan'
import { structureMessages } from '@/lib/format/structure/messages'

interface Named {
  readonly id: string
  readonly code: string
  /** What it is called, by the field of its form. */
  readonly names: Readonly<Record<string, string>>
}

/** What may not look the same, by the kind of record. A code of lower-case letters has nothing to look the same as. */
const READERS: Readonly<
  Record<
    StructureKind,
    (
      tx: PlanTransaction,
      where: { readonly planId: string },
      fields: Readonly<Record<string, unknown>>,
    ) => Promise<Named[]>
  >
> = {
  pillar: async (tx, where) =>
    (await tx.pillar.findMany({ where, select: { id: true, code: true, name: true } })).map(
      ({ name, ...row }) => ({ ...row, names: { name } }),
    ),
  section: async (tx, where) =>
    (await tx.section.findMany({ where, select: { id: true, code: true, title: true } })).map((row) => ({
      ...row,
      names: { code: row.code, title: row.title },
    })),
  // A number has letters, digits, dots and hyphens only. Many actions are added at once, so the database looks.
  action: async (tx, { planId }, fields) =>
    (
      await tx.$queryRaw<{ id: string; ref: string }[]>`
        SELECT id, ref FROM action WHERE plan_id = ${planId}::uuid
          AND ${foldedNumber(Prisma.sql`ref`)} = ${foldNumber(String(fields.ref))}`
    ).map(({ id, ref }) => ({ id, code: ref, names: { ref } })),
  partner: async (tx, where) =>
    (
      await tx.partner.findMany({ where, select: { id: true, code: true, name: true, abbreviation: true } })
    ).map(({ name, abbreviation, ...row }) => ({ ...row, names: { name, abbreviation } })),
  timescale: async (tx, where) =>
    (await tx.timescale.findMany({ where, select: { id: true, code: true, label: true } })).map(
      ({ label, ...row }) => ({ ...row, names: { label } }),
    ),
  outcome: async (tx, where) =>
    (await tx.outcome.findMany({ where, select: { id: true, code: true, text: true } })).map(
      ({ text, ...row }) => ({ ...row, names: { text } }),
    ),
  achievement: async (tx, where) =>
    (await tx.achievement.findMany({ where, select: { id: true, code: true, summary: true } })).map(
      ({ summary, ...row }) => ({ ...row, names: { summary } }),
    ),
  publication: async (tx, where) =>
    (await tx.publication.findMany({ where, select: { id: true, code: true, title: true } })).map(
      ({ title, ...row }) => ({ ...row, names: { title } }),
    ),
}

/**
 * Takes a write, what is to be saved and the record as it is (null for a new one); throws InvalidError where a name that it is given looks
 * the same as that of another one, or as one that another had before.
 */
export async function refuseSameName(
  write: PlanWrite,
  data: RecordData,
  before: { readonly id: string; readonly values: FormValues } | null,
): Promise<void> {
  const { tx, plan } = write
  const { kind } = data
  const fields = data.fields as Readonly<Record<string, unknown>>
  const others = await READERS[kind](tx, { planId: plan.id }, fields)
  for (const other of others) {
    if (other.id === before?.id) continue
    for (const [field, taken] of Object.entries(other.names)) {
      const fold = foldOf(field)
      const own = fold(String(fields[field] ?? ''))
      if (own !== fold(taken) || own === fold(String(before?.values[field] ?? ''))) continue
      const { name, title = name } = other.names
      const isShort = field === 'abbreviation' || field === 'code'
      const holder = { code: other.code, title: isShort ? (title ?? '') : null }
      throw new InvalidError(
        { isAnother: structureMessages.looksTheSame(field, taken, holder) },
        {
          isAnother: {
            label: structureMessages.lookAt(other.code),
            address: paths.editRecord(plan.slug, kind, other.code),
          },
        },
      )
    }
  }
  await refuseFormerName(write, { kind, fields }, others, before)
}

/** A number or code also looks the same as one with leading zeros. */
const foldOf = (field: string) => (field === 'code' || field === 'ref' ? foldNumber : foldName)

/** What a record was called before; numbers and codes that it had are looked for on their own. */
const FORMER_NAMES = ['name', 'abbreviation', 'title', 'label'] as const

/** As refuseSameName, for names that records had before they were renamed. Numbers of actions are not names. */
async function refuseFormerName(
  { tx, plan }: PlanWrite,
  { kind, fields }: { readonly kind: StructureKind; readonly fields: Readonly<Record<string, unknown>> },
  holders: readonly Named[],
  before: { readonly id: string; readonly values: FormValues } | null,
): Promise<void> {
  const asked = FORMER_NAMES.flatMap((field) => {
    const own = foldName(String(fields[field] ?? ''))
    return own === '' || own === foldName(String(before?.values[field] ?? '')) ? [] : [{ field, own }]
  })
  if (kind === 'action' || asked.length === 0) return
  const entries = await tx.structureChange.findMany({
    where: { planId: plan.id, kind, ...(before && { recordId: { not: before.id } }) },
    orderBy: { entry: 'desc' },
    select: { recordId: true, facts: true },
  })
  for (const { recordId, facts } of entries) {
    const holder = holders.find(({ id }) => id === recordId)
    if (!holder || typeof facts !== 'object' || facts === null || Array.isArray(facts)) continue
    for (const { field, own } of asked) {
      const former = facts[field]
      if (typeof former !== 'string' || foldName(former) !== own) continue
      const { name, title = name, label = title } = holder.names
      throw new InvalidError(
        { isAnother: structureMessages.wasCalled(field, former, { code: holder.code, title: label ?? '' }) },
        {
          isAnother: {
            label: structureMessages.lookAt(holder.code),
            address: paths.editRecord(plan.slug, kind, holder.code),
          },
        },
      )
    }
  }
}

/** Takes a transaction; until its end no one else gives a plan its title. */
export async function lockPlanTitles(tx: PlanTransaction): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('cairn plans'))::text`
}

/**
 * Takes a transaction that holds the titles of plans, who gives one, the title and the plan's id (null for a new one); throws InvalidError
 * where another plan that they may read has a title that looks the same.
 */
export async function refuseSameTitle(
  tx: PlanTransaction,
  actor: KnownActor,
  title: string,
  planId: string | null,
): Promise<void> {
  const plans = await tx.plan.findMany({
    where: planId === null ? {} : { id: { not: planId } },
    select: { id: true, slug: true, title: true, isPublic: true },
    orderBy: { slug: 'asc' },
  })
  // What someone may not read, they are not told of.
  const same = plans.find((plan) => foldName(plan.title) === foldName(title) && canReadPlan(actor, plan))
  if (same)
    throw new InvalidError(
      { isAnother: structureMessages.planLooksTheSame(same.title) },
      { isAnother: { label: structureMessages.lookAt(same.title), address: paths.plan(same.slug) } },
    )
}
