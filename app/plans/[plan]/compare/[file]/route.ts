import { download } from '@/lib/api/download'
import { makeEtag, nameState } from '@/lib/api/etag'
import { describeText } from '@/lib/api/plain-text'
import { today } from '@/lib/clock'
import { aboutMovement, writeMovementFile } from '@/lib/exports/movement-file'
import { selectMovement } from '@/lib/domain/movement/movement'
import { describeComparisonProblem } from '@/lib/format/movement/messages'
import { isMovementFile } from '@/lib/format/movement/movement-files'
import { toMovementQuery, sidesQuery } from '@/lib/format/movement/movement-links'
import { paths } from '@/lib/paths'
import { getComparison } from '@/lib/queries/movement/comparison'
import { parseComparisonQuery, parseSides, MOVEMENT_PARAMETERS } from '@/lib/schemas/movement/comparison'
import { sendOrRefuse } from '../../refuse-file'
import { describeWhere, sendFile } from '../../send-file'
import { describeRefused } from '@/lib/schemas/plan/action-filter'

/** What moved as a file: /plans/mental-health-workforce/compare/movement.csv?from=lb-25-03-03&to=now&kind=worsened */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/compare/[file]'>>(
  MOVEMENT_PARAMETERS,
  async (request, { params }) => {
    const { plan: slug, file: name } = await params
    const day = today()
    const { searchParams } = new URL(request.url)
    const view = await getComparison(slug, parseSides(searchParams))
    if (!view || !isMovementFile(name)) return describeText('There is no file with this name.', 404)
    const { plan, reports, found, problem } = view
    const asked = parseComparisonQuery(plan, searchParams)
    if (problem)
      return describeText(describeComparisonProblem(plan, problem), problem.kind === 'altered' ? 409 : 400)
    // A file must not hold other rows than were asked for.
    if (!found || asked.notices.length)
      return describeText(['We cannot make this file.', ...describeRefused(asked.notices)].join('\n'), 400)
    const { comparison, sides } = found
    const rows = selectMovement(comparison, sides, asked.filter)
    const later = reports.find(({ code }) => code === sides.after.code)
    // Two reports compare alike at any time, whatever became of the plan.
    const about = aboutMovement(sides.after.plan, { comparison, rows }, asked.filter, {
      query: { ...sidesQuery(comparison), ...toMovementQuery(asked.filter) },
      made: later?.frozenAt ?? new Date().toISOString(),
      site: describeWhere(paths.compare(slug, sidesQuery(comparison))),
    })
    return {
      etag: makeEtag(nameState(plan), day),
      send: () =>
        sendOrRefuse(async () => sendFile(name, about, writeMovementFile(name, { about, comparison, rows }))),
    }
  },
)
