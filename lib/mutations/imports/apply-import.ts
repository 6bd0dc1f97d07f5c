/** Writes what a preview of an import shows: all of it in one transaction, and nothing else. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { Prisma } from '@/generated/prisma/client'
import { type AuditFact, recordAudits } from '@/lib/audit/append'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { LevelSheet } from '@/lib/domain/imports/levels'
import { HIDDEN_CODE } from '@/lib/domain/imports/place-levels'
import { hasPillars, hasSections } from '@/lib/domain/plan/plan'
import type { ActionData, ChangedAction, ImportPreview, ImportTarget } from '@/lib/domain/imports/preview'
import { importMessages } from '@/lib/format/imports/messages'
import { AT_THE_END } from '../structure/order'
import { recordStructure } from '../structure/write-structure'
import type { PlanTransaction } from '../write-plan'

/** Which plan is written to, by whom, from which file. */
export interface Importing {
  readonly planId: string
  /** Null for the command, which no person of Cairn's calls. */
  readonly actorId: string | null
  /** The body that stands for the updates. */
  readonly attributedTo: string
  readonly file: { readonly name: string; readonly sha256: string }
  /** Today: the day of changes to actions. */
  readonly on: IsoDate
  /** Since when statuses and updates are so; null: since today. */
  readonly effective: DatedTo | null
}

interface Writing extends Importing {
  readonly effective: DatedTo
  readonly tx: PlanTransaction
  readonly target: ImportTarget
  readonly preview: ImportPreview
  /** By code, of what is there and of what is new. */
  readonly ids: Readonly<
    Record<'pillar' | 'section' | 'partner' | 'timescale' | 'outcome' | 'action', Map<string, string>>
  >
}

/**
 * Takes a transaction that holds the plan, what is imported, the plan as it is and the preview made of it; writes it, with one entry in the
 * audit for the file and one for each record.
 */
export async function applyImport(
  tx: PlanTransaction,
  importing: Importing,
  target: ImportTarget,
  preview: ImportPreview,
): Promise<void> {
  if (isEmpty(preview)) return
  const { planId, actorId, on } = importing
  const ids = {
    pillar: idsOf(target.pillars, preview.pillars),
    section: idsOf(target.sections, preview.sections),
    partner: idsOf(target.partners, preview.partners),
    timescale: idsOf(target.timescales, preview.timescales),
    outcome: idsOf(target.outcomes, preview.outcomes),
    action: new Map([
      ...target.actions.map(({ id, ref }) => [ref, id] as const),
      ...preview.changed.map(({ id, data }) => [data.ref, id] as const),
      ...preview.added.map(({ ref }) => [ref, randomUUID()] as const),
    ]),
  }
  await addHiddenIds(tx, planId, target, ids)
  const effective = importing.effective ?? { date: on, precision: 'day' }
  const writing: Writing = { ...importing, effective, tx, target, preview, ids }
  // An empty plan was never without them; what comes later is so from that day.
  const since = { authorId: actorId, on: target.actions.length === 0 ? null : on }
  await recordStructure(tx, planId, since, async () => {
    await addLevels(writing)
    await changeLevels(writing)
    await addActions(writing)
    await changeActions(writing)
    await moveDueDates(writing)
    await writePartners(writing)
  })
  const updates = await addUpdates(writing)
  await recordAudits(tx, planId, actorId, auditFacts(writing, updates))
}

/** Where the plan has no pillars or no sections, all stands in its one row of that level. */
async function addHiddenIds(
  tx: PlanTransaction,
  planId: string,
  target: ImportTarget,
  ids: Pick<Writing['ids'], 'pillar' | 'section'>,
): Promise<void> {
  const one = { where: { planId }, select: { id: true } }
  if (!hasPillars(target)) ids.pillar.set(HIDDEN_CODE, (await tx.pillar.findFirstOrThrow(one)).id)
  if (!hasSections(target)) ids.section.set(HIDDEN_CODE, (await tx.section.findFirstOrThrow(one)).id)
}

