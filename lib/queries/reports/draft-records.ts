/** Drafts of reports, as they are on record. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import type { DraftContent, DraftName, DraftState, Writers } from '@/lib/domain/reports/report-draft'
import type { HandCheck } from '@/lib/domain/reports/draft-figures'
import { isoDate } from '@/lib/queries/iso-date'

export interface DraftRecord extends DraftName, Writers {
  readonly id: string
  /** Rises with every save. */
  readonly version: number
  readonly state: DraftState
  readonly content: DraftContent
  /** The report that it corrects, and why. */
  readonly corrects: {
    readonly code: string
    readonly reference: string
    readonly why: string
    /** The report that corrects it already; null for none. */
    readonly correctedBy: { readonly code: string; readonly reference: string } | null
  } | null
  /** Instants. */
  readonly startedAt: string
  readonly writtenAt: string
  readonly handChecks: readonly HandCheck[]
  /** Who gave it back to be written on, when, and with what words; null once it was sent for review again. */
  readonly returned: { readonly byId: string; readonly at: string; readonly comment: string } | null
  readonly reviewed: { readonly byId: string; readonly at: string } | null
}

const CORRECTS = {
  corrects: {
    select: { code: true, reference: true, correctedBy: { select: { code: true, reference: true } } },
  },
} as const

/** Takes the id of a plan whose drafts its reader may see, and a draft's id as the address has it; returns the draft, or null. */
export async function readDraftRecord(
  reader: Prisma.TransactionClient,
  planId: string,
  id: string,
): Promise<DraftRecord | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const row = await reader.reportDraft.findUnique({
    where: { planId_id: { planId, id } },
    include: CORRECTS,
  })
  return row && toRecord(row)
}

/** Takes the id of a plan whose drafts its reader may see; returns them, what was written last first. */
export async function readDraftRecords(
  reader: Prisma.TransactionClient,
  planId: string,
): Promise<DraftRecord[]> {
  const rows = await reader.reportDraft.findMany({
    where: { planId },
    orderBy: { writtenAt: 'desc' },
    include: CORRECTS,
  })
  return rows.map(toRecord)
}

function toRecord({
  meetingOn,
  asAt,
  content,
  corrects,
  correction,
  startedAt,
  writtenAt,
  reviewedById,
  reviewedAt,
  handChecks,
  returnedById,
  returnedAt,
  returnComment,
  ...row
}: Prisma.ReportDraftGetPayload<{ include: typeof CORRECTS }>): DraftRecord {
  const { id, reference, title, version, state, writerIds, lastWriterId } = row
  return {
    id,
    reference,
    title,
    version,
    state,
    writerIds,
    lastWriterId,
    meetingOn: meetingOn && isoDate(meetingOn),
    asAt: isoDate(asAt),
    content: content as unknown as DraftContent,
    corrects: corrects && { ...corrects, why: correction ?? '' },
    handChecks: handChecks as unknown as readonly HandCheck[],
    returned:
      returnedById && returnedAt
        ? { byId: returnedById, at: returnedAt.toISOString(), comment: returnComment ?? '' }
        : null,
    startedAt: startedAt.toISOString(),
    writtenAt: writtenAt.toISOString(),
    reviewed: reviewedById && reviewedAt ? { byId: reviewedById, at: reviewedAt.toISOString() } : null,
  }
}
