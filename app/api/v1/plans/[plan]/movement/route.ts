import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { writeMovement } from '@/lib/api/movement-bodies'
import { AlteredReportError, BadParameterError } from '@/lib/api/problem'
import { today } from '@/lib/clock'
import { selectMovement } from '@/lib/domain/movement/movement'
import { NotFoundError } from '@/lib/errors'
import { describeComparisonProblem } from '@/lib/format/movement/messages'
import { getComparison } from '@/lib/queries/movement/comparison'
import type { MovementBody } from '@/lib/schemas/api'
import { parseComparisonQuery, parseSides } from '@/lib/schemas/movement/comparison'
import { toMovementQuery } from '@/lib/format/movement/movement-links'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, MovementBody>(
  'getMovement',
  async (params, url) => {
    const day = today()
    const view = await getComparison(params.plan, parseSides(url.searchParams))
    if (!view) throw new NotFoundError('plan', params.plan)
    const { plan, found, problem } = view
    const { filter, notices } = parseComparisonQuery(plan, url.searchParams)
    const [notice] = notices
    // Ignoring a filter would pass off other rows as those that were asked for.
    if (notice) throw new BadParameterError(notice.parameter, notice.message)
    if (problem?.kind === 'altered') throw new AlteredReportError(problem.reference)
    if (!found || problem) {
      const side = problem?.kind === 'unknown' ? problem.side : 'from'
      throw new BadParameterError(
        side,
        problem ? describeComparisonProblem(plan, problem) : 'There are no reports to compare.',
      )
    }
    const rows = selectMovement(found.comparison, found.sides, filter)
    return {
      body: writeMovement(plan, found, rows, toMovementQuery(filter)),
      etag: makeEtag(nameState(plan), day),
    }
  },
)
