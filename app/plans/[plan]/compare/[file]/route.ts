import { withToken } from '@/lib/api/with-token'
import { aboutMovement, writeMovementFile } from '@/lib/exports/movement-file'
import { TooLongError } from '@/lib/exports/too-long'
import { selectMovement } from '@/lib/domain/movement'
import { sayComparisonProblem } from '@/lib/format/comparison-problem'
import { isMovementFile } from '@/lib/format/movement-files'
import { sidesQuery } from '@/lib/format/movement-links'
import { getComparison } from '@/lib/queries/comparison'
import { parseComparisonQuery, toMovementQuery } from '@/lib/schemas/comparison'
import { sayText } from '../../refuse-file'
import { sendFile } from '../../send-file'

/** What moved as a file: /plans/mental-health-workforce/compare/movement.csv?from=lb-25-03-03&to=now&kind=worsened */
export const GET = withToken<RouteContext<'/plans/[plan]/compare/[file]'>>(async (request, { params }) => {
  const { plan: slug, file: name } = await params
  const asked = parseComparisonQuery(new URL(request.url).searchParams)
  const view = await getComparison(slug, asked)
  if (!view || !isMovementFile(name)) return sayText('There is no such file.', 404)
  const { plan, found, problem } = view
  if (problem) return sayText(sayComparisonProblem(plan, problem), problem.kind === 'altered' ? 409 : 400)
  // A file must not hold other rows than were asked for.
  if (!found || asked.notices.length)
    return sayText(
      ['We cannot make this file.', ...asked.notices.map(({ message }) => message)].join('\n'),
      400,
    )
  const { comparison, sides } = found
  const rows = selectMovement(comparison, sides, asked.filter)
  const about = aboutMovement(plan, { comparison, rows }, asked.filter, {
    query: { ...sidesQuery(comparison), ...toMovementQuery(asked.filter) },
    made: new Date().toISOString(),
  })
  try {
    return sendFile(name, about, writeMovementFile(name, { about, comparison, rows }))
  } catch (error) {
    if (error instanceof TooLongError) return sayText(error.message, 400)
    throw error
  }
})
