/** Making a plan, empty or with the structure of another. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { currentWriter } from '@/lib/auth/actor'
import { findActor } from '@/lib/auth/find-actor'
import { canReadPlan, type KnownActor } from '@/lib/domain/people/permissions'
import { type HasLevels, hasPillars, hasSections } from '@/lib/domain/plan/plan'
import { DEFAULT_RULE } from '@/lib/domain/status/rag'
import { inOrder, STATUS_TEMPLATES } from '@/lib/domain/status/templates'
import { ForbiddenError, InvalidError } from '@/lib/errors'
import { SUBMISSION_KEY } from '@/lib/schemas/form'
import { planWords } from '@/lib/schemas/plan/stored-plan'
import { type Copyable, type NewPlan, wordsOf } from '@/lib/schemas/structure/plan-details'
import { setRole } from '@/lib/mutations/people/administer'
import { recordAudit } from '@/lib/audit/append'
import { addHiddenLevels } from './change-levels'
import { makeOnce } from '../submission'
import { inTransaction, type PlanTransaction } from '../write-plan'
import { lockPlanTitles, refuseSameTitle } from './same-name'
import { planColumns } from './save-plan-details'
import { structureMessages } from '@/lib/format/structure/messages'

/**
 * Takes a new plan; makes it, with its maker as its editor, and returns its slug. Throws SignedOutError, ForbiddenError,
 * InvalidError by field.
 */
export async function createPlan(data: NewPlan): Promise<string> {
  const { id } = await currentWriter()
  return inTransaction(async (tx) => {
    // One at a time, so that addresses and titles are compared with those of all others.
    await lockPlanTitles(tx)
    // Judged only now: someone may have taken the right away while this waited for its turn.
    const actor = await findActor(id, tx)
    if (actor.kind !== 'person' || !RIGHTS.createPlan.may(actor))
      throw new ForbiddenError(RIGHTS.createPlan.else, id)
    const { [SUBMISSION_KEY]: formKey, ...content } = data
    return makeOnce(tx, { makes: 'plan', formKey, personId: actor.id, content }, () =>
      addPlan(tx, actor, data),
    )
  })
}

async function addPlan(tx: PlanTransaction, actor: KnownActor, data: NewPlan): Promise<string> {
  const { slug, from, copy } = data
  if (await tx.plan.findUnique({ where: { slug } }))
    throw new InvalidError({ slug: structureMessages.addressTaken(slug) })
  if (!data.isAnother) await refuseSameTitle(tx, actor, data.title, null)
  const source = from ? await tx.plan.findUnique({ where: { slug: from } }) : null
  if (from && (!source || !canReadPlan(actor, source)))
    throw new InvalidError({ from: structureMessages.copiedPlanUnknown })
  const isPublic = data.access === 'public'
  // As its statuses, its roles are those of the plan that it takes its structure from.
  const roles = source ? planWords.parse(source.words) : {}
  const plan = await tx.plan.create({ data: { slug, isPublic, ...planColumns(data, roles) } })
  const statuses = source
    ? await tx.planStatus.findMany({ where: { planId: source.id } })
    : inOrder(STATUS_TEMPLATES[data.statuses])
  await tx.planStatus.createMany({ data: statuses.map((status) => ({ ...status, planId: plan.id })) })
  await tx.ratingRule.create({ data: { planId: plan.id, ...DEFAULT_RULE, authorId: actor.id } })
  if (source) await copyStructure(tx, source.id, plan.id, withHidden(source, data))
  await addHiddenLevels(tx, plan)
  const words = wordsOf(data, roles)
  await recordAudit(tx, plan.id, actor.id, {
    kind: 'plan.created',
    recordType: 'plan',
    recordId: plan.id,
    recordName: plan.title,
    after: {
      slug,
      title: plan.title,
      levels: data.levels,
      words: {
        ...(hasPillars(data) && { pillar: words.pillar }),
        ...(hasSections(data) && { section: words.section }),
        action: words.action,
      },
      isPublic,
      from: source?.slug ?? null,
      copied: copy,
    },
  })
  await setRole(tx, actor.id, actor, plan.id, 'editor')
  return slug
}

