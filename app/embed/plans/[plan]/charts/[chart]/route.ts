import { today } from '@/lib/clock'
import { embedChart } from '@/lib/exports/embed'
import { trendChart } from '@/lib/format/charts/trend-chart'
import { readTrend } from '@/lib/queries/movement/trend'
import { readPublicPlan } from '@/lib/queries/plan-state/plan-state'
import { siteAddress } from '@/lib/site'
import { sendEmbed } from '../../send-embed'

/** A chart of a public plan. */
export async function GET(_request: Request, { params }: RouteContext<'/embed/plans/[plan]/charts/[chart]'>) {
  const { plan: slug, chart } = await params
  const plan = await readPublicPlan(slug)
  const trend = plan && chart === 'trend' ? trendChart(plan, await readTrend(plan)) : null
  return sendEmbed(plan && embedChart(plan, chart, trend, today(), siteAddress))
}
