/** Writes what a preview of an import shows: all of it in one transaction, and nothing else. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { Prisma } from '@/generated/prisma/client'
import { type AuditFact, recordAudits } from '@/lib/audit/append'
import { insertRows } from '@/lib/db'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { KeptAnswers } from '@/lib/domain/imports/kept-answers'
import type { LevelSheet } from '@/lib/domain/imports/levels'
import { HIDDEN_CODE, type LevelChange } from '@/lib/domain/imports/place-levels'
import { type OwnChanges, type OwnField, withChanges } from '@/lib/domain/own-fields'
import { hasPillars, hasSections } from '@/lib/domain/plan/plan'
import type { ActionData, ChangedAction, ImportPreview, ImportTarget } from '@/lib/domain/imports/preview'
import { toBefore, type WrittenImport } from '@/lib/domain/imports/undo'
import { importMessages } from '@/lib/format/imports/messages'
import { changeLifecycles } from './change-lifecycles'
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
  /** How many warnings were accepted, and why. */
  readonly accepted: { readonly warnings: number; readonly note: string | null }
  /** For the next file of the plan. */
  readonly answers: KeptAnswers
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
    await changeLevels(
      tx,
      planId,
      preview.renamed.map(({ after: text, ...change }) => ({ ...change, text })),
    )
    await addActions(writing)
    await changeStanding(writing)
    await changeActions(writing)
    await moveDueDates(writing)
    await writePartners(writing)
  })
  const updates = await addUpdates(writing)
  const entries = await recordAudits(tx, planId, actorId, auditFacts(writing, updates))
  await tx.planImport.create({
    data: {
      planId,
      file: importing.file.name,
      sha256: importing.file.sha256,
      authorId: actorId,
      added: preview.added.length,
      changed: preview.changed.length + preview.withdrawn.length,
      updates: updates.length,
      written: toJson(toWritten(writing, updates)),
      answers: toJson(importing.answers),
      firstEntry: entries.first,
      lastEntry: entries.last,
    },
  })
}