/** The same file once more changes nothing, and leaves no trace. */
const isEmpty = (preview: ImportPreview) =>
  [
    preview.pillars,
    preview.sections,
    preview.partners,
    preview.timescales,
    preview.outcomes,
    preview.renamed,
    preview.added,
    preview.changed,
    preview.updates,
  ].every((list) => list.length === 0)

const idsOf = (
  old: readonly { readonly id: string; readonly code: string }[],
  fresh: readonly { readonly code: string }[],
) =>
  new Map([
    ...old.map(({ id, code }) => [code, id] as const),
    ...fresh.map(({ code }) => [code, randomUUID()] as const),
  ])

function find(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code)
  if (id === undefined) throw new Error(`An import names ${code}, which is not in the plan`)
  return id
}

async function addLevels({ tx, planId, preview, ids }: Writing): Promise<void> {
  const placed = (at: number) => ({ planId, position: AT_THE_END + at })
  await tx.pillar.createMany({
    data: preview.pillars.map(({ code, name, aim }, at) => ({
      ...placed(at),
      id: find(ids.pillar, code),
      code,
      name,
      aim,
    })),
  })
  await tx.section.createMany({
    data: preview.sections.map(({ code, title, pillar, note }, at) => ({
      ...placed(at),
      id: find(ids.section, code),
      code,
      title,
      note,
      pillarId: find(ids.pillar, pillar),
    })),
  })
  await tx.partner.createMany({
    data: preview.partners.map(({ code, name, abbreviation }) => ({
      planId,
      id: find(ids.partner, code),
      code,
      name,
      abbreviation,
      kind: 'other',
    })),
  })
  await tx.timescale.createMany({
    data: preview.timescales.map(({ code, label, startsOn, endsOn }, at) => ({
      ...placed(at),
      id: find(ids.timescale, code),
      code,
      label,
      startsOn: new Date(startsOn),
      endsOn: endsOn === null ? null : new Date(endsOn),
    })),
  })
  await tx.outcome.createMany({
    data: preview.outcomes.map(({ code, text, pillar }, at) => ({
      ...placed(at),
      id: find(ids.outcome, code),
      code,
      text,
      pillarId: find(ids.pillar, pillar),
    })),
  })
}

const TABLES = {
  pillars: 'pillar',
  sections: 'section',
  partners: 'partner',
  timescales: 'timescale',
  outcomes: 'outcome',
} as const satisfies Record<LevelSheet, string>

/** Names, aims and notes; there are few. */
async function changeLevels({ tx, planId, preview }: Writing): Promise<void> {
  for (const { level, id, field, after } of preview.renamed)
    await tx.$executeRaw`UPDATE ${Prisma.raw(TABLES[level])} SET ${Prisma.raw(field)} = ${after} WHERE id = ${id}::uuid AND plan_id = ${planId}::uuid`
}

async function addActions(writing: Writing): Promise<void> {
  const { tx, planId, preview, ids, on, target } = writing
  const data = preview.added.map((action, at): Prisma.ActionCreateManyInput => {
    const due = action.due ? new Date(action.due.date) : null
    const precision = action.due?.precision ?? null
    return {
      id: find(ids.action, action.ref),
      planId,
      ...placeOf(writing, action),
      ref: action.ref,
      refSource: 'entered',
      position: AT_THE_END + at,
      title: action.title,
      counted: action.counted,
      ...timescaleOf(writing, action),
      originalDueOn: due,
      originalDuePrecision: precision,
      dueOn: due,
      duePrecision: precision,
      dueNote: action.dueNote ?? null,
      note: action.note ?? null,
      addedOn: target.actions.length === 0 ? null : new Date(on),
    }
  })
  // A part refers to its action, and long lists are sent in several pieces.
  const wholes = data.filter(({ parentId }) => parentId === null)
  await tx.action.createMany({ data: wholes })
  for (
    let left = data.filter(({ parentId }) => parentId !== null), known = new Set(wholes.map(({ id }) => id));
    left.length > 0;
  ) {
    const isNew = new Set(left.map(({ id }) => id))
    const ready = left.filter(({ parentId }) => known.has(parentId ?? '') || !isNew.has(parentId ?? ''))
    if (ready.length === 0) throw new Error('Actions of an import are parts of one another')
    await tx.action.createMany({ data: ready })
    known = new Set([...known, ...ready.map(({ id }) => id)])
    left = left.filter((action) => !ready.includes(action))
  }
}

