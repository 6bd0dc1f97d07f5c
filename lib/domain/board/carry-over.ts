/** What a report carries besides figures: what a board raised, until it has read the answer. */

import { type Dated, inForceAt } from '@/lib/domain/plan/as-at'
import type { IsoDate } from '@/lib/domain/dates'

/** What a board raised something about. Its code is today's: identity follows the record, not its number. */
export interface Subject {
  readonly level: 'action' | 'section'
  readonly id: string
  /** The action's reference, or the section's code. */
  readonly code: string
  readonly title: string
}

/** A subject as it is frozen. */
export type FrozenSubject = Omit<Subject, 'id'>

/** The report before: the day of its figures, and the instant at which it was frozen. */
export interface ReportBefore {
  readonly asAt: IsoDate
  readonly frozenAt: string
}

/** A report as at a day, and the one before it; null for the first. */
export interface Carrying {
  readonly asAt: IsoDate
  readonly since: ReportBefore | null
}

/** A line of a ledger: when it became true, the day on which it was put on record, and the instant. */
export interface Entry extends Dated {
  readonly recordedAt: string
}

/** Takes a line and a day; returns whether it held as at that day. */
export function isInForceAt(line: Dated, asAt: IsoDate): boolean {
  return inForceAt(line, { asAt, knownAt: null })
}

/**
 * Takes what settled something (an answer, say) and the report before; returns whether that report cannot have told of it:
 * it came after the day of its figures, or was put on record after it was frozen.
 */
export function isNewSinceReport(line: Entry, since: ReportBefore | null): boolean {
  return since === null || !isInForceAt(line, since.asAt) || line.recordedAt > since.frozenAt
}

/** Takes a subject; returns it as it is frozen. */
export function freezeSubject({ level, code, title }: Subject): FrozenSubject {
  return { level, code, title }
}
