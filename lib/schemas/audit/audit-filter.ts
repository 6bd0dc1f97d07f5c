/** The address of a list of audit entries, read and written. What makes no sense is ignored, and a notice says so. */

import type { IsoDate } from '@/lib/domain/dates'
import { auditMessages } from '@/lib/format/audit/messages'
import { readPageNumber } from '@/lib/schemas/page-number'

export interface AuditFilter {
  /** A plan's slug, or "accounts". */
  readonly plan: string
  /** A person's id, or No one. */
  readonly person: string
  /** A record's id, or words of its name. */
  readonly record: string
  readonly kind: string
  readonly from: IsoDate | ''
  readonly to: IsoDate | ''
}

/** For what Cairn did by itself. */
export const NOBODY = 'cairn'

/** The parameters of the list that is asked for whole. */
export const AUDIT_PARAMETERS = [
  'plan',
  'person',
  'record',
  'kind',
  'from',
  'to',
] as const satisfies (keyof AuditFilter)[]
const MOST_TEXT = 200

type RawParams = Readonly<Record<string, string | readonly string[] | undefined>>

export interface AuditQuery {
  readonly filter: AuditFilter
  readonly page: number
  readonly notices: readonly { readonly parameter: string; readonly message: string }[]
}

/** Takes the parameters of an address; returns the filter, the page (from 1 up), and what was ignored. */
export function readAuditQuery(params: RawParams): AuditQuery {
  const notices: { parameter: string; message: string }[] = []
  const one = (name: string) => {
    const value = params[name]
    // PostgreSQL knows no text with a NUL in it.
    return String((typeof value === 'string' ? value : value?.[0]) ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, MOST_TEXT)
  }
  const day = (name: 'from' | 'to', label: string) => {
    const text = one(name)
    if (text === '' || isDay(text)) return text
    notices.push({
      parameter: name,
      message: auditMessages.dateIgnored(text, label),
    })
    return ''
  }
  const filter: AuditFilter = {
    plan: one('plan'),
    person: one('person'),
    record: one('record'),
    kind: one('kind'),
    from: day('from', auditMessages.from),
    to: day('to', auditMessages.to),
  }
  return { filter, page: readPageNumber(one('page')), notices }
}

/** Takes a filter, and a page if not the first; returns the parameters that lead to it, without empty ones. */
export function toAuditParams(filter: AuditFilter, page = 1): Record<string, string> {
  const given = AUDIT_PARAMETERS.flatMap((name) => (filter[name] ? [[name, filter[name]] as const] : []))
  return Object.fromEntries(page > 1 ? [...given, ['page', String(page)] as const] : given)
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text) &&
    text >= '1900'
  )
}
