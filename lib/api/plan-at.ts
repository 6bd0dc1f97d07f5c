/** As at which day, or as which report froze it, does a request ask for the plan? */

import { today } from '@/lib/clock'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { NotFoundError } from '@/lib/errors'
import { findMovedCode } from '@/lib/queries/plan/moved-address'
import { findAltered } from '@/lib/queries/reports/report'
import { readMoment } from '@/lib/schemas/plan/moment'
import { apiPaths } from './links'
import { AlteredReportError, BadParameterError, MovedError } from './problem'

/**
 * Takes a plan's slug and the request's address; returns the plan at the moment that it asks for. Throws
 * BadParameterError when one of its dates makes no sense: unlike a wrong filter, ignoring it would pass off one state as another.
 */
export function readPlanAtOf(slug: string, url: URL): PlanAt {
  return { slug, ...read(url).moment }
}

/** The same where a report may be asked for as well. Throws AlteredReportError too: no figure of an altered report is given out. */
export async function readPlanState(slug: string, url: URL): Promise<PlanAt> {
  const { moment, report } = read(url)
  if (report !== null && (url.searchParams.getAll('report').length > 1 || !/^[a-z0-9-]{1,100}$/.test(report)))
    throw new BadParameterError('report', 'The report must be a report code, such as lb-25-03-03.')
  const altered = await findAltered({ slug, report })
  if (altered) throw new AlteredReportError(altered.reference)
  return { slug, ...moment, report }
}

function read({ searchParams }: URL) {
  const asked = readMoment(searchParams, today())
  const [problem] = asked.problems ?? []
  if (asked.problems) throw new BadParameterError(problem?.parameter ?? '', problem?.message ?? '')
  return asked
}

/** Takes a place of which there is no plan to read; returns the error that says so. */
export function nothingAt({ slug, report = null }: PlanAt): NotFoundError {
  return report === null ? new NotFoundError('plan', slug) : new NotFoundError('report', report)
}

/** Takes the place of a plan, and what it has no record of there; returns the error that says so, or where the record that had that number stands now. */
export async function noRecordAt(
  planAt: PlanAt,
  kind: 'action' | 'section',
  code: string,
): Promise<NotFoundError | MovedError> {
  const moved = await findMovedCode(planAt, kind, code)
  return moved === null ? new NotFoundError(kind, code) : new MovedError(apiPaths[kind](planAt, moved))
}
