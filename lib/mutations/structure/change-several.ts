/** One change of several actions: exactly what its preview showed, in one transaction. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { BulkChange } from '@/lib/domain/structure/bulk'
import type { PlanState } from '@/lib/domain/plan/plan'
import { InvalidError } from '@/lib/errors'
import { BULK_LABELS, bulkMessages } from '@/lib/format/structure/bulk-messages'
import { findHolder, findReporter, recordAccountable } from '@/lib/mutations/periods/accountability'
import { confirmOne } from '@/lib/mutations/updates/confirm-update'
import { moveDueDate } from '@/lib/mutations/updates/record-update'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { type BulkPreview, previewBulk } from '@/lib/queries/structure/bulk'
import { readRecord } from '@/lib/queries/structure/structure'
import { makeOnce, submissionId } from '../submission'
import { type PlanWrite, writePlan } from '../write-plan'
import { auditChange } from './save-record'
import { recordStructure } from './write-structure'

interface Sent {
  readonly refs: readonly string[]
  readonly change: BulkChange
  /** Which preview was seen. */
  readonly seen: string
  readonly submissionKey: string
}

/**
 * Takes a plan's slug, which actions and what to change; changes those of them that can be, and returns how many they were. Throws what
 * writePlan throws, and InvalidError where something else would be done than was seen, or nothing.
 */
export async function changeSeveral(
  slug: string,
  { refs, change, seen, submissionKey }: Sent,
): Promise<number> {
  const right = change.kind === 'noChange' ? RIGHTS.reportProgress : RIGHTS.editStructure
  return writePlan(slug, right, async (write) => {
    const { tx, plan, actor, today } = write
    const submission = {
      makes: 'several changes',
      formKey: submissionKey,
      personId: actor.id,
      content: [plan.id, refs, change],
    }
    const made = await makeOnce(tx, submission, async () => {
      // No one else writes to the plan meanwhile.
      const state = await loadPlan(plan.id)
      const preview = await previewBulk({ plan: state, actor, today }, refs, change)
      if (preview.seen !== seen) throw new InvalidError({ form: bulkMessages.changed })
      if (preview.changed.length === 0) throw new InvalidError({ form: bulkMessages.nothing })
      await write.audit({
        kind: 'actions.changed-together',
        recordType: 'plan',
        recordId: plan.id,
        recordName: bulkMessages.group(`${preview.changed.length}`, BULK_LABELS[change.kind]),
        after: {
          change: BULK_LABELS[change.kind],
          actions: preview.changed.map(({ action }) => action.ref),
          ...('reason' in change && change.reason !== null && { reason: change.reason }),
        },
      })
      await apply(write, state, preview, change, submissionKey)
      return String(preview.changed.length)
    })
    return Number(made)
  })
}

async function apply(
  write: PlanWrite,
  state: PlanState,
  { changed }: BulkPreview,
  change: BulkChange,
  formKey: string,
): Promise<void> {
  const { tx, plan, actor, today } = write
  if (change.kind === 'noChange') {
    for (const { action } of changed) {
      const updateId = action.current?.id ?? ''
      const content = [action.id, updateId]
      const key = submissionId({ makes: 'no change of several', formKey, personId: actor.id, content })
      await confirmOne(write, action.ref, { updateId, submissionKey: key })
    }
  } else if (change.kind === 'officer') {
    const { personId, reason } = change
    const person = personId === null ? null : await findReporter(write, personId, 'person')
    for (const { action } of changed)
      await recordAccountable(write, action, await findHolder(write, action.id), person, {
        from: today,
        reason,
      })
  } else if (change.kind === 'due') {
    const { dueOn, reason } = change
    for (const { reported } of changed)
      await moveDueDate(write, reported, {
        updateId: null,
        authorId: actor.id,
        dueOn,
        reason,
        effectiveOn: today,
      })
  } else
    await recordStructure(tx, plan.id, { authorId: actor.id, on: today }, async () => {
      for (const { action } of changed) {
        const before = await readRecord(tx, plan.id, 'action', action.ref)
        if (change.kind === 'timescale') await setTimescale(write, state, action.id, change.timescale)
        else await setPartner(write, state, action.id, change)
        const after = await readRecord(tx, plan.id, 'action', action.ref)
        await auditChange(write, {
          kind: 'action',
          id: action.id,
          code: action.ref,
          before: before?.values ?? null,
          after: after?.values ?? null,
        })
      }
    })
}

async function setTimescale({ tx }: PlanWrite, { timescales }: PlanState, id: string, wanted: string | null) {
  const found = timescales.find(({ code }) => code === wanted)
  await tx.action.update({
    where: { id },
    data: { timescaleId: found?.id ?? null, timescaleSource: found ? 'stated' : 'missing' },
  })
}

async function setPartner(
  { tx, plan }: PlanWrite,
  { partners }: PlanState,
  actionId: string,
  { partner, role }: Extract<BulkChange, { kind: 'partner' }>,
): Promise<void> {
  const partnerId = partners.find(({ code }) => code === partner)?.id ?? ''
  const where = { planId: plan.id, actionId }
  const held = await tx.actionPartner.findMany({ where, orderBy: { position: 'asc' } })
  const own = held.find((link) => link.partnerId === partnerId)
  if (own && role !== null)
    await tx.actionPartner.updateMany({ where: { ...where, partnerId }, data: { role } })
  else if (own) await tx.actionPartner.deleteMany({ where: { ...where, partnerId } })
  else if (role !== null) {
    const position = Math.max(-1, ...held.map((link) => link.position)) + 1
    await tx.actionPartner.create({ data: { ...where, partnerId, role, position } })
  }
}
