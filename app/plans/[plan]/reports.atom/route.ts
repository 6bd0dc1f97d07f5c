import { download } from '@/lib/api/download'
import { makeEtag, nameState } from '@/lib/api/etag'
import { describeText } from '@/lib/api/plain-text'
import { writeAtom } from '@/lib/exports/atom'
import { inventedAmong } from '@/lib/domain/plan/invented'
import { paths } from '@/lib/paths'
import { readFrozenFigures } from '@/lib/queries/reports/frozen-plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listReports } from '@/lib/queries/reports/reports'
import { siteAddress } from '@/lib/site'

/** The issued reports of the plan, for feed readers. */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/reports.atom'>>(
  [],
  async (_request, { params }) => {
    const { plan: slug } = await params
    const plan = await readPlan(slug)
    if (!plan) return describeText('There is no such plan.', 404)
    const [reports, frozen] = await Promise.all([listReports(slug), readFrozenFigures(plan.id)])
    const unaltered = frozen.filter(({ faults }) => faults.length === 0).map(({ code }) => code)
    return {
      // What was done to a document in the database raises no revision.
      etag: makeEtag(nameState(plan), ...unaltered.sort()),
      send: () => {
        const marked = reports.map((one) => ({
          ...one,
          isAltered: !unaltered.includes(one.code),
          invented: frozen.find(({ code }) => code === one.code)?.figures.invented ?? inventedAmong([]),
        }))
        const feed = writeAtom(plan, marked, {
          self: siteAddress(paths.reportFeed(slug)),
          page: siteAddress(paths.reports(slug)),
          report: (code) => siteAddress(paths.report(slug, code)),
        })
        return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
      },
    }
  },
)
