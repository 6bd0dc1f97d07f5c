import { today } from '@/lib/clock'
import { embedSection } from '@/lib/exports/embed'
import { readPublicPlan } from '@/lib/queries/plan-state/plan-state'
import { siteAddress } from '@/lib/site'
import { sendEmbed } from '../../send-embed'

/** A section of a public plan in small. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/embed/plans/[plan]/sections/[section]'>,
) {
  const { plan: slug, section } = await params
  const plan = await readPublicPlan(slug)
  return sendEmbed(plan && embedSection(plan, section, today(), siteAddress))
}
