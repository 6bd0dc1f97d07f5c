import { today } from '@/lib/clock'
import { embedPlan } from '@/lib/exports/embed'
import { readPublicPlan } from '@/lib/queries/plan-state/plan-state'
import { siteAddress } from '@/lib/site'
import { sendEmbed } from './send-embed'

/** A public plan in small, for a frame in a page of another site. */
export async function GET(_request: Request, { params }: RouteContext<'/embed/plans/[plan]'>) {
  const plan = await readPublicPlan((await params).plan)
  return sendEmbed(plan && embedPlan(plan, today(), siteAddress))
}
