/** Undoing an import as a whole, while nobody has built on it. Nothing that was there before is deleted. */

import 'server-only'
import { randomUUID } from 'node:crypto'
import { type AuditFact, recordAudits } from '@/lib/audit/append'
import { RIGHTS } from '@/lib/auth/rights'
import { insertRows } from '@/lib/db'
import type { UndoPlan } from '@/lib/domain/imports/undo'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { draftName } from '@/lib/domain/updates/draft'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { importMessages } from '@/lib/format/imports/messages'
import { openUndo } from '@/lib/queries/imports/plan-imports'
import { readFields } from '@/lib/queries/plan-state/inside-fields'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { changeLevels, TABLES, writeOwnFields } from './apply-import'
import { changeLifecycles } from './change-lifecycles'
import { AT_THE_END } from '../structure/order'
import { recordStructure } from '../structure/write-structure'
import { type PlanWrite, writePlan } from '../write-plan'

interface Undoing extends Pick<PlanWrite, 'tx' | 'actor' | 'today'> {
  readonly plan: PlanState
  readonly undo: UndoPlan
  /** On record with everything that it does. */
  readonly reason: string
}

/**
 * Takes a plan's slug, the id of an import and which preview of its undoing was seen; does exactly that, and returns the file's name. Done by the same
 * person already, it does nothing. Throws what writePlan throws, NotFoundError, and InvalidError where another has undone it, where the preview is another
 * by now, or where something stands in the way.
 */
export function undoImport(slug: string, id: string, seen: string): Promise<string> {
  return writePlan(slug, RIGHTS.editStructure, async ({ tx, plan: { id: planId }, actor, today }) => {
    // No one else writes to the plan meanwhile.
    const plan = await loadPlan(planId)
    const opened = await openUndo(plan, id)
    if (!opened) throw new NotFoundError('import', id)
    const { row, undo, obstacleCount } = opened
    if (row.undoneAt !== null) {
      if (row.undoneById === actor.id) return row.file
      throw new InvalidError({ form: importMessages.undoneAlready(row.undoneBy ?? '') })
    }
    if (obstacleCount > 0) throw new InvalidError({ form: importMessages.cannotUndo })
    if (opened.seen !== seen) throw new InvalidError({ form: importMessages.undoChanged })
    const undoing: Undoing = { tx, actor, today, plan, undo, reason: importMessages.undone(row.file) }
    await withdrawUpdates(undoing)
    await recordStructure(tx, planId, { authorId: actor.id, on: today }, async () => {
      // Actions change places with their parts, of which one alone is counted in the end.
      await tx.$executeRaw`SET CONSTRAINTS action_counted_once DEFERRED`
      const change = { planId, effectiveOn: today, reason: undoing.reason, authorId: actor.id }
      const { withdrawn, returned } = undo
      await changeLifecycles(tx, idsOf(withdrawn), { ...change, lifecycle: 'withdrawn' })
      await changeLifecycles(tx, idsOf(returned), { ...change, lifecycle: 'active' })
      await restoreActions(undoing)
      await changeLevels(
        tx,
        planId,
        undo.renamed.map(({ before: text, ...change }) => ({ ...change, text })),
      )
      await removeAdded(undoing)
    })
    const entries = await recordAudits(tx, planId, actor.id, auditFacts(undoing, row))
    await tx.planImport.update({
      where: { id, planId },
      data: {
        undoneAt: new Date(),
        undoneById: actor.id,
        undoFirstEntry: entries.first,
        undoLastEntry: entries.last,
      },
    })
    return row.file
  })
}

const idsOf = (actions: readonly Pick<Action, 'id'>[]) => actions.map(({ id }) => id)

/** What was said stays on record; this says that it holds no more. */
async function withdrawUpdates({ tx, plan, actor, undo, reason }: Undoing): Promise<void> {
  const said = await tx.progressUpdate.findMany({
    where: { planId: plan.id, id: { in: [...undo.updates] } },
    orderBy: { entry: 'asc' },
    select: {
      id: true,
      actionId: true,
      status: true,
      effectiveOn: true,
      effectivePrecision: true,
      attributedTo: true,
    },
  })
  await insertRows(
    tx,
    'progress_update',
    said.map(({ id: aboutId, ...update }) => ({
      id: randomUUID(),
      planId: plan.id,
      ...update,
      kind: 'withdrawal',
      aboutId,
      basis: 'reported',
      correction: reason,
      authorId: actor.id,
    })),
  )
}

