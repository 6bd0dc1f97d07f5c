import { withToken } from '@/lib/api/with-token'
import { today } from '@/lib/clock'
import type { PlanState } from '@/lib/domain/plan'
import { isPlanChart, type StatusChart, viewStatusChart } from '@/lib/domain/status-chart'
import { drawChart } from '@/lib/exports/chart-svg'
import { drawPng } from '@/lib/exports/png'
import { formatDay } from '@/lib/format/dates'
import { sayInvented } from '@/lib/format/invented-words'
import { sayMoment } from '@/lib/format/moment'
import { chartFileName, describeChart, isChartFormat } from '@/lib/format/chart-words'
import { trendChart } from '@/lib/format/trend-chart'
import { keepFew } from '@/lib/keep-few'
import { askedPlace } from '@/lib/queries/asked-moment'
import { readPlan } from '@/lib/queries/plan-state'
import { readTrend } from '@/lib/queries/trend'
import { refuseFile, sayText } from '../../refuse-file'

/** A picture takes half a second of the processor, and the same one is asked for again and again; by all that it is drawn from. */
const keepPng = keepFew<Uint8Array<ArrayBuffer>>(32)

/** How wide a chart is on A4, in mm. */
const WIDTH_ON_PAPER = 160

/** A chart of the plan as a file: /plans/mental-health-workforce/charts/pillars.svg, or .png */
export const GET = withToken<RouteContext<'/plans/[plan]/charts/[chart]'>>(async (_request, { params }) => {
  const { plan: slug, chart: file } = await params
  const [code = '', format = ''] = file.split('.', 2)
  const refusal = await refuseFile(slug)
  if (refusal) return refusal
  const plan = await readPlan(await askedPlace(slug))
  const isNamed = isChartFormat(format) && file === `${code}.${format}`
  const chart = plan && isNamed ? await makeChart(plan, code) : null
  if (!plan || !chart || !isNamed) return sayText('There is no such chart.', 404)
  const source = chart.freshness?.source
  const notice = sayInvented(chart.invented)
  const foot = [
    plan.title,
    // A picture is looked at on other days than its own.
    ...(code === 'trend' ? [] : [sayMoment(plan) ?? `As it stood on ${formatDay(today())}`]),
    ...(notice
      ? [notice, `Drawn by Cairn. Published facts among these figures: ${plan.attribution}`]
      : [...(source ? [`Source: ${source.title}`] : []), plan.attribution]),
  ]
  const drawing = drawChart(chart, describeChart(chart, plan.words), foot)
  const picture =
    format === 'svg' ? drawing.svg : await keepPng(drawing.svg, () => drawPng(drawing, WIDTH_ON_PAPER))
  return new Response(picture, {
    headers: {
      'content-type': format === 'svg' ? 'image/svg+xml; charset=utf-8' : 'image/png',
      // The plan may be for its members only.
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${chartFileName(plan, chart.code, format)}"`,
    },
  })
})

/** The trend is told by the reports of the plan, the other charts by the plan itself. */
async function makeChart(plan: PlanState, code: string): Promise<StatusChart | null> {
  if (code === 'trend') return trendChart(await readTrend(plan))
  return isPlanChart(code) ? viewStatusChart(plan, code, plan.asAt ?? today()) : null
}
