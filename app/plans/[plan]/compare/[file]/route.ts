import { download } from '@/lib/api/download'
import { makeEtag, nameState } from '@/lib/api/etag'
import { today } from '@/lib/clock'
import { aboutMovement, writeMovementFile } from '@/lib/exports/movement-file'
import { selectMovement } from '@/lib/domain/movement'
import { sayComparisonProblem } from '@/lib/format/comparison-problem'
import { isMovementFile } from '@/lib/format/movement-files'
import { sidesQuery } from '@/lib/format/movement-links'
import { paths } from '@/lib/paths'
import { getComparison } from '@/lib/queries/comparison'
import { noticeUnknownParameters, sayRefused } from '@/lib/schemas/action-filter'
import { MOVEMENT_PARAMETERS, parseComparisonQuery, toMovementQuery } from '@/lib/schemas/comparison'
import { sayText, sendOrRefuse } from '../../refuse-file'
import { sayWhere, sendFile } from '../../send-file'

/** What moved as a file: /plans/mental-health-workforce/compare/movement.csv?from=lb-25-03-03&to=now&kind=worsened */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/compare/[file]'>>(
  async (request, { params }) => {
    const { plan: slug, file: name } = await params
    const day = today()
    const { searchParams } = new URL(request.url)
    const asked = parseComparisonQuery(searchParams)
    const notices = [...noticeUnknownParameters(searchParams.keys(), MOVEMENT_PARAMETERS), ...asked.notices]
    const view = await getComparison(slug, asked)
    if (!view || !isMovementFile(name)) return sayText('There is no such file.', 404)
    const { plan, reports, found, problem } = view
    if (problem) return sayText(sayComparisonProblem(plan, problem), problem.kind === 'altered' ? 409 : 400)
    // A file must not hold other rows than were asked for.
    if (!found || notices.length)
      return sayText(['We cannot make this file.', ...sayRefused(notices)].join('\n'), 400)
    const { comparison, sides } = found
    const rows = selectMovement(comparison, sides, asked.filter)
    const later = reports.find(({ code }) => code === sides.after.code)
    // Two reports compare alike at any time, whatever became of the plan.
    const about = aboutMovement(sides.after.plan, { comparison, rows }, asked.filter, {
      query: { ...sidesQuery(comparison), ...toMovementQuery(asked.filter) },
      made: later?.frozenAt ?? new Date().toISOString(),
      site: sayWhere(paths.compare(slug, sidesQuery(comparison))),
    })
    return {
      etag: makeEtag(nameState(plan), day),
      send: () =>
        sendOrRefuse(async () => sendFile(name, about, writeMovementFile(name, { about, comparison, rows }))),
    }
  },
)
