/** The dates in an address of a plan: ?as-at=2025-03-01 (what was true then) and &known-at=2025-04-01 (as known then). */

import type { IsoDate } from '@/lib/domain/dates'
import { MOMENT_PARAMETERS, type Moment, type MomentParameter } from '@/lib/domain/plan/plan-ref'
import { planMessages } from '@/lib/format/plan/messages'

/** A date that is none, with what to do about it. */
export interface MomentProblem {
  readonly parameter: MomentParameter
  readonly message: string
}

const EARLIEST_YEAR = 1900

/**
 * Takes the parameters of an address and today's date; returns the moment and the report (its code, or null) they ask for, or
 * everything that is wrong with them. An empty value is no value: a form sends one for a field left alone.
 */
export function readMoment(
  params: URLSearchParams,
  today: IsoDate,
):
  | { moment: Moment; report: string | null; problems?: undefined }
  | { moment?: undefined; report?: undefined; problems: readonly MomentProblem[] } {
  const problems: MomentProblem[] = []
  const report = params.get('report')
  const [asAt = null, knownAt = null] = MOMENT_PARAMETERS.map((parameter) => {
    const values = [...new Set(params.getAll(parameter).map((value) => value.trim()))].filter(Boolean)
    const message =
      report !== null && values.length > 0
        ? planMessages.dateOfReport
        : values.length > 1
          ? planMessages.severalDates
          : findFault(values[0] ?? null, today)
    if (message) problems.push({ parameter, message: planMessages.wrongDate(parameter, message) })
    return values[0] ?? null
  })
  return problems.length ? { problems } : { moment: { asAt, knownAt }, report }
}

function findFault(value: string | null, today: IsoDate): string | null {
  if (value === null) return null
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return planMessages.dateFormat
  const date = new Date(`${value}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value)
    return planMessages.dateNotReal
  if (date.getUTCFullYear() < EARLIEST_YEAR) return planMessages.dateTooEarly(EARLIEST_YEAR)
  return value > today ? planMessages.dateInFuture : null
}