/** An action that goes back to another section or whole comes last there. */
async function restoreActions({ tx, plan, actor, today, undo, reason }: Undoing): Promise<void> {
  if (undo.restored.length === 0) return
  const planId = plan.id
  const ids = undo.restored.map(({ before }) => before.id)
  const isMoved = ({ now, before }: UndoPlan['restored'][number]) =>
    now.sectionId !== before.sectionId || now.parentId !== before.parentId
  const rows = undo.restored.map((one) => ({
    id: one.before.id,
    ref: one.before.ref,
    ref_source: one.before.refSource,
    title: one.before.title,
    section_id: one.before.sectionId,
    parent_id: one.before.parentId,
    timescale_id: one.before.timescaleId,
    timescale_source: one.before.timescaleSource,
    due_note: one.before.dueNote,
    note: one.before.note,
    is_moved: isMoved(one),
  }))
  // Two actions may take each other's references: for a moment each has one that no other has.
  await tx.$executeRaw`UPDATE action SET ref = 'import-' || id WHERE id = ANY (${ids}::uuid[]) AND plan_id = ${planId}::uuid`
  await tx.$executeRaw`
    UPDATE action SET ref = old.ref, ref_source = old.ref_source, title = old.title, section_id = old.section_id,
      parent_id = old.parent_id, timescale_id = old.timescale_id, timescale_source = old.timescale_source,
      due_note = old.due_note, note = old.note, position = CASE WHEN old.is_moved THEN ${AT_THE_END} ELSE position END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS old(id uuid, ref text, ref_source reference_source, title text,
      section_id uuid, parent_id uuid, timescale_id uuid, timescale_source timescale_source, due_note text, note text, is_moved boolean)
    WHERE action.id = old.id AND action.plan_id = ${planId}::uuid`
  await writeOwnFields(
    tx,
    planId,
    await readFields(tx, planId),
    undo.restored.map(({ before }) => ({ id: before.id, own: before.own })),
  )
  await tx.actionPartner.deleteMany({ where: { planId, actionId: { in: ids } } })
  await insertRows(
    tx,
    'action_partner',
    undo.restored.flatMap(({ before }) =>
      before.partners.map((link, position) => ({ planId, actionId: before.id, ...link, position })),
    ),
  )
  const moves = undo.restored.flatMap(({ now, before }) =>
    before.due !== null && !isSameDue(now, before.due)
      ? [{ actionId: before.id, dueOn: before.due.date, precision: before.due.precision }]
      : [],
  )
  if (moves.length === 0) return
  await insertRows(
    tx,
    'due_date_move',
    moves.map((move) => ({
      id: randomUUID(),
      planId,
      ...move,
      reason,
      authorId: actor.id,
      effectiveOn: today,
    })),
  )
  await tx.$executeRaw`
    UPDATE action SET due_on = move."dueOn", due_precision = move.precision
    FROM jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS move("actionId" uuid, "dueOn" date, precision date_precision)
    WHERE action.id = move."actionId" AND action.plan_id = ${planId}::uuid`
}

const isSameDue = ({ due }: Action, other: NonNullable<Action['due']>) =>
  due?.date === other.date && due.precision === other.precision