const placeOf = ({ ids }: Writing, { section, parent }: ActionData) => ({
  sectionId: find(ids.section, section),
  parentId: parent === null ? null : find(ids.action, parent),
})

const timescaleOf = ({ ids }: Writing, { timescale = null }: ActionData) =>
  timescale === null
    ? { timescaleId: null, timescaleSource: 'missing' as const }
    : { timescaleId: find(ids.timescale, timescale), timescaleSource: 'stated' as const }

/** All at once: an action and its parts may move to another section together, and references may change places. */
async function changeActions(writing: Writing): Promise<void> {
  const { tx, planId, preview, target } = writing
  const known = new Map(target.actions.map((action) => [action.id, action]))
  const rows = preview.changed.map(({ id, data, changes }) => {
    const place = placeOf(writing, data)
    const has = (field: string) => changes.some((change) => change.field === field)
    const old = known.get(id)
    return {
      id,
      ref: data.ref,
      title: data.title,
      section_id: place.sectionId,
      parent_id: place.parentId,
      timescale_id: has('timescale') ? timescaleOf(writing, data).timescaleId : (old?.timescaleId ?? null),
      timescale_source: has('timescale')
        ? timescaleOf(writing, data).timescaleSource
        : (old?.timescaleSource ?? 'missing'),
      due_note: has('dueNote') ? (data.dueNote ?? null) : (old?.dueNote ?? null),
      note: has('note') ? (data.note ?? null) : (old?.note ?? null),
      is_moved: has('section') || has('parent'),
    }
  })
  if (rows.length === 0) return
  const renamed = preview.changed.filter(({ changes }) => changes.some(({ field }) => field === 'ref'))
  // Two actions may take each other's references: for a moment each has one that no other has.
  if (renamed.length > 0)
    await tx.$executeRaw`UPDATE action SET ref = 'import-' || id WHERE id = ANY (${renamed.map(({ id }) => id)}::uuid[])`
  await tx.$executeRaw`
    UPDATE action SET ref = new.ref, title = new.title, section_id = new.section_id, parent_id = new.parent_id,
      timescale_id = new.timescale_id, timescale_source = new.timescale_source::timescale_source,
      due_note = new.due_note, note = new.note,
      ref_source = CASE WHEN new.id = ANY (${renamed.map(({ id }) => id)}::uuid[]) THEN 'entered' ELSE ref_source END,
      position = CASE WHEN new.is_moved THEN ${AT_THE_END} ELSE position END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(id uuid, ref text, title text, section_id uuid, parent_id uuid,
      timescale_id uuid, timescale_source text, due_note text, note text, is_moved boolean)
    WHERE action.id = new.id AND action.plan_id = ${planId}::uuid`
}

/** What had a date gets another one by its ledger; what had none is promised one. */
async function moveDueDates({ tx, planId, actorId, on, file, preview, target }: Writing): Promise<void> {
  const known = new Map(target.actions.map((action) => [action.id, action]))
  for (const { id, data, changes } of preview.changed) {
    if (!changes.some(({ field }) => field === 'due')) continue
    const old = known.get(id)
    const due = data.due && { dueOn: new Date(data.due.date), duePrecision: data.due.precision }
    if (!due) continue
    if (old?.due)
      await tx.dueDateMove.create({
        data: {
          planId,
          actionId: id,
          dueOn: due.dueOn,
          precision: due.duePrecision,
          reason: importMessages.importedFrom(file.name),
          authorId: actorId,
          effectiveOn: new Date(on),
        },
      })
    await tx.action.update({
      where: { id },
      data: old?.due ? due : { ...due, originalDueOn: due.dueOn, originalDuePrecision: due.duePrecision },
    })
  }
}

async function writePartners({ tx, planId, preview, ids }: Writing): Promise<void> {
  const changed = preview.changed.filter(({ changes }) => changes.some(({ field }) => field === 'partners'))
  await tx.actionPartner.deleteMany({ where: { planId, actionId: { in: changed.map(({ id }) => id) } } })
  const links = [...preview.added, ...changed.map(({ data }) => data)].flatMap(({ ref, partners = [] }) =>
    partners.map(({ partner, role }, position) => ({
      planId,
      actionId: find(ids.action, ref),
      partnerId: find(ids.partner, partner),
      role,
      position,
    })),
  )
  await tx.actionPartner.createMany({ data: links })
}