/** What undoing it needs to know. */
function toWritten({ preview, target, ids }: Writing, updates: readonly WrittenUpdate[]): WrittenImport {
  const known = new Map(target.actions.map((action) => [action.id, action]))
  return {
    pillars: preview.pillars.map(({ code }) => find(ids.pillar, code)),
    sections: preview.sections.map(({ code }) => find(ids.section, code)),
    partners: preview.partners.map(({ code }) => find(ids.partner, code)),
    timescales: preview.timescales.map(({ code }) => find(ids.timescale, code)),
    outcomes: preview.outcomes.map(({ code }) => find(ids.outcome, code)),
    renamed: preview.renamed.map(({ level, id, code, field, before }) => ({
      level,
      id,
      code,
      field,
      before,
    })),
    actions: preview.added.map(({ ref }) => find(ids.action, ref)),
    withdrawn: idsIn(preview.withdrawn),
    updates: updates.map(({ id, actionId }) => ({ id, actionId })),
    changed: preview.changed.flatMap(({ id, data }) => {
      const old = known.get(id)
      return old ? [toBefore(old, old.lifecycle !== 'active', Object.keys(data.own ?? {}))] : []
    }),
  }
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
    preview.withdrawn,
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

export const TABLES = {
  pillars: 'pillar',
  sections: 'section',
  partners: 'partner',
  timescales: 'timescale',
  outcomes: 'outcome',
} as const satisfies Record<LevelSheet, string>

/** Takes a transaction, a plan's id, and names, aims and notes of its levels, of which there are few; writes them. */
export async function changeLevels(
  tx: PlanTransaction,
  planId: string,
  changes: readonly (Pick<LevelChange, 'level' | 'id' | 'field'> & { readonly text: string | null })[],
): Promise<void> {
  for (const { level, id, field, text } of changes)
    await tx.$executeRaw`UPDATE ${Prisma.raw(TABLES[level])} SET ${Prisma.raw(field)} = ${text} WHERE id = ${id}::uuid AND plan_id = ${planId}::uuid`
}

async function addActions(writing: Writing): Promise<void> {
  const { tx, planId, preview, ids, on, target } = writing
  const data = preview.added.map((action, at) => {
    const due = action.due?.date ?? null
    const precision = action.due?.precision ?? null
    return {
      id: find(ids.action, action.ref),
      planId,
      ...placeOf(writing, action),
      ref: action.ref,
      refSource: 'entered' as const,
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
      ...toColumns(target.fields, action.own),
      addedOn: target.actions.length === 0 ? null : on,
    }
  })
  // A part refers to its action, and long lists are sent in several pieces.
  for (let left = data; left.length > 0;) {
    const isLeft = new Set(left.map(({ id }) => id))
    const ready = left.filter(({ parentId }) => !isLeft.has(parentId ?? ''))
    if (ready.length === 0) throw new Error('Actions of an import are parts of one another')
    await insertRows(tx, 'action', ready)
    left = left.filter(({ parentId }) => isLeft.has(parentId ?? ''))
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

/** Actions of an import that was undone are in the file again; what is not in it may have to leave. */
async function changeStanding({ tx, planId, actorId, on, file, preview }: Writing): Promise<void> {
  const back = preview.changed.filter(({ changes }) => changes.some(({ field }) => field === 'lifecycle'))
  const change = {
    planId,
    effectiveOn: on,
    reason: importMessages.importedFrom(file.name),
    authorId: actorId,
  }
  await changeLifecycles(tx, idsIn(back), { ...change, lifecycle: 'active' })
  await changeLifecycles(tx, idsIn(preview.withdrawn), {
    ...change,
    lifecycle: 'withdrawn',
    reason: importMessages.notInFile(file.name),
  })
}

const idsIn = (actions: readonly { readonly id: string }[]) => actions.map(({ id }) => id)

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
  await writeOwnFields(
    tx,
    planId,
    target.fields,
    preview.changed.map(({ id, data }) => ({ id, own: data.own })),
  )
  const renamed = preview.changed.filter(({ changes }) => changes.some(({ field }) => field === 'ref'))
  // Two actions may take each other's references: for a moment each has one that no other has.
  if (renamed.length > 0)
    await tx.$executeRaw`UPDATE action SET ref = 'import-' || id WHERE id = ANY (${renamed.map(({ id }) => id)}::uuid[])`
  await tx.$executeRaw`
    UPDATE action SET ref = new.ref, title = new.title,
      timescale_id = new.timescale_id, timescale_source = new.timescale_source::timescale_source,
      due_note = new.due_note, note = new.note,
      ref_source = CASE WHEN new.id = ANY (${renamed.map(({ id }) => id)}::uuid[]) THEN 'entered' ELSE ref_source END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(id uuid, ref text, title text,
      timescale_id uuid, timescale_source text, due_note text, note text)
    WHERE action.id = new.id AND action.plan_id = ${planId}::uuid`
  const moved = rows.filter(({ is_moved }) => is_moved)
  if (moved.length > 0)
    await tx.$executeRaw`
      UPDATE action SET section_id = new.section_id, parent_id = new.parent_id, position = ${AT_THE_END}
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS new(id uuid, section_id uuid, parent_id uuid)
      WHERE action.id = new.id AND action.plan_id = ${planId}::uuid`
}

/** What changes of the fields of the plan's own, as it is stored: of public ones apart. */
function toColumns(fields: readonly OwnField[], own: OwnChanges = {}) {
  const of = (isPublic: boolean, values: OwnChanges) =>
    Object.fromEntries(
      fields
        .filter((field) => field.isPublic === isPublic && field.code in values)
        .map(({ code }) => [code, values[code] ?? null]),
    )
  const given = withChanges({}, own)
  return { ownFields: of(true, given), insideFields: of(false, given) }
}

/** Takes a transaction, a plan's id, its fields, and what changes of them by the ids of actions; writes it. Other fields stay as they are. */
export async function writeOwnFields(
  tx: PlanTransaction,
  planId: string,
  fields: readonly Pick<OwnField, 'code' | 'isPublic'>[],
  changes: readonly { readonly id: string; readonly own?: OwnChanges | undefined }[],
): Promise<void> {
  const inside = new Set(fields.filter(({ isPublic }) => !isPublic).map(({ code }) => code))
  const rows = changes
    .filter(({ own = {} }) => Object.keys(own).length > 0)
    .map(({ id, own = {} }) => {
      const of = (isInside: boolean) =>
        Object.fromEntries(Object.entries(own).filter(([code]) => inside.has(code) === isInside))
      return { id, own_fields: of(false), inside_fields: of(true) }
    })
  if (rows.length === 0) return
  await tx.$executeRaw`
    UPDATE action SET own_fields = jsonb_strip_nulls(action.own_fields || new.own_fields),
      inside_fields = jsonb_strip_nulls(action.inside_fields || new.inside_fields)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(id uuid, own_fields jsonb, inside_fields jsonb)
    WHERE action.id = new.id AND action.plan_id = ${planId}::uuid`
}

/** What had a date gets another one by its ledger; what had none is promised one. */
async function moveDueDates({ tx, planId, actorId, on, file, preview, target }: Writing): Promise<void> {
  const had = new Map(target.actions.map(({ id, due }) => [id, due]))
  const dated = preview.changed.flatMap(({ id, data, changes }) =>
    data.due && changes.some(({ field }) => field === 'due')
      ? [{ id, dueOn: data.due.date, precision: data.due.precision }]
      : [],
  )
  if (dated.length === 0) return
  await insertRows(
    tx,
    'due_date_move',
    dated
      .filter(({ id }) => had.get(id))
      .map(({ id: actionId, ...due }) => ({
        id: randomUUID(),
        planId,
        actionId,
        ...due,
        reason: importMessages.importedFrom(file.name),
        authorId: actorId,
        effectiveOn: on,
      })),
  )
  const rows = JSON.stringify(dated.map(({ dueOn: due_on, ...rest }) => ({ ...rest, due_on })))
  await tx.$executeRaw`
    UPDATE action SET due_on = new.due_on, due_precision = new.precision,
      original_due_on = CASE WHEN action.due_on IS NULL THEN new.due_on ELSE original_due_on END,
      original_due_precision = CASE WHEN action.due_on IS NULL THEN new.precision ELSE original_due_precision END
    FROM jsonb_to_recordset(${rows}::jsonb) AS new(id uuid, due_on date, precision date_precision)
    WHERE action.id = new.id AND action.plan_id = ${planId}::uuid`
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
  await insertRows(tx, 'action_partner', links)
}

async function addUpdates(writing: Writing) {
  const { tx, planId, actorId, effective, attributedTo, file, preview, ids } = writing
  const updates = preview.updates.map(({ ref, on, status, narrative, basis, basisNote }) => ({
    id: randomUUID(),
    planId,
    actionId: find(ids.action, ref),
    status,
    narrative,
    effectiveOn: (on ?? effective).date,
    effectivePrecision: (on ?? effective).precision,
    // No body ever said what was only worked out.
    attributedTo: basis === null || basis === 'published' ? attributedTo : importMessages.notPublished,
    basis: basis ?? ('reported' as const),
    basisNote: [basisNote, importMessages.importedFrom(file.name)].filter(Boolean).join('. '),
    authorId: actorId,
  }))
  await insertRows(tx, 'progress_update', updates)
  return updates
}

type WrittenUpdate = Awaited<ReturnType<typeof addUpdates>>[number]

function auditFacts(
  { planId, file, on, accepted, preview, ids }: Writing,
  updates: readonly WrittenUpdate[],
): AuditFact[] {
  const { pillars, sections, partners, timescales, outcomes, renamed, added, changed, withdrawn } = preview
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
        ...(withdrawn.length > 0 && { withdrawn: withdrawn.length }),
        updates: updates.length,
        ...(accepted.warnings > 0 && { warnings: accepted.warnings, note: accepted.note }),
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
    ...withdrawn.map(({ ref }) => ({
      kind: 'action.withdrawn',
      ...record('action', ref),
      before: { lifecycle: 'active' },
      after: { lifecycle: 'withdrawn', reason: importMessages.notInFile(file.name), effectiveOn: on },
    })),
    ...updates.map(({ id, actionId, status, narrative, effectiveOn }) => ({
      kind: 'progress-update.recorded',
      recordType: 'progress_update',
      recordId: id,
      recordName: `Action ${refs.get(actionId) ?? ''}`,
      after: { status, narrative, effectiveOn },
    })),
  ]
}

const sideOf = ({ changes }: ChangedAction, side: 'before' | 'after') =>
  Object.fromEntries(changes.map((change) => [change.label ?? change.field, change[side]]))

const toJson = (data: object) => JSON.parse(JSON.stringify(data)) as Prisma.InputJsonObject