async function removeAdded({ tx, plan, undo }: Undoing): Promise<void> {
  const planId = plan.id
  const inPlan = (list: readonly string[]) => ({ planId, id: { in: [...list] } })
  const ids = undo.removed.map(({ id }) => id)
  const ofActions = { planId, actionId: { in: ids } }
  await tx.actionPartner.deleteMany({ where: ofActions })
  await tx.draft.deleteMany({ where: { form: { in: ids.map((id) => draftName('update', id)) } } })
  // A part before its whole.
  for (let left = undo.removed; left.length > 0;) {
    const wholes = new Set(left.map(({ parentId }) => parentId))
    const ready = left.filter(({ id }) => !wholes.has(id))
    if (ready.length === 0) throw new Error('Actions of an import are parts of one another')
    await tx.action.deleteMany({ where: inPlan(ready.map(({ id }) => id)) })
    left = left.filter(({ id }) => wholes.has(id))
  }
  await tx.outcome.deleteMany({ where: inPlan(undo.outcomes) })
  await tx.section.deleteMany({ where: inPlan(undo.sections) })
  await tx.pillar.deleteMany({ where: inPlan(undo.pillars) })
  await tx.partner.deleteMany({ where: inPlan(undo.partners) })
  await tx.timescale.deleteMany({ where: inPlan(undo.timescales) })
}

function auditFacts(
  { plan, today, undo, reason }: Undoing,
  { file, sha256 }: { readonly file: string; readonly sha256: string },
): AuditFact[] {
  const levels = [
    ['section', plan.sections, undo.sections],
    ['pillar', plan.pillars, undo.pillars],
    ['partner', plan.partners, undo.partners],
    ['timescale', plan.timescales, undo.timescales],
    ['outcome', plan.outcomes, undo.outcomes],
  ] as const
  const refs = new Map(plan.actions.map(({ id, ref }) => [id, ref]))
  const isBack = new Set(undo.restored.filter(({ before }) => before.isBroughtBack).map(({ now }) => now.id))
  const ofAction = (id: string) => ({
    recordType: 'action',
    recordId: id,
    recordName: `Action ${refs.get(id) ?? ''}`,
  })
  const sides = (value: Pick<Action, 'ref' | 'title' | 'dueNote' | 'note' | 'due'>) => ({
    ref: value.ref,
    title: value.title,
    dueNote: value.dueNote,
    note: value.note,
    due: value.due?.date ?? null,
  })
  return [
    {
      kind: 'plan.import-undone',
      recordType: 'plan',
      recordId: plan.id,
      recordName: file,
      after: {
        file,
        sha256,
        removed: undo.removed.length,
        withdrawn: undo.withdrawn.length,
        returned: undo.returned.length,
        changed: undo.restored.length - isBack.size,
        updates: undo.updates.length,
      },
    },
    ...undo.updates.map((id) => ({
      kind: 'progress-update.withdrawn',
      recordType: 'progress_update',
      recordId: id,
      recordName: file,
      after: { reason, effectiveOn: today },
    })),
    ...undo.withdrawn.map(({ id }) => ({
      kind: 'action.withdrawn',
      ...ofAction(id),
      before: { lifecycle: 'active' },
      after: { lifecycle: 'withdrawn', reason, effectiveOn: today },
    })),
    ...undo.returned.map(({ id }) => ({
      kind: 'action.active',
      ...ofAction(id),
      before: { lifecycle: 'withdrawn' },
      after: { lifecycle: 'active', reason, effectiveOn: today },
    })),
    ...undo.restored
      .filter(({ now }) => !isBack.has(now.id))
      .map(({ now, before }) => ({
        kind: 'action.changed',
        ...ofAction(now.id),
        before: sides(now),
        after: { ...sides({ ...before, due: before.due ?? now.due }), reason },
      })),
    ...undo.removed.map(({ id, ref, title }) => ({
      kind: 'action.removed',
      ...ofAction(id),
      before: { ref, title },
    })),
    ...undo.renamed.map(({ level, id, code, field, before }) => ({
      kind: `${TABLES[level]}.changed`,
      recordType: TABLES[level],
      recordId: id,
      recordName: levelName(TABLES[level], code),
      after: { [field]: before, reason },
    })),
    ...levels.flatMap(([kind, records, gone]) =>
      records
        .filter(({ id }) => gone.includes(id))
        .map(({ id, code }) => ({
          kind: `${kind}.removed`,
          recordType: kind,
          recordId: id,
          recordName: levelName(kind, code),
          before: { code },
        })),
    ),
  ]
}

const levelName = (kind: string, code: string) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${code}`
