/** What would a report be if its draft were issued now? */

import 'server-only'
import { db } from '@/lib/db'
import { composeMatter, type TextCheck, viewUnanswered } from '@/lib/domain/compose-matter'
import type { IsoDate } from '@/lib/domain/dates'
import { findFigureFaults } from '@/lib/domain/figure-faults'
import type { PlanState } from '@/lib/domain/plan'
import type { Evidence } from '@/lib/domain/progress-report'
import type { Gap } from '@/lib/domain/readiness'
import type { DraftContent } from '@/lib/domain/report-draft'
import { type PlanFigures, readFigures } from '@/lib/domain/report-figures'
import type { ReportMatter } from '@/lib/domain/report-matter'
import { readAsksForReport, readReportBefore } from './board-asks'
import { readDisputesForReport } from './disputes'
import { readFrozenReport } from './frozen-report'
import { readDuties, readGaps } from './readiness'

export interface WouldBe {
  readonly state: PlanState
  readonly figures: PlanFigures
  readonly matter: ReportMatter
  readonly gaps: readonly Gap[]
  /** Every text with something wrong in it. */
  readonly checks: readonly TextCheck[]
  /** Figures worked out here that do not agree with each other, in a sentence each. */
  readonly faults: readonly string[]
}

/** Takes a plan as at the day of a report, which its reader looks after, the draft's content and today's date; returns the report that it would be. */
export async function readWouldBe(state: PlanState, content: DraftContent, today: IsoDate): Promise<WouldBe> {
  const asAt = state.asAt ?? today
  const figures = readFigures(state, asAt)
  const since = await readReportBefore(state.id, asAt)
  const [gaps, duties, before, evidence, asks, disputes] = await Promise.all([
    readGaps(state, today),
    readDuties(state, today),
    since && readFrozenReport(state.id, since.code),
    readEvidence(state),
    readAsksForReport(state.id, { asAt, since }),
    readDisputesForReport(state.id, { asAt, since }),
  ])
  const { matter, checks } = composeMatter({
    ...{ figures, content, evidence, asks, disputes },
    before: since &&
      before && {
        plan: before.plan,
        since: { code: since.code, reference: since.reference, asAt: since.asAt, sha256: before.sha256 },
      },
    unanswered: duties.period && { period: duties.period.name, rows: viewUnanswered(figures, duties.rows) },
  })
  const faults = findFigureFaults(figures)
  if (since && (!before || before.faults.length))
    faults.push(
      `The report before this one, ${since.reference}, is not what was frozen any more. It cannot be compared with.`,
    )
  return { state, figures, matter, gaps, checks, faults }
}

/** Takes actions; returns the links that show what the newest updates of delivered actions say, by the update's id. */
export async function readEvidence({
  actions,
}: Pick<PlanState, 'actions'>): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const ids = actions.flatMap(({ current }) => (current?.status === 'delivered' ? [current.id] : []))
  const rows = await db.progressUpdateEvidence.findMany({
    where: { updateId: { in: ids } },
    orderBy: { position: 'asc' },
    select: { updateId: true, title: true, url: true },
  })
  return new Map(
    ids.map((id) => [
      id,
      rows.filter(({ updateId }) => updateId === id).map(({ title, url }) => ({ title, url })),
    ]),
  )
}
