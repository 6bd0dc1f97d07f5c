/** Names that look the same as one that is there: refused unless the person insists, so that one organisation is not eight. */

import 'server-only'
import { type KnownActor, canReadPlan } from '@/lib/domain/people/permissions'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { foldName } from '@/lib/domain/text'
import { InvalidError } from '@/lib/errors'
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
  // A number has letters, digits, dots and hyphens only, which differ in case alone. Many actions are added at once.
  action: async (tx, where, fields) =>
    (
      await tx.action.findMany({
        where: { ...where, ref: { equals: String(fields.ref), mode: 'insensitive' } },
        select: { id: true, ref: true },
      })
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
 * the same as that of another one.
 */
export async function refuseSameName(
  { tx, plan }: PlanWrite,
  data: RecordData,
  before: { readonly id: string; readonly values: FormValues } | null,
): Promise<void> {
  const { kind } = data
  const fields = data.fields as Readonly<Record<string, unknown>>
  for (const other of await READERS[kind](tx, { planId: plan.id }, fields)) {
    if (other.id === before?.id) continue
    for (const [field, taken] of Object.entries(other.names)) {
      const own = foldName(String(fields[field] ?? ''))
      if (own !== foldName(taken) || own === foldName(String(before?.values[field] ?? ''))) continue
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
}

/** Takes a transaction; until its end nobody else gives a plan its title. */
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
  // What somebody may not read, they are not told of.
  const same = plans.find((plan) => foldName(plan.title) === foldName(title) && canReadPlan(actor, plan))
  if (same)
    throw new InvalidError(
      { isAnother: structureMessages.planLooksTheSame(same.title) },
      { isAnother: { label: structureMessages.lookAt(same.title), address: paths.plan(same.slug) } },
    )
}
