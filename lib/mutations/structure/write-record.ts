/** Writes pillars, sections, partners, timescales and outcomes. */

import 'server-only'
import { InvalidError } from '@/lib/errors'
import type { RecordData, RoleOf } from '@/lib/schemas/structure/structure'
import type { PlanWrite } from '../write-plan'
import { AT_THE_END } from './order'
import { structureMessages } from '@/lib/format/structure/messages'

type Data = Exclude<RecordData, { kind: 'action' }>

/** Takes a write, the record's id (null to add one) and its data; writes it and returns its id. Throws InvalidError by field. */
export async function writeRecord({ tx, plan }: PlanWrite, id: string | null, data: Data): Promise<string> {
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
      const pillarId = await findPillar(tx, planId, pillar)
      const old = id === null ? null : await tx.outcome.findUniqueOrThrow({ where: { id } })
      const row = { ...fields, pillarId, ...(old?.pillarId === pillarId ? {} : { position: AT_THE_END }) }
      return (
        id === null
          ? await tx.outcome.create({ data: { ...row, ...added } })
          : await tx.outcome.update({ where: { id }, data: row })
      ).id
    }
    case 'section':
      return writeSection(tx, planId, id, data)
  }
}

async function writeSection(
  tx: PlanWrite['tx'],
  planId: string,
  id: string | null,
  { fields, partners }: Extract<Data, { kind: 'section' }>,
): Promise<string> {
  const { pillar, outcomes, ...rest } = fields
  const pillarId = await findPillar(tx, planId, pillar)
  const known = await tx.outcome.findMany({ where: { planId, code: { in: outcomes } } })
  if (known.length < outcomes.length) throw new InvalidError({ outcomes: structureMessages.outcomeNotInPlan })
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

async function findPillar(tx: PlanWrite['tx'], planId: string, code: string): Promise<string> {
  const pillar = await tx.pillar.findUnique({ where: { planId_code: { planId, code } } })
  if (!pillar) throw new InvalidError({ pillar: structureMessages.notInPlan })
  return pillar.id
}

/** Takes a transaction, a plan's id and partners by code; returns them by id. Throws InvalidError for one of another plan. */
export async function findPartners(tx: PlanWrite['tx'], planId: string, roles: readonly RoleOf[]) {
  const known = await tx.partner.findMany({ where: { planId, code: { in: roles.map(({ code }) => code) } } })
  const idOf = new Map(known.map(({ id, code }) => [code, id]))
  return roles.map(({ code, role }) => {
    const partnerId = idOf.get(code)
    if (partnerId === undefined)
      throw new InvalidError({ [`partner-${code}`]: structureMessages.noPartner(code) })
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
