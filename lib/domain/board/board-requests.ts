/** What a board asked: questions and decisions, each with who owes the answer and by when. */

import {
  type Carrying,
  type Entry,
  freezeSubject,
  type FrozenSubject,
  isInForceAt,
  isNewSinceReport,
  type Subject,
} from './carry-over'
import type { IsoDate } from '@/lib/domain/dates'
import type { Basis } from '@/lib/domain/plan/plan'

export const ASK_KINDS = ['question', 'decision'] as const
/** Something to be answered, or something that was decided and has to be carried out. */
export type BoardRequestKind = (typeof ASK_KINDS)[number]

export const ASK_EVENT_KINDS = ['answered', 'reopened', 'changed', 'withdrawn'] as const
/** `changed`: someone else owes it, or by another day. */
export type BoardRequestEventKind = (typeof ASK_EVENT_KINDS)[number]

/** A partner organisation of the plan. */
export interface BoardRequestPartner {
  readonly code: string
  readonly name: string
}

/** Who answers, and by when; null where that is not decided yet. The person is for members' eyes only. */
export interface Responsible {
  readonly partner: BoardRequestPartner | null
  readonly personId: string | null
  readonly dueOn: IsoDate | null
}

export interface BoardRequestEvent extends Entry {
  readonly id: string
  readonly kind: BoardRequestEventKind
  /** The answer, or why it changed, was withdrawn or was opened again. */
  readonly text: string
  /** Who owes it from then on, and by when; null unless that changed. */
  readonly owed: Responsible | null
  readonly authorId: string | null
}

/** An ask as it is on record. It became true on the day of the meeting. */
export interface BoardRequest extends Entry {
  readonly id: string
  readonly number: number
  readonly kind: BoardRequestKind
  readonly about: Subject
  readonly text: string
  /** The report that the meeting had before it. */
  readonly report: { readonly code: string; readonly reference: string } | null
  /** Who owed it at first, and by when. */
  readonly owedFirst: Responsible
  readonly basis: Basis
  readonly authorId: string | null
  /** In the order of recording. */
  readonly events: readonly BoardRequestEvent[]
}

/** Takes who owes an answer and by when; returns a mark that a form sends along, so that no one writes over what they have not seen. */
export function owedMark({ partner, personId, dueOn }: Responsible): string {
  return [partner?.code, personId, dueOn].join(' ')
}

/** An ask as it stood on a day. */
export interface BoardRequestState {
  readonly standing: 'open' | 'answered' | 'withdrawn'
  readonly owed: Responsible
  /** The answer, or the withdrawal; null while it is open. */
  readonly settled: BoardRequestEvent | null
  /** Open, and the day by which it was due has passed. */
  readonly isOverdue: boolean
}

/** Takes an ask and a day; returns how it stood then, null before it was raised. */
export function askAsAt(request: BoardRequest, day: IsoDate): BoardRequestState | null {
  if (!isInForceAt(request, day)) return null
  const events = request.events.filter((event) => isInForceAt(event, day))
  const responsible = events.findLast((event) => event.owed !== null)?.owed ?? request.owedFirst
  const last = events.findLast(({ kind }) => kind !== 'changed')
  if (last?.kind === 'answered' || last?.kind === 'withdrawn')
    return { standing: last.kind, owed: responsible, settled: last, isOverdue: false }
  return {
    standing: 'open',
    owed: responsible,
    settled: null,
    isOverdue: responsible.dueOn !== null && responsible.dueOn < day,
  }
}

/** An ask with how it stands on the day of a list. */
export type ListedBoardRequest = BoardRequest & BoardRequestState

/** Takes asks and a day; returns those raised by then: open ones first, by when they are due, then settled ones, the newest first. */
export function listAsAt(requests: readonly BoardRequest[], day: IsoDate): ListedBoardRequest[] {
  return requests
    .flatMap((request) => {
      const then = askAsAt(request, day)
      return then ? [{ ...request, ...then }] : []
    })
    .sort((a, b) => {
      if (a.settled && b.settled) return compare(b.settled.recordedAt, a.settled.recordedAt)
      if (a.settled || b.settled) return a.settled ? 1 : -1
      // Those without a day come after the others.
      return compare(a.owed.dueOn ?? '9999', b.owed.dueOn ?? '9999') || a.number - b.number
    })
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** An ask as a report froze it. It names no person. */
export interface FrozenBoardRequest {
  readonly number: number
  readonly kind: BoardRequestKind
  readonly about: FrozenSubject
  readonly text: string
  readonly raisedOn: IsoDate
  readonly report: { readonly code: string; readonly reference: string } | null
  readonly owner: BoardRequestPartner | null
  /** Null where that was not decided yet. */
  readonly dueOn: IsoDate | null
  readonly isOverdue: boolean
  readonly standing: BoardRequestState['standing']
  /** The answer, or why it was withdrawn; null while it is open. */
  readonly settled: { readonly text: string; readonly on: IsoDate } | null
  readonly basis: Basis
}

/**
 * Takes a plan's asks, the day of a report and the report before it; returns those that the report carries: raised by then
 * and open, or settled since the report before, so that the board reads each answer once. Open ones first.
 */
export function carryRequests(
  requests: readonly BoardRequest[],
  { asAt, since }: Carrying,
): FrozenBoardRequest[] {
  return listAsAt(requests, asAt)
    .filter(({ settled }) => settled === null || isNewSinceReport(settled, since))
    .map(({ number, kind, about, text, effectiveOn, report, owed, isOverdue, standing, settled, basis }) => ({
      number,
      kind,
      about: freezeSubject(about),
      text,
      raisedOn: effectiveOn,
      report,
      owner: owed.partner,
      dueOn: owed.dueOn,
      isOverdue,
      standing,
      settled: settled && { text: settled.text, on: settled.effectiveOn },
      basis,
    }))
}
