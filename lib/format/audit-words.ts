/** What audit entries say, in words. */

import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/rag'
import { isStatus, statusMeaning } from '@/lib/domain/status'
import { formatDay } from './dates'

/** Takes a kind, "section-assessment.recorded"; returns it as a reader says it: "Section assessment recorded". */
export function sayKind(kind: string): string {
  return capital(kind.replace(/[.-]/g, ' '))
}

/** Takes the name of a field, "dueOn" or "due_on"; returns it in words: "Due on". */
export function sayField(field: string): string {
  if (field === 'overallRag') return 'Overall rating'
  return capital(
    field
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/[_.-]/g, ' ')
      .toLowerCase(),
  )
}

const MOST_DEEP = 3

/** Takes a value of an entry; returns it in words. */
export function sayValue(value: unknown, depth = 0): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return sayText(value)
  if (typeof value !== 'object' || depth === MOST_DEEP) return JSON.stringify(value)
  if (Array.isArray(value)) return value.map((item) => sayValue(item, depth + 1)).join('; ') || 'nothing'
  return Object.entries(value)
    .map(([field, item]) => `${sayField(field)}: ${sayValue(item, depth + 1)}`)
    .join(', ')
}

function sayText(text: string): string {
  if (isStatus(text)) return statusMeaning(text).label
  if ((OVERALL_RAGS as readonly string[]).includes(text)) return ragLabel(text as OverallRag)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(text) : text
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
