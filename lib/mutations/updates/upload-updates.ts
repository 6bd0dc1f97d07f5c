/** Saving the updates of a spreadsheet: exactly what its preview showed, all of it or nothing. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { canEditPlan } from '@/lib/domain/people/permissions'
import type { SheetRow } from '@/lib/domain/updates/update-sheet'
import { InvalidError } from '@/lib/errors'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { submissionId } from '@/lib/mutations/submission'
import { writePlan } from '@/lib/mutations/write-plan'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { type OwnSheet, previewSheet } from '@/lib/queries/updates/update-sheet'
import { recordUpdate, reportedHere } from './record-update'

/** Takes a plan's slug, the file with its rows, and which preview was seen; returns how many updates were saved, and whether they wait for approval. */
export async function uploadUpdates(
  slug: string,
  sheet: OwnSheet & { readonly rows: readonly SheetRow[] },
  seen: string,
): Promise<{ readonly saved: number; readonly waits: boolean }> {
  return writePlan(slug, RIGHTS.reportProgress, async (write) => {
    const { tx, plan, actor, today, audit } = write
    const key = { planId: plan.id, personId: actor.id, purpose: 'updates' as const }
    // Someone who sends the form twice sends the file once.
    const { count } = await tx.importFile.deleteMany({ where: { ...key, sha256: sheet.sha256 } })
    if (count === 0) throw new InvalidError({ form: sheetMessages.changed })
    // No one else writes to the plan meanwhile.
    const now = await previewSheet({ plan: await loadPlan(plan.id), actor, today }, sheet.rows, sheet)
    if (now.seen !== seen) throw new InvalidError({ form: sheetMessages.changed })
    if (now.problems.length + now.conflicts.length > 0)
      throw new InvalidError({ form: sheetMessages.notReady })
    if (now.changes.length === 0) throw new InvalidError({ form: sheetMessages.nothing })
    const { name: file, sha256 } = sheet
    const waits = plan.needsApproval && !canEditPlan(actor, plan)
    await audit({
      kind: 'updates.uploaded',
      recordType: 'plan',
      recordId: plan.id,
      recordName: file,
      after: { file, sha256, updates: now.changes.length, unchanged: now.unchanged },
    })
    for (const { action, report, dueReason } of now.changes)
      await recordUpdate(write, action, {
        kind: 'update',
        aboutId: null,
        report,
        dueReason,
        submissionKey: submissionId({
          makes: 'update from a spreadsheet',
          formKey: action.id,
          personId: actor.id,
          content: [sha256, action.latest?.id ?? null, report],
        }),
        needsApproval: waits,
        origin: { ...reportedHere(plan), basisNote: sheetMessages.from(file) },
      })
    return { saved: now.changes.length, waits }
  })
}
