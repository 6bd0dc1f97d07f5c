/** Writes pillars, sections, partners, timescales, outcomes, achievements and publications. */

import 'server-only'
import type { DatedTo } from '@/lib/domain/dates'
import { hasPillars } from '@/lib/domain/plan/plan'
import { InvalidError } from '@/lib/errors'
import type { RecordData, RoleOf } from '@/lib/schemas/structure/structure'
import type { PlanWrite } from '../write-plan'
import { AT_THE_END } from './order'
import { structureMessages } from '@/lib/format/structure/messages'

type Data = Exclude<RecordData, { kind: 'action' }>

/**
 * Takes a write, the record's id (null to add one), its data and its code, which not every form says; writes it and returns its id. Throws
 * InvalidError by field.
 */
export async function writeRecord(
  write: PlanWrite,
  id: string | null,
  data: Data,
  code: string,
): Promise<string> {
  const { tx, plan } = write
  const planId = plan.id
  const added = { planId, position: AT_THE_END }
  switch (data.kind) {
    case 'pillar': {
      const row = data.fields
      return (
        id === null
          ? await tx.pillar.create({ data: { ...row, ...added } })
          : await tx.pillar.update({ where: { id }, data: row })
      ).id
    }
    case 'partner': {
      const row = data.fields
      return (
        id === null
          ? await tx.partner.create({ data: { ...row, planId } })
          : await tx.partner.update({ where: { id }, data: row })
      ).id
    }
    case 'timescale': {
      const { starts, ends } = data.dates
      if (!starts) throw new InvalidError({ starts: structureMessages.firstDayMissing })
      const row = { ...data.fields, startsOn: new Date(starts), endsOn: ends && new Date(ends) }
      return (
        id === null
          ? await tx.timescale.create({ data: { ...row, ...added } })
          : await tx.timescale.update({ where: { id }, data: row })
      ).id
    }
    case 'outcome': {
      const { pillar, ...fields } = data.fields
      const pillarId = await findPillar(write, pillar)
      const old = id === null ? null : await tx.outcome.findUniqueOrThrow({ where: { id } })
      const row = { ...fields, pillarId, ...(old?.pillarId === pillarId ? {} : { position: AT_THE_END }) }
      return (
        id === null
          ? await tx.outcome.create({ data: { ...row, ...added } })
          : await tx.outcome.update({ where: { id }, data: row })
      ).id
    }
    case 'section':
      return writeSection(write, id, data)
    case 'achievement':
      return writeAchievement(write, id, { ...data, code })
    case 'publication':
      return writePublication(write, id, { ...data, code })
  }
}

async function writeSection(
  write: PlanWrite,
  id: string | null,
  { fields, partners }: Extract<Data, { kind: 'section' }>,
): Promise<string> {
  const { pillar, outcomes: ticked, outcomeList, ...rest } = fields
  const { tx, plan } = write
  const planId = plan.id
  const pillarId = await findPillar(write, pillar)
  const known = await tx.outcome.findMany({ where: { planId, code: { in: [...ticked, ...outcomeList] } } })
  const isMissing = (code: string) => !known.some((outcome) => outcome.code === code)
  if (ticked.some(isMissing)) throw new InvalidError({ outcomes: structureMessages.outcomeNotInPlan })
  const missing = outcomeList.find(isMissing)
  if (missing !== undefined) throw new InvalidError({ outcomeList: structureMessages.noOutcome(missing) })
  const roles = await findPartners(tx, planId, partners)
  const old = id === null ? null : await tx.section.findUniqueOrThrow({ where: { id } })
  const row = {
    ...rest,
    note: rest.note || null,
    pillarId,
    ...(old?.pillarId === pillarId ? {} : { position: AT_THE_END }),
  }
  const { id: sectionId } =
    id === null
      ? await tx.section.create({ data: { ...row, planId, position: AT_THE_END } })
      : await tx.section.update({ where: { id }, data: row })
  const where = { planId, sectionId }
  await tx.sectionOutcome.deleteMany({ where })
  await tx.sectionOutcome.createMany({ data: known.map((outcome) => ({ ...where, outcomeId: outcome.id })) })
  const places = await tx.sectionPartner.findMany({ where, orderBy: { position: 'asc' } })
  await tx.sectionPartner.deleteMany({ where })
  await tx.sectionPartner.createMany({
    data: inOldOrder(roles, places).map((link, position) => ({ ...where, ...link, position })),
  })
  return sectionId
}

