/** Invented later periods of a plan, to show movement and trends with: what happened, and what is said of all of it. */

import type { BoardRequestKind } from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import type { DisputeOutcome } from '@/lib/domain/board/disputes'
import type { OverallRag } from '@/lib/domain/status/rag'
import type { Lifecycle } from '@/lib/domain/status/roll-up'
import type { StatusCode } from '@/lib/domain/status/status'

interface DemoText {
  readonly narrative: string
  readonly reason: string | null
  readonly mitigation: string | null
}

/** An invented action, which says so in its title. */
interface DemoAction {
  readonly ref: string
  readonly section: string
  readonly title: string
  readonly addedOn: IsoDate
  readonly dueOn: IsoDate | null
}

interface DemoRequest {
  readonly number: number
  readonly kind: BoardRequestKind
  readonly action?: string
  readonly section?: string
  readonly text: string
  readonly raisedOn: IsoDate
  /** The code of the report that the meeting had before it. */
  readonly report?: string
  readonly dueOn: IsoDate
}

/** What happened between one invented report and the next. */
export interface DemoPeriod {
  readonly asAt: IsoDate
  readonly added: readonly DemoAction[]
  readonly renumbered: readonly { readonly from: string; readonly to: string }[]
  /** The statuses that were reported, by the action's reference; an action that is not here was silent. */
  readonly statuses: Readonly<Record<string, StatusCode>>
  readonly moved: readonly {
    readonly ref: string
    readonly on: IsoDate
    readonly dueOn: IsoDate
    readonly reason: string
  }[]
  readonly left: readonly {
    readonly ref: string
    readonly on: IsoDate
    readonly lifecycle: Exclude<Lifecycle, 'active'>
    readonly heir: string | null
    readonly reason: string
  }[]
  /** Where a person rates otherwise than the rule suggests, by the section's code, and why. */
  readonly judged: Readonly<Record<string, { readonly rag: OverallRag; readonly reason: string }>>
  readonly asks: readonly DemoRequest[]
  readonly answers: readonly { readonly ask: number; readonly on: IsoDate; readonly text: string }[]
  readonly disputes: readonly {
    readonly number: number
    readonly section: string
    readonly rag: OverallRag
    readonly on: IsoDate
    readonly reason: string
  }[]
  readonly settled: readonly {
    readonly dispute: number
    readonly on: IsoDate
    readonly outcome: DisputeOutcome
    readonly text: string
  }[]
}

/** What is said of everything invented. */
export interface DemoWords {
  /** Stands beside every update. */
  readonly basisNote: string
  /** Who stands for it. */
  readonly by: string
  /** A note on the whole plan. */
  readonly planNote: string
  /** The invented organisation that owes the board its answers. */
  readonly partner: { readonly code: string; readonly abbreviation: string; readonly name: string }
  /** What is said of a status, after the one before. */
  readonly textFor: (before: StatusCode | null, now: StatusCode, at: number) => DemoText
  readonly ratingReason: string
}

/** A report that closes an invented period. */
export interface DemoReport {
  readonly reference: string
  readonly title: string
  readonly meetingOn: string
  /** Stands before its text, which is drafted by rule. */
  readonly head: string
  readonly risks: string
  /** Why every gap is let stand. */
  readonly note: string
}
