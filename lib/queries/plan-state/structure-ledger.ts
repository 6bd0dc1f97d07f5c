/** What a plan is made of, as its ledger of changes has it. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { dayOf } from '@/lib/clock'
import { parsePartialDate } from '@/lib/domain/dates'
import { type StructureEntry, structureOf, type StructureRecord } from '@/lib/domain/structure/ledger'
import type { OwnValues } from '@/lib/domain/own-fields'
import { toOwnValues } from '@/lib/schemas/plan/stored-plan'
import { readFacts } from '@/lib/schemas/structure/structure-facts'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'
import { sameShape } from '@/lib/queries/same-shape'

const inOrder = [
  { position: 'asc' },
  { id: 'asc' },
] as const satisfies Prisma.ActionOrderByWithRelationInput[]
const PARTNER_IN_ROLE = { partnerId: true, role: true } as const
const partners = { select: PARTNER_IN_ROLE, orderBy: { position: 'asc' } } as const
const actions = { select: { actionId: true }, orderBy: { action: { position: 'asc' } } } as const

/** The columns of each kind of record that its ledger covers. */
export const STRUCTURE = {
  pillar: { id: true, code: true, name: true, aim: true },
  section: {
    id: true,
    pillarId: true,
    code: true,
    title: true,
    note: true,
    partners,
    outcomes: { select: { outcomeId: true }, orderBy: { outcome: { position: 'asc' } } },
  },
  action: {
    id: true,
    sectionId: true,
    parentId: true,
    ref: true,
    refSource: true,
    title: true,
    activity: true,
    timescaleId: true,
    timescaleSource: true,
    dueNote: true,
    doneWhen: true,
    sourceLocator: true,
    note: true,
    ownFields: true,
  },
  partner: { id: true, code: true, abbreviation: true, name: true, kind: true },
  timescale: { id: true, code: true, label: true, startsOn: true, endsOn: true },
  outcome: { id: true, pillarId: true, code: true, text: true },
  achievement: {
    id: true,
    code: true,
    summary: true,
    reportedOn: true,
    reportedPrecision: true,
    sourceTitle: true,
    sourcePage: true,
    doubtfulMatch: true,
    note: true,
    metrics: {
      select: { label: true, value: true, unit: true, asOf: true, qualifier: true },
      orderBy: { position: 'asc' },
    },
    actions,
  },
  publication: {
    id: true,
    code: true,
    title: true,
    publisher: true,
    published: true,
    url: true,
    note: true,
    actions,
  },
} as const satisfies {
  pillar: Prisma.PillarSelect
  section: Prisma.SectionSelect
  action: Prisma.ActionSelect
  partner: Prisma.PartnerSelect
  timescale: Prisma.TimescaleSelect
  outcome: Prisma.OutcomeSelect
  achievement: Prisma.AchievementSelect
  publication: Prisma.PublicationSelect
}

/**
 * The columns of the partners of actions, asked for in the order of their position. A question of its own, by plan: with the actions Prisma
 * would name each of them twice, and a question takes no more than 32,767 values.
 */
export const ACTION_PARTNERS = {
  actionId: true,
  ...PARTNER_IN_ROLE,
} as const satisfies Prisma.ActionPartnerSelect

type ActionPartnerRow = Prisma.ActionPartnerGetPayload<{ select: typeof ACTION_PARTNERS }>

/** Takes rows with these columns; returns the partners by the actions' ids. */
export function partnersByAction(rows: readonly ActionPartnerRow[]) {
  return byAction(rows, ({ actionId: _, ...row }) => sameShape(row))
}

/** Takes a row with these columns; returns the section as the domain sees it. */
export function toSection<T extends { readonly outcomes: readonly { readonly outcomeId: string }[] }>({
  outcomes,
  ...row
}: T) {
  return { ...row, outcomeIds: outcomes.map(({ outcomeId }) => outcomeId) }
}

/** Takes a row with these columns; returns the timescale as the domain sees it. */
export function toTimescale<T extends { readonly startsOn: Date; readonly endsOn: Date | null }>(row: T) {
  return { ...row, startsOn: isoDate(row.startsOn), endsOn: row.endsOn && isoDate(row.endsOn) }
}