async function writeAchievement(
  write: PlanWrite,
  id: string | null,
  { code, fields, citing }: Extract<Data, { kind: 'achievement' }> & { readonly code: string },
): Promise<string> {
  const { tx, plan } = write
  const planId = plan.id
  const { on, metrics } = citing
  if (!on) throw new InvalidError({ reported: structureMessages.reportedMissing })
  refuseFuture(write, 'reported', on)
  const actionIds = await findCited(write, citing.refs)
  const row = {
    summary: fields.summary,
    sourceTitle: fields.sourceTitle,
    sourcePage: fields.sourcePage || null,
    doubtfulMatch: fields.doubtfulMatch === 'yes',
    note: fields.note || null,
    reportedOn: new Date(on.date),
    reportedPrecision: on.precision,
  }
  const { id: achievementId } =
    id === null
      ? await tx.achievement.create({ data: { ...row, planId, code, position: AT_THE_END } })
      : await tx.achievement.update({ where: { id }, data: row })
  const where = { planId, achievementId }
  await tx.achievementMetric.deleteMany({ where })
  await tx.achievementMetric.createMany({
    data: metrics.map((metric, position) => ({ ...where, ...metric, position })),
  })
  await tx.achievementAction.deleteMany({ where })
  await tx.achievementAction.createMany({ data: actionIds.map((actionId) => ({ ...where, actionId })) })
  return achievementId
}

async function writePublication(
  write: PlanWrite,
  id: string | null,
  { code, fields, citing }: Extract<Data, { kind: 'publication' }> & { readonly code: string },
): Promise<string> {
  const { tx, plan } = write
  const planId = plan.id
  const { on, url } = citing
  if (on) refuseFuture(write, 'published', on)
  const actionIds = await findCited(write, citing.refs)
  const row = {
    title: fields.title,
    publisher: fields.publisher || null,
    published: on && beginningOf(on),
    url,
    note: fields.note || null,
  }
  const { id: publicationId } =
    id === null
      ? await tx.publication.create({ data: { ...row, planId, code, position: AT_THE_END } })
      : await tx.publication.update({ where: { id }, data: row })
  const where = { planId, publicationId }
  await tx.publicationAction.deleteMany({ where })
  await tx.publicationAction.createMany({ data: actionIds.map((actionId) => ({ ...where, actionId })) })
  return publicationId
}

/** As papers give it: "2024", "2024-09" or "2024-09-30". */
function beginningOf({ date, precision }: DatedTo): string {
  return date.slice(0, { day: 10, month: 7, year: 4 }[precision])
}

function refuseFuture({ today }: PlanWrite, field: 'reported' | 'published', on: DatedTo): void {
  const begins = beginningOf(on)
  if (begins > today.slice(0, begins.length))
    throw new InvalidError({ [field]: structureMessages.datedInFuture(structureMessages[field]) })
}

async function findCited({ tx, plan }: PlanWrite, refs: readonly string[]): Promise<string[]> {
  const known = await tx.action.findMany({
    where: { planId: plan.id, ref: { in: [...refs] } },
    select: { id: true, ref: true },
  })
  const unknown = refs.filter((ref) => !known.some((action) => action.ref === ref))
  if (unknown.length) throw new InvalidError({ actions: structureMessages.citedUnknown(unknown) })
  return known.map(({ id }) => id)
}

async function findPillar({ tx, plan }: PlanWrite, code: string): Promise<string> {
  const planId = plan.id
  if (!hasPillars(plan)) return (await tx.pillar.findFirstOrThrow({ where: { planId } })).id
  const pillar = await tx.pillar.findUnique({ where: { planId_code: { planId, code } } })
  if (!pillar) throw new InvalidError({ pillar: structureMessages.notInPlan })
  return pillar.id
}

/** Takes a transaction, a plan's id and partners by code; returns them by id. Throws InvalidError for one of another plan. */
export async function findPartners(tx: PlanWrite['tx'], planId: string, roles: readonly RoleOf[]) {
  const names = { in: roles.map(({ code }) => code) }
  const known = await tx.partner.findMany({
    where: { planId, OR: [{ code: names }, { abbreviation: names }] },
  })
  const byShortName = known.map(({ id, abbreviation }) => [abbreviation, id] as const)
  const idOf = new Map([...byShortName, ...known.map(({ id, code }) => [code, id] as const)])
  const found = new Set<string>()
  return roles.map(({ code, role, field }) => {
    const partnerId = idOf.get(code)
    if (partnerId === undefined) throw new InvalidError({ [field]: structureMessages.noPartner(code) })
    if (found.has(partnerId)) throw new InvalidError({ [field]: structureMessages.partnerTwice(code) })
    found.add(partnerId)
    return { partnerId, role }
  })
}

/** Takes links to partners and how they stood; returns them in that order, new ones at the end. */
export function inOldOrder<T extends { partnerId: string }>(
  links: readonly T[],
  old: readonly { partnerId: string }[],
): T[] {
  const place = new Map(old.map(({ partnerId }, at) => [partnerId, at]))
  const placeOf = (link: T) => place.get(link.partnerId) ?? AT_THE_END
  return [...links].sort((a, b) => placeOf(a) - placeOf(b))
}
