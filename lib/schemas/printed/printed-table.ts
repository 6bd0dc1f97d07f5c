/** The table in which a printed report is typed in: its inputs, and what was typed in the documented shape. */

import type { PlanWords } from '@/lib/domain/plan/plan'
import { OVERALL_RAGS } from '@/lib/domain/status/rag'
import type { Bucket, HasStatuses, StatusCode } from '@/lib/domain/status/status'
import { labelInputs } from '@/lib/format/printed/messages'
import type { FormValues } from '@/lib/schemas/form'

/** The names of the inputs of the table in which a report is typed in. */
export const inputNames = {
  overall: (section: string) => `overall-${section}`,
  share: (section: string, status: Bucket) => `share-${section}-${status}`,
  total: (of: 'actions' | 'sections', figure: 'count' | 'percent', status: Bucket) =>
    `${of}-${figure}-${status}`,
  names: (status: StatusCode) => `names-${status}`,
} as const

/**
 * Takes what was typed into the table, the codes of the plan's sections and the plan; returns it in the documented shape, what
 * finds the field that a part of it came from, and what the fields that were filled in are called.
 */
export function gatherTyped(
  values: FormValues,
  codes: readonly string[],
  plan: HasStatuses & { readonly words: Pick<PlanWords, 'section'> },
) {
  const called = labelInputs(plan)
  const statusCodes = plan.statuses.map(({ code }) => code)
  const fields = new Map<string, string>()
  const labels: Record<string, string> = {}
  const text = (field: string, path: readonly PropertyKey[], label?: string) => {
    const value = String(values[field] ?? '').trim()
    if (value) fields.set(path.join('.'), field)
    if (value && label) labels[field] = label
    return value
  }
  const sections: {
    code: string
    overall: string | null
    shares: { status: StatusCode; percent: string }[]
  }[] = []
  for (const code of codes) {
    const at = sections.length
    const overall = text(inputNames.overall(code), ['sections', at, 'overall'], called.overall(code))
    const shares: { status: StatusCode; percent: string }[] = []
    for (const one of statusCodes) {
      const path = ['sections', at, 'shares', shares.length, 'percent']
      const share = text(inputNames.share(code, one), path, called.share(code, one))
      if (share) shares.push({ status: one, percent: share })
    }
    if (overall || shares.length) sections.push({ code, overall: overall || null, shares })
  }
  const totalsOf = (of: 'actions' | 'sections', statuses: readonly StatusCode[]) => {
    const lines: { status: StatusCode; count: string | null; percent: string | null }[] = []
    for (const one of statuses) {
      const figure = (which: 'count' | 'percent') =>
        text(
          inputNames.total(of, which, one),
          ['totals', of, lines.length, which],
          called.total(of, which, one),
        ) || null
      const line = { status: one, count: figure('count'), percent: figure('percent') }
      if (line.count !== null || line.percent !== null) lines.push(line)
    }
    return lines
  }
  const split = (value: string, by: RegExp) =>
    value
      .split(by)
      .map((one) => one.trim())
      .filter(Boolean)
  const listed = split(text('listed', ['offTrackOrMissedWithRisk']), /[\s,;]+/)
  const names = statusCodes.map(
    (one) => [one, split(text(inputNames.names(one), ['names', one], called.names(one)), /;/)] as const,
  )
  return {
    raw: {
      sections,
      totals: { actions: totalsOf('actions', statusCodes), sections: totalsOf('sections', OVERALL_RAGS) },
      offTrackOrMissedWithRisk: listed.length ? listed : null,
      names: Object.fromEntries(names.filter(([, used]) => used.length)),
    },
    labels,
    fieldOf: (path: readonly PropertyKey[]) => {
      for (let length = path.length; length > 0; length -= 1) {
        const field = fields.get(path.slice(0, length).join('.'))
        if (field) return field
      }
      return 'form'
    },
  }
}
