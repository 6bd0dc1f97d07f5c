/** What audit entries say, in words. */

import type { FieldChange } from '@/lib/domain/audit/audit-view'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import { isStatus, statusMeaning } from '@/lib/domain/status/status'
import { formatDay, formatMoment } from '@/lib/format/dates'

/** Takes a kind, "section-assessment.recorded"; returns it as a reader says it: "Section assessment recorded". */
export function describeKind(kind: string): string {
  return capital(kind.replace(/[.-]/g, ' '))
}

/** Takes the name of a field, "dueOn" or "due_on"; returns it in words: "Due on". What an id names is said by its name. */
export function describeField(field: string): string {
  if (field === 'overallRag') return 'Overall rating'
  return capital(
    field
      .replace(/Ids?$/, '')
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/[_.-]/g, ' ')
      .toLowerCase(),
  )
}

const MOST_DEEP = 3

/** Names by the ids that entries hold. */
export type AuditNames = ReadonlyMap<string, string>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Takes a value of an entry and the names of what ids in it name; returns it in words. */
export function describeValue(value: unknown, names: AuditNames = new Map(), depth = 0): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string')
    return UUID.test(value) ? (names.get(value) ?? NAMELESS) : describeText(value)
  if (typeof value !== 'object' || depth === MOST_DEEP) return JSON.stringify(value)
  if (Array.isArray(value))
    return value.map((item) => describeValue(item, names, depth + 1)).join('; ') || 'nothing'
  return Object.entries(value)
    .map(([field, item]) => `${describeField(field)}: ${describeValue(item, names, depth + 1)}`)
    .join(', ')
}

/** An update, a rule, a draft: what has no name of its own. */
const NAMELESS = 'one without a name'

/** Takes a change and the names of what ids name; returns whether it would tell a reader anything but ids without a name. */
export function isTelling(change: Pick<FieldChange, 'before' | 'after'>, names: AuditNames): boolean {
  const isNameless = (value: unknown) =>
    value === null ||
    value === undefined ||
    (typeof value === 'string' && UUID.test(value) && !names.has(value))
  return (
    !(isNameless(change.before) && isNameless(change.after)) ||
    (change.before ?? change.after ?? null) === null
  )
}

function describeText(text: string): string {
  if (isStatus(text)) return statusMeaning(text).label
  if ((OVERALL_RAGS as readonly string[]).includes(text)) return ragLabel(text as OverallRag)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return formatMoment(text)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(text) : text
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
