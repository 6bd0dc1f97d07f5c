/**
 * Invented later periods of the first plan, to show movement and trends with. Everything says that it is invented: updates and
 * ratings by their basis, what has no basis by its own words. What the plan published keeps its number, its dates and its place.
 */

import 'server-only'
import type { IsoDate } from '@/lib/domain/dates'
import type { DemoPeriod, DemoWords } from '@/demo/history'
import { DEFAULT_RULE, suggestRag } from '@/lib/domain/status/rag'
import { countedActions, rollUp } from '@/lib/domain/status/roll-up'
import type { StatusCode } from '@/lib/domain/status/status'
import { currentStatuses } from '@/lib/queries/plan-state/progress-updates'
import { recordAudit } from '@/lib/audit/append'
import { AT_THE_END } from '@/lib/mutations/structure/order'
import { recordStructure } from '@/lib/mutations/structure/write-structure'
import { inTransaction, type PlanTransaction } from '@/lib/mutations/write-plan'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const RECORD = 'Made-up demonstration data'
const day = (date: IsoDate) => new Date(`${date}T00:00:00Z`)

/**
 * Takes a plan's id; returns why invented history must not be loaded into it, as a sentence, or null: no one may have said
 * anything in it, or it would stand among what is not invented.
 */
export function whyNoDemoHistory(planId: string): Promise<string | null> {
  return inTransaction(async (tx) => {
    if (!(await tx.plan.findUnique({ where: { id: planId }, select: { id: true } })))
      return 'The first plan is not in this database. The demonstration data only works with that plan.'
    const where = { planId, authorId: { not: null } }
    const sentence = [
      await tx.progressUpdate.count({ where }),
      await tx.sectionAssessment.count({ where }),
      await tx.boardAsk.count({ where }),
      await tx.ratingDispute.count({ where }),
      await tx.snapshot.count({ where: { planId, frozenById: { not: null } } }),
    ].reduce((sum, n) => sum + n, 0)
    return sentence === 0
      ? null
      : 'People with accounts have added updates, ratings, board requests or reports to this plan. Demonstration data can only be loaded into a plan without these. Use another data folder (CAIRN_DATA_DIR).'
  })
}

