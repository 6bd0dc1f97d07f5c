/** As at which day does a request ask for the plan? */

import { today } from '@/lib/clock'
import type { PlanPlace } from '@/lib/domain/place'
import { readMoment } from '@/lib/schemas/moment'
import { BadParameterError } from './problem'

/**
 * Takes a plan's slug and the request's address; returns the plan at the moment that it asks for. Throws
 * BadParameterError when one of its dates makes no sense: unlike a wrong filter, ignoring it would pass off one state as another.
 */
export function askedPlace(slug: string, { searchParams }: URL): PlanPlace {
  const { moment, problems } = readMoment(searchParams, today())
  const [problem] = problems ?? []
  if (problem) throw new BadParameterError(problem.parameter, problem.message)
  return { slug, ...moment }
}
