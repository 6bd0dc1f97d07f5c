import { download } from '@/lib/api/download'
import { makeEtag, nameState } from '@/lib/api/etag'
import { describeText } from '@/lib/api/plain-text'
import { today } from '@/lib/clock'
import { writePlanFile } from '@/lib/exports/plan-file'
import { isPlanFile } from '@/lib/format/plan/plan-files'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { listFindings } from '@/lib/queries/printed/printed-reports'
import { markSameWork } from '@/lib/queries/structure/same-work'
import { openHistory, selectForFile } from '@/lib/queries/plan/plan-files'
import { readFiguresOfReport } from '@/lib/queries/reports/reports'
import { describeRefused, FILE_PARAMETERS, toQuery } from '@/lib/schemas/plan/action-filter'
import { refuseFile, sendOrRefuse } from '../../refuse-file'
import { describeWhere, sendFile } from '../../send-file'

/** A file of the plan: /plans/mental-health-workforce/files/actions.csv?status=atRisk&as-at=2025-03-31 */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/files/[file]'>>(
  FILE_PARAMETERS,
  async (request, { params }) => {
    const { plan: slug, file: name } = await params
    const refusal = await refuseFile(slug)
    if (refusal) return refusal
    const day = today()
    const selection = await selectForFile(await readPlanAt(slug), new URL(request.url).searchParams)
    if (!selection || !isPlanFile(name)) return describeText('There is no file with this name.', 404)
    const { plan, frozen, filter, sort, notices, actions, rollUp, sameWork } = selection
    if (notices.length)
      return describeText(['We cannot make this file.', ...describeRefused(notices)].join('\n'), 400)
    const figuresOf = await readFiguresOfReport(plan)
    const about = {
      plan,
      filter,
      sort,
      rollUp,
      total: actions.length,
      query: toQuery(filter, sort),
      site: describeWhere(paths.plan(plan)),
      // What a report froze is the same file at any time.
      day: plan.asAt ?? day,
      figuresOf,
      made: frozen?.document.frozenAt ?? new Date().toISOString(),
    }
    return {
      etag: frozen
        ? makeEtag(frozen.sha256, figuresOf?.precision ?? '')
        : makeEtag(nameState(plan), day, markSameWork(sameWork)),
      send: () =>
        sendOrRefuse(async () => {
          const source = {
            about,
            actions,
            history: () => openHistory(plan, actions),
            board: frozen?.document.matter ?? null,
            sameWork,
            findings: () => listFindings(plan),
          }
          return sendFile(name, about, await writePlanFile(name, source))
        }),
    }
  },
)
