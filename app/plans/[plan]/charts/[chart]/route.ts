import { today } from '@/lib/clock'
import { isChartCode, viewStatusChart } from '@/lib/domain/status-chart'
import { chartSvg } from '@/lib/exports/chart-svg'
import { sayMoment } from '@/lib/format/moment'
import { chartFileName, describeChart } from '@/lib/format/chart-words'
import { askedPlace } from '@/lib/queries/asked-moment'
import { readPlan } from '@/lib/queries/plan-state'
import { refuseFile, sayText } from '../../refuse-file'

/** A chart of the plan as a file: /plans/mental-health-workforce/charts/pillars.svg */
export async function GET(_request: Request, { params }: RouteContext<'/plans/[plan]/charts/[chart]'>) {
  const { plan: slug, chart: file } = await params
  const code = file.replace(/\.svg$/, '')
  const refusal = await refuseFile(slug)
  if (refusal) return refusal
  const plan = await readPlan(await askedPlace(slug))
  if (!plan || !isChartCode(code) || code === file) {
    return sayText('There is no such chart.', 404)
  }
  const chart = viewStatusChart(plan, code, plan.asAt ?? today())
  const { source } = chart.freshness
  const moment = sayMoment(plan)
  const foot = [
    plan.title,
    ...(moment ? [moment] : []),
    ...(source ? [`Source: ${source.title}`] : []),
    plan.attribution,
  ]
  return new Response(chartSvg(chart, describeChart(chart, plan.words), foot), {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      // The plan may be for its members only.
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${chartFileName(plan, code)}"`,
    },
  })
}
