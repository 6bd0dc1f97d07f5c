/** Where a paper printed another headline than the figures shown, the figure it printed and the reason stand beside them. */

import type { PlanState } from '@/lib/domain/plan/plan'
import type { PrintedHeadline } from '@/lib/domain/printed/printed-headline'
import { paths } from '@/lib/paths'
import { describeFinding } from './finding-words'
import type { Spans } from '@/lib/format/paper/paper'

/** Takes a plan and a printed headline; returns what it printed and why, in sentences, with the way to all of it. */
export function describePrintedHeadline(
  plan: PlanState,
  { code, reference, findings }: PrintedHeadline,
): Spans {
  return [
    { text: `${reference} printed different figures. `, strong: true },
    { text: `${findings.map((finding) => describeFinding(finding, plan)).join(' ')} ` },
    { text: 'See the printed figures', href: paths.printedReport(plan.slug, code) },
  ]
}