/** What is copied, with the rows of levels that neither plan has. Throws InvalidError where one has other levels than the other. */
function withHidden(source: HasLevels, { copy, levels }: NewPlan): Set<Copyable> {
  const what = new Set(copy)
  const isWithin = COPIED_WITHIN.some((one) => what.has(one))
  if (source.levels !== levels && isWithin)
    throw new InvalidError({ levels: structureMessages.levelsOfCopied })
  if (isWithin && !hasPillars(source)) what.add('pillars')
  if (isWithin && !hasSections(source)) what.add('sections')
  return what
}

/** What stands in a level, or is one. */
const COPIED_WITHIN = ['pillars', 'outcomes', 'sections', 'actions'] as const satisfies readonly Copyable[]

/** What is still in the other plan, without anything that was said of it: no statuses, dates, ratings or people. */
async function copyStructure(
  tx: PlanTransaction,
  from: string,
  planId: string,
  what: ReadonlySet<Copyable>,
): Promise<void> {
  const ids = new Map<string, string>()
  const where = { planId: from }
  const newId = (old: string) => {
    const id = ids.get(old) ?? randomUUID()
    ids.set(old, id)
    return id
  }
  const located = <T extends { id: string; planId: string }>(row: T) => ({
    ...row,
    id: newId(row.id),
    planId,
  })
  if (what.has('pillars'))
    await tx.pillar.createMany({ data: (await tx.pillar.findMany({ where })).map(located) })
  if (what.has('partners'))
    await tx.partner.createMany({ data: (await tx.partner.findMany({ where })).map(located) })
  if (what.has('timescales'))
    await tx.timescale.createMany({ data: (await tx.timescale.findMany({ where })).map(located) })
  if (what.has('outcomes')) {
    const rows = (await tx.outcome.findMany({ where })).map(located)
    await tx.outcome.createMany({ data: rows.map((row) => ({ ...row, pillarId: newId(row.pillarId) })) })
  }
  if (what.has('sections')) {
    const rows = (await tx.section.findMany({ where })).map(located)
    await tx.section.createMany({
      data: rows.map((row) => ({ ...row, pillarId: newId(row.pillarId), note: null })),
    })
  }
  if (what.has('actions')) await copyActions(tx, { from, planId, what, newId })
  if (what.has('sections') && what.has('partners')) {
    const links = await tx.sectionPartner.findMany({ where })
    await tx.sectionPartner.createMany({
      data: links.map((link) => ({
        ...link,
        planId,
        sectionId: newId(link.sectionId),
        partnerId: newId(link.partnerId),
      })),
    })
  }
  if (what.has('sections') && what.has('outcomes')) {
    const links = await tx.sectionOutcome.findMany({ where })
    await tx.sectionOutcome.createMany({
      data: links.map((link) => ({
        planId,
        sectionId: newId(link.sectionId),
        outcomeId: newId(link.outcomeId),
      })),
    })
  }
}

interface Copying {
  readonly from: string
  readonly planId: string
  readonly what: ReadonlySet<Copyable>
  readonly newId: (old: string) => string
}

async function copyActions(tx: PlanTransaction, { from, planId, what, newId }: Copying): Promise<void> {
  const where = { planId: from, lifecycle: 'active' as const }
  const rows = await tx.action.findMany({ where, orderBy: { position: 'asc' } })
  const isHere = new Set(rows.map(({ id }) => id))
  const hasTimescales = what.has('timescales')
  await tx.action.createMany({
    data: rows.map((row): Prisma.ActionCreateManyInput => {
      const { ref, position, title, counted, activity, doneWhen } = row
      return {
        id: newId(row.id),
        planId,
        sectionId: newId(row.sectionId),
        refSource: 'entered',
        // A part stays in the plan when its whole has left it.
        parentId: row.parentId && isHere.has(row.parentId) ? newId(row.parentId) : null,
        ref,
        position,
        title,
        counted,
        activity,
        doneWhen,
        timescaleId: hasTimescales && row.timescaleId ? newId(row.timescaleId) : null,
        timescaleSource: hasTimescales && row.timescaleId ? 'stated' : 'missing',
      }
    }),
  })
  if (!what.has('partners')) return
  const links = await tx.actionPartner.findMany({ where: { planId: from, action: where } })
  await tx.actionPartner.createMany({
    data: links.map((link) => ({
      ...link,
      planId,
      actionId: newId(link.actionId),
      partnerId: newId(link.partnerId),
    })),
  })
}
