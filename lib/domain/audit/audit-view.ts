/** Audit entries as people read them. */

export interface AuditRow {
  readonly id: string
  /** The plan it belongs to; null for what was done to accounts. */
  readonly plan: {
    readonly slug: string
    readonly title: string
    /** Its statuses are called so today. */
    readonly statuses: readonly { readonly code: string; readonly label: string }[]
  } | null
  readonly number: number
  readonly recordedAt: string
  /** By the name of that day, where it was kept; null for what Cairn did by itself. */
  readonly person: string | null
  readonly kind: string
  readonly recordType: string
  readonly recordId: string
  readonly recordName: string
  readonly before: unknown
  readonly after: unknown
  readonly hash: string
}

export interface FieldChange {
  readonly field: string
  /** Undefined where there is no such side. */
  readonly before: unknown
  readonly after: unknown
}

/** Takes the two sides of an entry; returns the fields that either of them names and that differ, in the order they are written in. */
export function changedFields(before: unknown, after: unknown): FieldChange[] {
  const [old, made] = [fieldsOf(before), fieldsOf(after)]
  const names = new Set([...Object.keys(old), ...Object.keys(made)])
  return [...names]
    .map((field) => ({ field, before: old[field], after: made[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

function fieldsOf(side: unknown): Readonly<Record<string, unknown>> {
  return typeof side === 'object' && side !== null ? (side as Record<string, unknown>) : {}
}
