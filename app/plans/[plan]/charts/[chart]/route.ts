import { type Download, download } from '@/lib/api/download'
import { makeEtag, nameState } from '@/lib/api/etag'
import { describeText } from '@/lib/api/plain-text'
import { today } from '@/lib/clock'
import type { IsoDate } from '@/lib/domain/dates'
import { MOMENT_PARAMETERS } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { isPlanChart, type StatusChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import { drawChart } from '@/lib/exports/charts/chart-svg'
import { drawPng } from '@/lib/exports/charts/png'
import { drawPreview, PREVIEW_SIZE } from '@/lib/exports/charts/preview'
import { describePreview, PREVIEW_FILE } from '@/lib/format/plan/social-preview'
import { writeInvented } from '@/lib/format/status/invented-words'
import { describeMoment, describeToday } from '@/lib/format/moment'
import { chartFileName, describeChart, isChartFormat } from '@/lib/format/charts/chart-words'
import { trendChart } from '@/lib/format/charts/trend-chart'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readFiguresOfReport } from '@/lib/queries/reports/reports'
import { readTrend } from '@/lib/queries/movement/trend'
import { refuseFile } from '../../refuse-file'

/** A picture takes half a second of the processor, and the same one is asked for again and again; by all that it is drawn from. */
const memo = memoizeAsync<Uint8Array<ArrayBuffer>>(32)

/** How wide a chart is on A4, in mm. */
const WIDTH_ON_PAPER = 160
/** At 300 dots an inch as many points as it is px wide; mm. */
const PREVIEW_WIDTH = (PREVIEW_SIZE.width / 300) * 25.4

/** A chart of the plan as a file: /plans/mental-health-workforce/charts/pillars.svg, or .png */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/charts/[chart]'>>(
  MOMENT_PARAMETERS,
  async (_request, { params }) => {
    const { plan: slug, chart: file } = await params
    const [code = '', format = ''] = file.split('.', 2)
    const refusal = await refuseFile(slug)
    if (refusal) return refusal
    const day = today()
    const plan = await readPlan(await readPlanAt(slug))
    if (plan && file === PREVIEW_FILE) return sendPreview(plan, day)
    const isNamed = isChartFormat(format) && file === `${code}.${format}`
    const found = plan && isNamed ? await makeChart(plan, code, day) : null
    if (!plan || !found || !isNamed) return describeText('There is no chart with this name.', 404)
    const { chart, altered } = found
    const figuresOf = await readFiguresOfReport(plan)
    return {
      // What was done to a document in the database raises no revision.
      etag: makeEtag(nameState(plan), day, figuresOf?.precision ?? '', ...altered.map(encodeURIComponent)),
      send: async () => {
        const { freshness } = chart
        const source = freshness?.source
        const notice = writeInvented(chart.invented)
        const foot = [
          plan.title,
          // A picture is looked at on other days than its own. A trend names its days.
          ...(code === 'trend' ? [] : [describeMoment(plan, figuresOf) ?? describeToday(day)]),
          ...(notice
            ? [notice, `Drawn by Cairn. Published facts among these figures: ${plan.attribution}`]
            : [...(source ? [describeSource(source.title, freshness)] : []), plan.attribution]),
        ]
        const drawing = drawChart(chart, describeChart(chart, plan.words), foot)
        const picture =
          format === 'svg' ? drawing.svg : await memo(drawing.svg, () => drawPng(drawing, WIDTH_ON_PAPER))
        return new Response(picture, {
          headers: {
            'content-type': format === 'svg' ? 'image/svg+xml; charset=utf-8' : 'image/png',
            'content-disposition': `attachment; filename="${chartFileName(plan, chart.code, format)}"`,
          },
        })
      },
    }
  },
)

/** The picture of the plan that stands beside a link to it elsewhere. */
async function sendPreview(plan: PlanState, day: IsoDate): Promise<Download> {
  const figuresOf = await readFiguresOfReport(plan)
  return {
    etag: makeEtag(nameState(plan), day, figuresOf?.precision ?? ''),
    send: async () => {
      const drawing = drawPreview(describePreview(plan, figuresOf, day))
      const picture = await memo(drawing.svg, () => drawPng(drawing, PREVIEW_WIDTH))
      return new Response(picture, { headers: { 'content-type': 'image/png' } })
    },
  }
}

/** One paper, where the figures come from several, is not the source of them all. */
function describeSource(title: string, { newer, older }: NonNullable<StatusChart['freshness']>): string {
  return `${newer || older ? 'Source of most figures' : 'Source'}: ${title}`
}

/** The trend is told by the reports of the plan, the other charts by the plan itself. */
async function makeChart(plan: PlanState, code: string, day: IsoDate): Promise<FoundChart | null> {
  if (code === 'trend') {
    const trend = await readTrend(plan)
    return { chart: trendChart(plan, trend), altered: trend.altered }
  }
  return isPlanChart(plan, code)
    ? { chart: viewStatusChart(plan, code, plan.asAt ?? day), altered: [] }
    : null
}

interface FoundChart {
  readonly chart: StatusChart
  /** Reports that a trend leaves out. */
  readonly altered: readonly string[]
}