/** Takes a plan's id, a period and the words around it; writes the period in one transaction. Returns false, and writes nothing, where it was written before. */
export function loadDemoPeriod(planId: string, period: DemoPeriod, words: DemoWords): Promise<boolean> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM plan WHERE id = ${planId}::uuid FOR NO KEY UPDATE`
    const recordId = `demo-history ${period.asAt}`
    if (await tx.auditEntry.count({ where: { planId, recordId } })) return false
    const before = new Map((await currentStatuses(tx, planId)).map((row) => [row.actionId, row.status]))
    await recordStructure(tx, planId, { authorId: null, on: period.asAt }, async () => {
      await writePartner(tx, planId, words)
      for (const { from, to } of period.renumbered)
        await tx.action.update({ where: { planId_ref: { planId, ref: from } }, data: { ref: to } })
      await addActions(tx, planId, period, words)
    })
    const ids = await idsOf(tx, planId)
    await writeUpdates(tx, planId, period, words, { before, ids })
    await writeMoves(tx, planId, period, ids)
    await writeRatings(tx, planId, period, words)
    await writeBoard(tx, planId, period, words, ids)
    await recordAudit(tx, planId, null, {
      kind: 'demo-history.loaded',
      recordType: 'plan',
      recordId,
      recordName: RECORD,
      after: { asAt: period.asAt, updates: Object.keys(period.statuses).length, note: words.basisNote },
    })
    return true
  })
}

interface Ids {
  readonly actions: ReadonlyMap<string, string>
  readonly sections: ReadonlyMap<string, string>
}

async function idsOf(tx: PlanTransaction, planId: string): Promise<Ids> {
  const actions = await tx.action.findMany({ where: { planId }, select: { id: true, ref: true } })
  const sections = await tx.section.findMany({ where: { planId }, select: { id: true, code: true } })
  return {
    actions: new Map(actions.map(({ id, ref }) => [ref, id])),
    sections: new Map(sections.map(({ id, code }) => [code, id])),
  }
}

function need(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code)
  if (id === undefined) throw new Error(`The plan has no "${code}" for the invented history to be about`)
  return id
}

async function writePartner(tx: PlanTransaction, planId: string, { partner, planNote }: DemoWords) {
  const { notes } = await tx.plan.findUniqueOrThrow({ where: { id: planId }, select: { notes: true } })
  if (!notes.includes(planNote))
    await tx.plan.update({ where: { id: planId }, data: { notes: [planNote, ...notes] } })
  await tx.partner.upsert({
    where: { planId_code: { planId, code: partner.code } },
    create: { planId, ...partner, kind: 'other' },
    update: {},
  })
}

async function addActions(
  tx: PlanTransaction,
  planId: string,
  { added }: DemoPeriod,
  { basisNote, partner }: DemoWords,
) {
  const { sections } = await idsOf(tx, planId)
  const lead = await tx.partner.findUniqueOrThrow({
    where: { planId_code: { planId, code: partner.code } },
    select: { id: true },
  })
  for (const { ref, section, title, addedOn, dueOn } of added) {
    const due = dueOn && day(dueOn)
    const { id } = await tx.action.create({
      data: {
        planId,
        ref,
        title,
        refSource: 'entered',
        counted: true,
        position: AT_THE_END,
        sectionId: need(sections, section),
        timescaleSource: 'missing',
        note: basisNote,
        ...(due && { originalDueOn: due, originalDuePrecision: 'day', dueOn: due, duePrecision: 'day' }),
        addedOn: day(addedOn),
      },
      select: { id: true },
    })
    await tx.actionPartner.create({
      data: { planId, actionId: id, partnerId: lead.id, role: 'lead', position: 0 },
    })
  }
}

async function writeUpdates(
  tx: PlanTransaction,
  planId: string,
  { asAt, statuses }: DemoPeriod,
  words: DemoWords,
  { before, ids }: { readonly before: ReadonlyMap<string, StatusCode>; readonly ids: Ids },
) {
  await tx.progressUpdate.createMany({
    data: Object.entries(statuses).map(([ref, status], at) => {
      const actionId = need(ids.actions, ref)
      return {
        planId,
        actionId,
        status,
        ...words.textFor(before.get(actionId) ?? null, status, at),
        effectiveOn: day(asAt),
        attributedTo: words.by,
        basis: 'madeUp' as const,
        basisNote: words.basisNote,
      }
    }),
  })
}

async function writeMoves(tx: PlanTransaction, planId: string, { moved, left }: DemoPeriod, ids: Ids) {
  for (const { ref, on, dueOn, reason } of moved) {
    const actionId = need(ids.actions, ref)
    await tx.dueDateMove.create({
      data: { planId, actionId, dueOn: day(dueOn), reason, effectiveOn: day(on) },
    })
    await tx.action.update({ where: { id: actionId }, data: { dueOn: day(dueOn), duePrecision: 'day' } })
  }
  for (const { ref, on, lifecycle, heir, reason } of left) {
    const actionId = need(ids.actions, ref)
    const replacementId = heir === null ? null : need(ids.actions, heir)
    await tx.action.update({ where: { id: actionId }, data: { lifecycle, heirId: replacementId } })
    await tx.lifecycleChange.create({
      data: { planId, actionId, lifecycle, heirId: replacementId, reason, effectiveOn: day(on) },
    })
  }
}

/** Every section, as the rule suggests unless someone judges otherwise. */
async function writeRatings(
  tx: PlanTransaction,
  planId: string,
  { asAt, judged }: DemoPeriod,
  { by, ratingReason }: DemoWords,
) {
  const rule = await tx.ratingRule.findFirst({
    where: { planId },
    orderBy: { entry: 'desc' },
  })
  const statusOf = new Map((await currentStatuses(tx, planId)).map((row) => [row.actionId, row.status]))
  const sections = await tx.section.findMany({
    where: { planId },
    include: { actions: { select: { id: true, parentId: true, ref: true, counted: true, lifecycle: true } } },
  })
  for (const { id, code, actions } of sections) {
    const figures = rollUp(
      PUBLISHED_SIX,
      countedActions(actions).map((one) => ({ status: statusOf.get(one.id) ?? null })),
    )
    const suggested = suggestRag(figures, rule ?? DEFAULT_RULE).rag
    const overallRag = judged[code]?.rag ?? suggested
    if (overallRag === null) continue
    await tx.sectionAssessment.create({
      data: {
        planId,
        sectionId: id,
        overallRag,
        suggested,
        ruleId: rule?.id ?? null,
        counts: { ...figures.counts },
        effectiveOn: day(asAt),
        attributedTo: by,
        basis: 'madeUp',
        reason: judged[code]?.reason ?? ratingReason,
      },
    })
  }
}

async function writeBoard(
  tx: PlanTransaction,
  planId: string,
  { asks, answers, disputes, settled }: DemoPeriod,
  { partner }: DemoWords,
  { actions, sections }: Ids,
) {
  const basis = 'madeUp' as const
  const owner = await tx.partner.findUniqueOrThrow({
    where: { planId_code: { planId, code: partner.code } },
    select: { id: true },
  })
  for (const { action, section, raisedOn, dueOn, report, ...ask } of asks) {
    const reportId =
      report === undefined
        ? null
        : (await tx.snapshot.findUniqueOrThrow({ where: { planId_code: { planId, code: report } } })).id
    await tx.boardAsk.create({
      data: {
        planId,
        basis,
        ...ask,
        partnerId: owner.id,
        reportId,
        actionId: action === undefined ? null : need(actions, action),
        sectionId: section === undefined ? null : need(sections, section),
        raisedOn: day(raisedOn),
        dueOn: day(dueOn),
      },
    })
  }
  for (const { ask, on, text } of answers) {
    const { id } = await tx.boardAsk.findUniqueOrThrow({ where: { planId_number: { planId, number: ask } } })
    await tx.boardAskEvent.create({
      data: { planId, askId: id, kind: 'answered', text, effectiveOn: day(on) },
    })
  }
  for (const { number, section, rag, on, reason } of disputes)
    await tx.ratingDispute.create({
      data: {
        planId,
        number,
        basis,
        reason,
        overallRag: rag,
        sectionId: need(sections, section),
        effectiveOn: day(on),
      },
    })
  for (const { dispute, on, outcome, text } of settled) {
    const { id } = await tx.ratingDispute.findUniqueOrThrow({
      where: { planId_number: { planId, number: dispute } },
    })
    await tx.disputeAnswer.create({
      data: { planId, disputeId: id, outcome, text, effectiveOn: day(on) },
    })
  }
}
