/** What readers of a plan could see, and from when: without the names of those who wrote it. */

import type { IsoDate } from '@/lib/domain/dates'

export const PUBLIC_CHANGES = [
  'update',
  'rating',
  'dueDate',
  'lifecycle',
  'counted',
  'structure',
  'report',
  'printedReport',
] as const
export type PublicChangeKind = (typeof PUBLIC_CHANGES)[number]

export const CHANGE_SUBJECTS = [
  'action',
  'section',
  'pillar',
  'partner',
  'timescale',
  'outcome',
  'achievement',
  'publication',
  'report',
  'printedReport',
] as const
type ChangeSubject = (typeof CHANGE_SUBJECTS)[number]

export interface PublicChange {
  readonly id: string
  /** The instant from which readers could see it. */
  readonly at: string
  readonly kind: PublicChangeKind
  readonly about: {
    readonly type: ChangeSubject
    readonly id: string
    /** Null when it is not in the plan any more. */
    readonly code: string | null
    readonly title: string | null
  }
  /** The day from which it was true; null when that is from the beginning. */
  readonly effectiveOn: IsoDate | null
}
