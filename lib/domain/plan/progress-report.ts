/** What an officer says of an action, and what becomes of it when someone else said something meanwhile. */

import type { IsoDate } from '@/lib/domain/dates'
import type { StatusCode } from '@/lib/domain/status/status'

/** A link that shows what a report says. */
export interface Evidence {
  readonly title: string
  readonly url: string
}

export interface ProgressReport {
  /** Null while none is chosen. */
  readonly status: StatusCode | null
  readonly narrative: string
  readonly reason: string
  readonly mitigation: string
  /** The day on which it is true; null when what was typed is no date. */
  readonly effectiveOn: IsoDate | null
  /** The expected date; null where it is not known, and when what was typed is no date. */
  readonly dueOn: IsoDate | null
  readonly evidence: readonly Evidence[]
}

export const REPORT_FIELDS = [
  'status',
  'narrative',
  'reason',
  'mitigation',
  'dueOn',
  'effectiveOn',
  'evidence',
] as const satisfies readonly (keyof ProgressReport)[]
export type ReportField = (typeof REPORT_FIELDS)[number]

/** Which of two versions of a field is to stand. */
export type Side = 'mine' | 'theirs'

/** Takes two versions; returns the fields in which they differ, in the form's order. */
export function differingFields(mine: ProgressReport, theirs: ProgressReport): ReportField[] {
  return REPORT_FIELDS.filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
}

/** Takes two versions and which fields are to be as in the second; returns the first with these replaced. */
export function takeTheirs(
  mine: ProgressReport,
  theirs: ProgressReport,
  fields: readonly ReportField[],
): ProgressReport {
  return { ...mine, ...Object.fromEntries(fields.map((field) => [field, theirs[field]])) }
}