type AchievementRow = Prisma.AchievementGetPayload<{ select: typeof STRUCTURE.achievement }>
type PublicationRow = Prisma.PublicationGetPayload<{ select: typeof STRUCTURE.publication }>

/** Takes a row with these columns; returns the achievement as the domain sees it. */
export function toAchievement({ reportedOn, reportedPrecision, actions: links, ...row }: AchievementRow) {
  return {
    ...row,
    reported: { date: isoDate(reportedOn), precision: reportedPrecision },
    metrics: row.metrics.map((metric) => ({ ...metric, value: metric.value.toNumber() })),
    actionIds: links.map(({ actionId }) => actionId),
  }
}

/** Takes a row with these columns; returns the publication as the domain sees it. */
export function toPublication({ actions: links, ...row }: PublicationRow) {
  return { ...row, actionIds: links.map(({ actionId }) => actionId) }
}

/** Takes what is stored of a plan's own fields; returns it as an action has it: nothing where there is nothing. */
export function toOwnFields(stored: Prisma.JsonValue): { readonly ownFields?: OwnValues } {
  const ownFields = toOwnValues(stored)
  return Object.keys(ownFields).length > 0 ? { ownFields } : {}
}

/** For the ledger, in an order that moving an action does not change. */
function byId<T extends { readonly actionIds: readonly string[] }>(row: T): T {
  return { ...row, actionIds: row.actionIds.toSorted() }
}

/** Takes a client and a plan's id; returns all that the plan is made of. */
export async function readStructure(
  client: Prisma.TransactionClient,
  planId: string,
): Promise<StructureRecord[]> {
  const where = { planId }
  const orderBy = [...inOrder]
  const actionRows = await client.action.findMany({
    where,
    orderBy,
    select: { ...STRUCTURE.action, addedOn: true },
  })
  const partnersOf = partnersByAction(
    await client.actionPartner.findMany({
      where: { action: where },
      orderBy: { position: 'asc' },
      select: ACTION_PARTNERS,
    }),
  )
  return structureOf({
    pillar: await client.pillar.findMany({ where, orderBy, select: STRUCTURE.pillar }),
    section: (await client.section.findMany({ where, orderBy, select: STRUCTURE.section })).map(toSection),
    action: actionRows.map(({ ownFields, ...row }) => ({
      ...row,
      ...toOwnFields(ownFields),
      partners: partnersOf.get(row.id) ?? [],
      addedOn: row.addedOn && isoDate(row.addedOn),
    })),
    partner: await client.partner.findMany({ where, select: STRUCTURE.partner }),
    timescale: (await client.timescale.findMany({ where, orderBy, select: STRUCTURE.timescale })).map(
      toTimescale,
    ),
    outcome: await client.outcome.findMany({ where, orderBy, select: STRUCTURE.outcome }),
    achievement: (await client.achievement.findMany({ where, orderBy, select: STRUCTURE.achievement })).map(
      (row) => ({ ...byId(toAchievement(row)), addedOn: isoDate(row.reportedOn) }),
    ),
    publication: (await client.publication.findMany({ where, orderBy, select: STRUCTURE.publication })).map(
      (row) => ({
        ...byId(toPublication(row)),
        addedOn: row.published && parsePartialDate(row.published).date,
      }),
    ),
  })
}

/** The columns of the ledger. */
export const STRUCTURE_CHANGE = {
  kind: true,
  recordId: true,
  facts: true,
  effectiveOn: true,
  isCorrection: true,
  recordedAt: true,
} as const satisfies Prisma.StructureChangeSelect

type ChangeRow = Prisma.StructureChangeGetPayload<{ select: typeof STRUCTURE_CHANGE }>

/** Takes a row with these columns; returns the line of the ledger. */
export function toStructureEntry({ facts, effectiveOn, recordedAt, ...row }: ChangeRow): StructureEntry {
  return {
    ...row,
    effectiveOn: effectiveOn && isoDate(effectiveOn),
    recordedOn: dayOf(recordedAt),
    facts: facts === null ? null : readFacts(row.kind, facts),
  } as StructureEntry
}
