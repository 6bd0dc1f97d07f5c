/**
 * The six delivery statuses, in one table.
 *
 * Source: Leadership Board progress report 3, LB(25)03-03, "Sub-Action Delivery RAG". The report prints two wordings for
 * some of them; `aliases` holds the other ones. The order runs from done to worst, as its breakdown sentences do.
 */

export type Status = 'delivered' | 'onTrack' | 'missedNoRisk' | 'atRisk' | 'missedWithRisk' | 'offTrack'

export interface StatusMeaning {
  readonly code: Status
  /** As the report prints it. */
  readonly label: string
  /** Other printed wordings of the same status. */
  readonly aliases: readonly string[]
  /** Counts against a section in the rule for its overall RAG. */
  readonly adverse: boolean
  /** Nothing is left to do. */
  readonly complete: boolean
  /** Its date has passed without delivery. */
  readonly late: boolean
}

const TABLE: { readonly [S in Status]: Omit<StatusMeaning, 'code'> } = {
  delivered: {
    label: 'Delivered',
    aliases: ['Completed'],
    adverse: false,
    complete: true,
    late: false,
  },
  onTrack: {
    label: 'On Track',
    aliases: [],
    adverse: false,
    complete: false,
    late: false,
  },
  missedNoRisk: {
    label: 'Delivery Date Missed no Risk',
    aliases: ['Missed Delivery Date no Risk', 'Missed with no risk'],
    adverse: false,
    complete: false,
    late: true,
  },
  atRisk: {
    label: 'At Risk',
    aliases: [],
    adverse: true,
    complete: false,
    late: false,
  },
  missedWithRisk: {
    label: 'Delivery Date Missed with Risk',
    aliases: ['Missed with risk'],
    adverse: true,
    complete: false,
    late: true,
  },
  offTrack: {
    label: 'Off Track',
    aliases: [],
    adverse: true,
    complete: false,
    late: false,
  },
}

/** Status codes in display order: from done to worst. */
export const STATUS_CODES = Object.keys(TABLE) as readonly Status[]

/** Every status with its meaning, in display order. */
export const STATUSES: readonly StatusMeaning[] = STATUS_CODES.map((code) => ({ code, ...TABLE[code] }))

/** Where a counted action lands in a roll-up: its status, or the absence of one. */
export type Bucket = Status | 'noUpdate'

/** Buckets in display order; an action no one has spoken of comes last, and is never hidden. */
export const BUCKETS: readonly Bucket[] = [...STATUS_CODES, 'noUpdate']

/** Takes a bucket; returns its label, "No update yet" for the absence of a status. */
export function bucketLabel(bucket: Bucket): string {
  return bucket === 'noUpdate' ? 'No update yet' : TABLE[bucket].label
}

/** Takes a status code; returns its row of the table. */
export function statusMeaning(status: Status): StatusMeaning {
  return { code: status, ...TABLE[status] }
}

/** Takes a status, or null for none; returns whether it is adverse: At Risk, Off Track or Delivery Date Missed with Risk. */
export function isAdverse(status: Status | null): boolean {
  return status !== null && TABLE[status].adverse
}

/** Takes any value; returns whether it is a status code. */
export function isStatus(value: unknown): value is Status {
  return typeof value === 'string' && Object.hasOwn(TABLE, value)
}

const foldLabel = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase()

const BY_LABEL: ReadonlyMap<string, Status> = new Map(
  STATUSES.flatMap(({ code, label, aliases }) =>
    [label, ...aliases].map((name) => [foldLabel(name), code] as const),
  ),
)

/** Takes a printed label or alias, in any case and spacing; returns its status, or null when none is called so. */
export function statusFromLabel(label: string): Status | null {
  return BY_LABEL.get(foldLabel(label)) ?? null
}
