/** What a link to a plan shows in a message or on a social network. */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import type { PlanState } from '@/lib/domain/plan/plan'
import { viewOverview } from '@/lib/domain/plan/views'
import type { HasStatuses } from '@/lib/domain/status/status'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { formatDate } from '@/lib/format/dates'
import { describeMoment } from '@/lib/format/moment'
import { writeInvented } from '@/lib/format/status/invented-words'
import { paths } from '@/lib/paths'
import { describeHeadline, describePlan } from './headline-words'

/** Its picture, among the charts of the plan. */
export const PREVIEW_FILE = 'preview.png'

/** Takes a plan, the date of its figures where a report froze it, and today's date; returns what the picture says. */
export function describePreview(
  plan: PlanState,
  figuresOf: DatedTo | null,
  today: IsoDate,
): HasStatuses & { title: string; sentence: string; rollUp: RollUp; notes: string[] } {
  const overview = viewOverview(plan, plan.asAt ?? today)
  const { reported } = overview.freshness
  const when = describeMoment(plan, figuresOf) ?? (reported && `Figures from ${formatDate(reported)}`)
  const notice = writeInvented(inventedInPlan(plan))
  return {
    statuses: plan.statuses,
    title: plan.title,
    sentence: describeHeadline(plan, overview),
    rollUp: overview.rollUp,
    notes: [...(notice ? [notice] : []), ...(when ? [when] : [])],
  }
}

/**
 * Takes a plan and what makes whole addresses; returns the part of a page's metadata that a link to it is shown by. A picture
 * is named for a public plan only: no one signs in to fetch it.
 */
export function previewMetadata(plan: PlanState, address: (path: string) => string) {
  const url = address(paths.chart(plan, 'preview', 'png'))
  const alt = `${plan.title}: a bar of its ${plan.words.action.many.toLowerCase()} by status`
  return {
    description: describePlan(plan),
    ...(plan.isPublic && {
      openGraph: {
        type: 'website' as const,
        siteName: 'Cairn',
        locale: 'en_GB',
        images: [{ url, width: 1200, height: 630, alt }],
      },
      twitter: { card: 'summary_large_image' as const },
    }),
  }
}
