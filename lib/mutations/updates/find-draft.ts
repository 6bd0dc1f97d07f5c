/** A draft of a report inside a write to its plan. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import type { DraftFigure } from '@/lib/domain/reports/draft-figures'
import { NotFoundError } from '@/lib/errors'
import { type DraftRecord, readDraftRecord } from '@/lib/queries/reports/draft-records'
import type { PlanWrite } from '@/lib/mutations/write-plan'

/** Takes a write and a draft's id; returns the draft. Throws NotFoundError. */
export async function findDraft(
  { tx, plan }: Pick<PlanWrite, 'tx' | 'plan'>,
  id: string,
): Promise<DraftRecord> {
  const draft = await readDraftRecord(tx, plan.id, id)
  if (!draft) throw new NotFoundError('report draft', id)
  return draft
}

/** Takes a draft; returns how audit entries name it. */
export function recordOf({ id, reference }: Pick<DraftRecord, 'id' | 'reference'>) {
  return { recordType: 'report-draft', recordId: id, recordName: `Draft of report ${reference}` }
}

/** Takes the figures that someone has just checked by hand; returns them for an audit entry, which names who that is. */
export function auditChecks(added: readonly DraftFigure[]): Record<string, Prisma.InputJsonValue> {
  return added.length
    ? {
        checkedByHand: added.map(({ says, sentence, plan, check }) => ({
          says,
          sentence,
          plan: plan ?? '',
          note: check?.note ?? '',
        })),
      }
    : {}
}
