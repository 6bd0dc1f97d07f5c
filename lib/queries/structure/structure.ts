/** The records that a plan is made of, as their forms show them. */

import 'server-only'
import { createHash } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { type Actor, canEditPlan } from '@/lib/domain/people/permissions'
import { canBeSameWork } from '@/lib/domain/structure/same-work'
import { hasKind, type References, type StructureKind } from '@/lib/domain/structure/structure'
import { fillMetrics } from '@/lib/schemas/structure/citing'
import { parsePartialDate } from '@/lib/domain/dates'
import { fillDate, fillPartialDate } from '@/lib/schemas/date-fields'
import type { FormValues } from '@/lib/schemas/form'
import { isoDate } from '@/lib/queries/iso-date'
import { readFields, readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { toOwnValues } from '@/lib/schemas/plan/stored-plan'
import { fillOwnValues } from '@/lib/schemas/structure/own-values'
import { readSameWorkField } from './same-work'

type Client = Prisma.TransactionClient

/** A record as its form holds it. */
export interface StructureRecord {
  readonly id: string
  readonly values: FormValues
}

const partners = {
  select: { role: true, partner: { select: { code: true } } },
  orderBy: { partner: { code: 'asc' } },
} as const

type PartnerRows = readonly { role: string; partner: { code: string } }[]

function roleFields(rows: PartnerRows): Record<string, string> {
  return Object.fromEntries(rows.map(({ role, partner }) => [`partner-${partner.code}`, role]))
}

const levels = { select: { levels: true } } as const

const cited = {
  select: { action: { select: { ref: true } } },
  orderBy: { action: { position: 'asc' } },
} as const

const joinRefs = (links: readonly { action: { ref: string } }[]) =>
  links.map(({ action }) => action.ref).join(', ')

const READERS: Readonly<
  Record<StructureKind, (client: Client, planId: string, code: string) => Promise<StructureRecord | null>>
> = {
  async pillar(client, planId, code) {
    const row = await client.pillar.findUnique({ where: { planId_code: { planId, code } } })
    return row && { id: row.id, values: { code, name: row.name, aim: row.aim } }
  },
  async section(client, planId, code) {
    const row = await client.section.findUnique({
      where: { planId_code: { planId, code } },
      include: {
        pillar: true,
        plan: levels,
        partners,
        outcomes: { select: { outcome: true }, orderBy: { outcome: { code: 'asc' } } },
      },
    })
    if (!row) return null
    const outcomes = row.outcomes.map(({ outcome }) => outcome.code)
    const { title, note, pillar, plan } = row
    return {
      id: row.id,
      values: {
        code,
        title,
        ...(hasPillars(plan) && { pillar: pillar.code }),
        note: note ?? '',
        outcomes,
        ...roleFields(row.partners),
      },
    }
  },
  async action(client, planId, ref) {
    const row = await client.action.findUnique({
      where: { planId_ref: { planId, ref } },
      include: { section: true, plan: levels, parent: true, timescale: true, partners },
    })
    if (!row) return null
    const fields = (await readFields(client, planId)).filter(({ isRetired }) => !isRetired)
    const own = { ...toOwnValues(row.ownFields), ...toOwnValues(row.insideFields) }
    const { title, section, parent, activity, timescale, dueNote, doneWhen, note } = row
    return {
      id: row.id,
      values: {
        ref,
        title,
        ...(hasSections(row.plan) && { section: section.code }),
        parent: parent?.ref ?? '',
        activity: activity ?? '',
        timescale: timescale?.code ?? '',
        dueNote: dueNote ?? '',
        doneWhen: doneWhen ?? '',
        note: note ?? '',
        ...roleFields(row.partners),
        ...fillOwnValues(fields, own),
      },
    }
  },
  async partner(client, planId, code) {
    const row = await client.partner.findUnique({ where: { planId_code: { planId, code } } })
    return (
      row && { id: row.id, values: { code, name: row.name, abbreviation: row.abbreviation, kind: row.kind } }
    )
  },
  async timescale(client, planId, code) {
    const row = await client.timescale.findUnique({ where: { planId_code: { planId, code } } })
    if (!row) return null
    const dates = {
      ...fillDate('starts', isoDate(row.startsOn)),
      ...fillDate('ends', row.endsOn && isoDate(row.endsOn)),
    }
    return { id: row.id, values: { code, label: row.label, ...dates } }
  },
  async outcome(client, planId, code) {
    const row = await client.outcome.findUnique({
      where: { planId_code: { planId, code } },
      include: { pillar: true, plan: levels },
    })
    if (!row) return null
    const { id, text, pillar, plan } = row
    return { id, values: { code, text, ...(hasPillars(plan) && { pillar: pillar.code }) } }
  },
  async achievement(client, planId, code) {
    const row = await client.achievement.findUnique({
      where: { planId_code: { planId, code } },
      include: { metrics: { orderBy: { position: 'asc' } }, actions: cited },
    })
    if (!row) return null
    const reported = { date: isoDate(row.reportedOn), precision: row.reportedPrecision }
    return {
      id: row.id,
      values: {
        summary: row.summary,
        ...fillPartialDate('reported', reported),
        sourceTitle: row.sourceTitle,
        sourcePage: row.sourcePage ?? '',
        actions: joinRefs(row.actions),
        ...fillMetrics(row.metrics.map((metric) => ({ ...metric, value: metric.value.toNumber() }))),
        ...(row.doubtfulMatch && { doubtfulMatch: 'yes' }),
        note: row.note ?? '',
      },
    }
  },
  async publication(client, planId, code) {
    const row = await client.publication.findUnique({
      where: { planId_code: { planId, code } },
      include: { actions: cited },
    })
    if (!row) return null
    const published = row.published === null ? null : parsePartialDate(row.published)
    return {
      id: row.id,
      values: {
        title: row.title,
        publisher: row.publisher ?? '',
        ...fillPartialDate('published', published),
        url: row.url ?? '',
        actions: joinRefs(row.actions),
        note: row.note ?? '',
      },
    }
  },
}

/** Takes a client, a plan's id, a kind of record and its code; returns the record, or null when the plan has none such. */
export function readRecord(
  client: Client,
  planId: string,
  kind: StructureKind,
  code: string,
): Promise<StructureRecord | null> {
  return READERS[kind](client, planId, code)
}

/** The same as its form has it for whoever opens it: with what is the same work in other plans that they may read. */
export async function openRecord(
  client: Client,
  actor: Actor,
  planId: string,
  kind: StructureKind,
  code: string,
): Promise<StructureRecord | null> {
  const record = await readRecord(client, planId, kind, code)
  if (!record || !canBeSameWork(kind)) return record
  const sameWork = await readSameWorkField(client, actor, planId, record.id)
  return { ...record, values: { ...record.values, sameWork } }
}

/** Takes a record's fields; returns a short text that differs whenever they do. */
export function fingerprint(values: FormValues): string {
  const inOrder = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('base64url').slice(0, 22)
}

/** What refers to a record, by its numbers or codes; null where it has none and is there. */
type Found = [References['what'], string[] | null]

/** Takes a client, a plan's id and a record; returns what refers to it, so that it cannot be removed. Empty when nothing does. */
export async function findReferences(
  client: Client,
  planId: string,
  kind: StructureKind,
  id: string,
): Promise<References[]> {
  const codes = async (rows: Promise<readonly { code: string }[]>) => (await rows).map(({ code }) => code)
  const refs = async (where: Prisma.ActionWhereInput) =>
    (
      await client.action.findMany({
        where: { planId, ...where },
        select: { ref: true },
        orderBy: { position: 'asc' },
      })
    ).map(({ ref }) => ref)
  const sections = (where: Prisma.SectionWhereInput) =>
    codes(
      client.section.findMany({
        where: { planId, ...where },
        select: { code: true },
        orderBy: { position: 'asc' },
      }),
    )
  const asks = async (where: Prisma.BoardAskWhereInput) =>
    (
      await client.boardAsk.findMany({
        where: { planId, ...where },
        select: { number: true },
        orderBy: { number: 'asc' },
      })
    ).map(({ number }) => String(number))
  const has = async (what: References['what'], count: Promise<number>): Promise<Found[]> =>
    (await count) > 0 ? [[what, null]] : []
  const found = {
    pillar: async () => [
      ['section', await sections({ pillarId: id })],
      [
        'outcome',
        await codes(
          client.outcome.findMany({
            where: { planId, pillarId: id },
            select: { code: true },
            orderBy: { position: 'asc' },
          }),
        ),
      ],
    ],
    section: async () => [
      ['action', await refs({ sectionId: id })],
      ...(await has('rating', client.sectionAssessment.count({ where: { planId, sectionId: id } }))),
      ['request', await asks({ sectionId: id })],
      [
        'dispute',
        (
          await client.ratingDispute.findMany({
            where: { planId, sectionId: id },
            select: { number: true },
            orderBy: { number: 'asc' },
          })
        ).map(({ number }) => String(number)),
      ],
    ],
    action: async () => {
      const where = { planId, actionId: id }
      const added = await findAdded(client, planId, id)
      const since = { planId, ...(added && { frozenAt: { gte: added.recordedAt } }) }
      return [
        ['part', await refs({ parentId: id })],
        ['predecessor', await refs({ heirId: id })],
        ...(await has('update', client.progressUpdate.count({ where }))),
        ...(await has('dueDate', client.dueDateMove.count({ where }))),
        ...(await has(
          'lifecycle',
          client.lifecycleChange.count({ where: { planId, OR: [{ actionId: id }, { heirId: id }] } }),
        )),
        ...(await has('counted', client.countedChange.count({ where }))),
        ...(await has('accountability', client.accountability.count({ where }))),
        ...(await has('achievement', client.achievementAction.count({ where }))),
        ...(await has('publication', client.publicationAction.count({ where }))),
        ['request', await asks({ actionId: id })],
        [
          'dispute',
          (
            await client.ratingDispute.findMany({
              where,
              select: { number: true },
              orderBy: { number: 'asc' },
            })
          ).map(({ number }) => String(number)),
        ],
        [
          'report',
          (
            await client.snapshot.findMany({
              where: since,
              select: { reference: true },
              orderBy: { entry: 'asc' },
            })
          ).map(({ reference }) => reference),
        ],
      ]
    },
    partner: async () => [
      ['action', await refs({ partners: { some: { partnerId: id } } })],
      ['section', await sections({ partners: { some: { partnerId: id } } })],
      ['request', await asks({ OR: [{ partnerId: id }, { events: { some: { partnerId: id } } }] })],
    ],
    timescale: async () => [['action', await refs({ timescaleId: id })]],
    outcome: async () => [['section', await sections({ outcomes: { some: { outcomeId: id } } })]],
    achievement: async () => [],
    publication: async () => [],
  } satisfies Record<typeof kind, () => Promise<Found[]>>
  return (await found[kind]()).flatMap(([what, names]) =>
    names === null ? [{ what, names: [] }] : names.length ? [{ what, names }] : [],
  )
}

/** So long after it was added an action can be removed as one that was added by mistake. */
export const REMOVABLE_FOR = 24 * 60 * 60 * 1000

/** Takes a client, a plan's id and an action's id; returns when it was added, if an editor did that here and it can still be removed; else null. */
export async function findAdded(
  client: Client,
  planId: string,
  id: string,
): Promise<{ readonly recordedAt: Date; readonly removableUntil: Date } | null> {
  const entry = await client.auditEntry.findFirst({
    where: {
      planId,
      recordId: id,
      kind: 'action.added',
      recordedAt: { gt: new Date(Date.now() - REMOVABLE_FOR) },
    },
    select: { recordedAt: true },
  })
  return entry && { ...entry, removableUntil: new Date(entry.recordedAt.getTime() + REMOVABLE_FOR) }
}

export interface RecordPage {
  readonly plan: PlanState
  /** Null for a record that is being added. */
  readonly record: {
    readonly code: string
    readonly values: FormValues
    readonly fingerprint: string
    /** What keeps it from being removed; null for an action that was not added just now, which never is. */
    readonly references: readonly References[] | null
    /** Of an action that was added just now: until when it can be removed. */
    readonly removableUntil: string | null
  } | null
}

/**
 * Takes a plan's slug, a kind of record and its code, or null for a new one; returns what its form needs, or null when
 * there is no such record, or "forbidden" when the actor does not look after the plan.
 */
export async function getRecordPage(
  slug: string,
  kind: StructureKind,
  code: string | null,
): Promise<RecordPage | 'forbidden' | null> {
  const [plan, actor] = await Promise.all([readPlanInside(slug), currentActor()])
  if (!plan) return null
  if (!canEditPlan(actor, plan)) return 'forbidden'
  if (!hasKind(plan, kind)) return null
  if (code === null) return { plan, record: null }
  const record = code.includes('\0') ? null : await openRecord(db, actor, plan.id, kind, code)
  if (!record) return null
  const added = kind === 'action' ? await findAdded(db, plan.id, record.id) : null
  const isRemovable = kind !== 'action' || added !== null
  const references = isRemovable ? await findReferences(db, plan.id, kind, record.id) : null
  const removableUntil = added?.removableUntil.toISOString() ?? null
  return {
    plan,
    record: {
      code,
      values: record.values,
      fingerprint: fingerprint(record.values),
      references,
      removableUntil,
    },
  }
}
