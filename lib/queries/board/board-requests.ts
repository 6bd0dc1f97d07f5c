/** What did the board ask, and what became of it? */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import {
  type BoardRequestEvent,
  type BoardRequestPartner,
  type BoardRequest,
  type Responsible,
} from '@/lib/domain/board/board-requests'
import type { ReportBefore, Subject } from '@/lib/domain/board/carry-over'
import { type Actor, canAnswerRequest, type PlanAccess } from '@/lib/domain/people/permissions'
import { toDates } from '@/lib/queries/plan-state/action-ledgers'
import { isoDate } from '@/lib/queries/iso-date'
import { readReportedAction } from '@/lib/queries/updates/sent-updates'

export const SUBJECT = {
  action: { select: { id: true, ref: true, title: true } },
  section: { select: { id: true, code: true, title: true } },
} as const

const PARTNER = { select: { code: true, name: true } } as const
const ASK = {
  ...SUBJECT,
  partner: PARTNER,
  report: { select: { code: true, reference: true } },
  events: { orderBy: { entry: 'asc' }, include: { partner: PARTNER } },
} as const satisfies Prisma.BoardAskInclude

type RequestRow = Prisma.BoardAskGetPayload<{ include: typeof ASK }>

/**
 * Takes the id of a plan that its reader may see inside of, and which of its asks (all when left out); returns them in the
 * order of their numbers.
 */
export async function readBoardRequests(
  planId: string,
  where: Prisma.BoardAskWhereInput = {},
  reader: Prisma.TransactionClient = db,
): Promise<BoardRequest[]> {
  const rows = await reader.boardAsk.findMany({
    where: { ...where, planId },
    orderBy: { number: 'asc' },
    include: ASK,
  })
  return rows.map(toRequest)
}

/** Takes an actor, a plan, and what an ask is about with who owes its answer; returns whether the actor may answer it. */
export async function mayAnswerRequest(
  actor: Actor,
  plan: PlanAccess,
  { about, owed }: Pick<BoardRequest, 'about'> & { readonly owed: Responsible },
  reader: Prisma.TransactionClient = db,
): Promise<boolean> {
  const reported = about.level === 'action' ? await readReportedAction(plan.id, about.code, reader) : null
  const accountableId = reported?.accountable.accountableId ?? null
  return canAnswerRequest(actor, plan, { ownerId: owed.personId, accountableId })
}

type NamedReportBefore = ReportBefore & { readonly code: string; readonly reference: string }

/** Takes a plan's id and the day of a report's figures; returns the reports before it, the newest first, leaving out those that were corrected. */
export async function readReportsBefore(planId: string, asAt: string): Promise<NamedReportBefore[]> {
  const rows = await db.snapshot.findMany({
    where: { planId, asAt: { lt: new Date(asAt) }, correctedBy: null },
    orderBy: [{ asAt: 'desc' }, { entry: 'desc' }],
    select: { code: true, reference: true, asAt: true, frozenAt: true },
  })
  return rows.map((row) => ({ ...row, asAt: isoDate(row.asAt), frozenAt: row.frozenAt.toISOString() }))
}

/** Takes a plan's id and the day of a report's figures; returns the report before it, or null. */
export async function readReportBefore(planId: string, asAt: string): Promise<NamedReportBefore | null> {
  const [before] = await readReportsBefore(planId, asAt)
  return before ?? null
}

/** Takes a row that is about an action or a section; returns which. */
export function toSubject({
  action,
  section,
}: {
  readonly action: { readonly id: string; readonly ref: string; readonly title: string } | null
  readonly section: { readonly id: string; readonly code: string; readonly title: string } | null
}): Subject {
  if (action) return { level: 'action', id: action.id, code: action.ref, title: action.title }
  if (section) return { level: 'section', ...section }
  throw new Error('It is about neither an action nor a section')
}

function toRequest(row: RequestRow): BoardRequest {
  const { id, number, kind, text, report, basis, authorId, raisedOn } = row
  return {
    id,
    number,
    kind,
    text,
    report,
    basis,
    authorId,
    about: toSubject(row),
    owedFirst: toResponsible(row.partner, row.personId, row.dueOn),
    ...toEntry({ ...row, effectiveOn: raisedOn }),
    events: row.events.map((event): BoardRequestEvent => ({
      id: event.id,
      kind: event.kind,
      text: event.text,
      authorId: event.authorId,
      owed: event.kind !== 'changed' ? null : toResponsible(event.partner, event.personId, event.dueOn),
      ...toEntry(event),
    })),
  }
}

const toResponsible = (
  partner: BoardRequestPartner | null,
  personId: string | null,
  dueOn: Date | null,
): Responsible => ({
  partner,
  personId,
  dueOn: dueOn && isoDate(dueOn),
})

/** Takes a row with both dates; returns them as a line of a ledger has them. */
export function toEntry(row: { readonly effectiveOn: Date; readonly recordedAt: Date }) {
  return { ...toDates(row), recordedAt: row.recordedAt.toISOString() }
}
