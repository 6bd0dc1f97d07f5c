import { withToken } from '@/lib/api/with-token'
import { writeAtom } from '@/lib/exports/atom'
import { inventedAmong } from '@/lib/domain/invented'
import { paths } from '@/lib/paths'
import { readFrozenFigures } from '@/lib/queries/frozen-plan'
import { readPlan } from '@/lib/queries/plan-state'
import { listReports } from '@/lib/queries/reports'
import { siteAddress } from '@/lib/site'

/** The issued reports of the plan, for feed readers. */
export const GET = withToken<RouteContext<'/plans/[plan]/reports.atom'>>(async (_request, { params }) => {
  const { plan: slug } = await params
  const plan = await readPlan(slug)
  if (!plan)
    return new Response('There is no such plan.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  const [reports, frozen] = await Promise.all([listReports(slug), readFrozenFigures(plan.id)])
  const marked = reports.map((one) => {
    const found = frozen.find(({ code }) => code === one.code)
    return {
      ...one,
      isAltered: found?.faults.length !== 0,
      invented: found?.figures.invented ?? inventedAmong([]),
    }
  })
  const feed = writeAtom(plan, marked, {
    self: siteAddress(paths.reportFeed(slug)),
    page: siteAddress(paths.reports(slug)),
    report: (code) => siteAddress(paths.report(slug, code)),
  })
  return new Response(feed, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-cache' },
  })
})