async function addUpdates(writing: Writing) {
  const { tx, planId, actorId, effective, attributedTo, file, preview, ids } = writing
  const updates = preview.updates.map(({ ref, status, narrative, basis, basisNote }) => ({
    id: randomUUID(),
    planId,
    actionId: find(ids.action, ref),
    status,
    narrative,
    effectiveOn: new Date(effective.date),
    effectivePrecision: effective.precision,
    // No body ever said what was only worked out.
    attributedTo: basis === null || basis === 'published' ? attributedTo : importMessages.notPublished,
    basis: basis ?? ('reported' as const),
    basisNote: [basisNote, importMessages.importedFrom(file.name)].filter(Boolean).join('. '),
    authorId: actorId,
  }))
  await tx.progressUpdate.createMany({ data: updates })
  return updates
}

type WrittenUpdate = Awaited<ReturnType<typeof addUpdates>>[number]

function auditFacts(
  { planId, file, on, effective, preview, ids }: Writing,
  updates: readonly WrittenUpdate[],
): AuditFact[] {
  const { pillars, sections, partners, timescales, outcomes, renamed, added, changed } = preview
  const record = (recordType: keyof Writing['ids'], code: string) => ({
    recordType,
    recordId: find(ids[recordType], code),
    recordName: `${recordType.charAt(0).toUpperCase()}${recordType.slice(1)} ${code}`,
  })
  const refs = new Map([...ids.action].map(([ref, id]) => [id, ref]))
  return [
    {
      kind: 'plan.imported',
      recordType: 'plan',
      recordId: planId,
      recordName: file.name,
      after: {
        file: file.name,
        sha256: file.sha256,
        on,
        added: added.length,
        changed: changed.length,
        updates: updates.length,
      },
    },
    ...pillars.map(({ code, name }) => ({
      kind: 'pillar.added',
      ...record('pillar', code),
      after: { code, name },
    })),
    ...sections.map(({ code, title, pillar }) => ({
      kind: 'section.added',
      ...record('section', code),
      after: { code, title, ...(pillar !== HIDDEN_CODE && { pillar }) },
    })),
    ...partners.map(({ code, name }) => ({
      kind: 'partner.added',
      ...record('partner', code),
      after: { code, name },
    })),
    ...timescales.map(({ code, label, startsOn, endsOn }) => ({
      kind: 'timescale.added',
      ...record('timescale', code),
      after: { code, label, startsOn, endsOn },
    })),
    ...outcomes.map(({ code, text, pillar }) => ({
      kind: 'outcome.added',
      ...record('outcome', code),
      after: { code, text, ...(pillar !== HIDDEN_CODE && { pillar }) },
    })),
    ...renamed.map(({ level, code, field, before, after }) => ({
      kind: `${TABLES[level]}.changed`,
      ...record(TABLES[level], code),
      before: { [field]: before },
      after: { [field]: after },
    })),
    ...added.map(({ row, section, ...data }) => ({
      kind: 'action.added',
      ...record('action', data.ref),
      after: { ...toJson(data), ...(section !== HIDDEN_CODE && { section }), row },
    })),
    ...changed.map((action) => ({
      kind: 'action.changed',
      ...record('action', action.data.ref),
      before: sideOf(action, 'before'),
      after: sideOf(action, 'after'),
    })),
    ...updates.map(({ id, actionId, status, narrative }) => ({
      kind: 'progress-update.recorded',
      recordType: 'progress_update',
      recordId: id,
      recordName: `Action ${refs.get(actionId) ?? ''}`,
      after: { status, narrative, effectiveOn: effective.date },
    })),
  ]
}

const sideOf = ({ changes }: ChangedAction, side: 'before' | 'after') =>
  Object.fromEntries(changes.map((change) => [change.field, change[side]]))

const toJson = (data: object) => JSON.parse(JSON.stringify(data)) as Prisma.InputJsonObject
