/** A draft of a report inside a write to its plan. */

import 'server-only'
import { NotFoundError } from '@/lib/errors'
import { type DraftRecord, readDraftRecord } from '@/lib/queries/draft-records'
import type { PlanWrite } from './write-plan'

/** Takes a write and a draft's id; returns the draft. Throws NotFoundError. */
export async function findDraft({ tx, plan }: PlanWrite, id: string): Promise<DraftRecord> {
  const draft = await readDraftRecord(tx, plan.id, id)
  if (!draft) throw new NotFoundError('report draft', id)
  return draft
}

/** Takes a draft; returns how audit entries name it. */
export function recordOf({ id, reference }: Pick<DraftRecord, 'id' | 'reference'>) {
  return { recordType: 'report-draft', recordId: id, recordName: `Draft of report ${reference}` }
}
