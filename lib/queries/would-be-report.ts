/** What would a report be if its draft were issued now? */

import 'server-only'
import { db } from '@/lib/db'
import {
  checksOf,
  composeMatter,
  type Composing,
  type TextCheck,
  viewUnanswered,
} from '@/lib/domain/compose-matter'
import type { IsoDate } from '@/lib/domain/dates'
import { findFigureFaults } from '@/lib/domain/figure-faults'
import type { PlanState } from '@/lib/domain/plan'
import type { Evidence } from '@/lib/domain/progress-report'
import type { Gap } from '@/lib/domain/readiness'
import type { DraftContent } from '@/lib/domain/report-draft'
import { checkedFigures, type PlanFigures, readFigures } from '@/lib/domain/report-figures'
import type { ReportMatter } from '@/lib/domain/report-matter'
import { checkTexts } from '@/lib/text-checker'
import { readFiguresOf } from './reports'
import { readAsksForReport, readReportBefore } from './board-asks'
import { readDisputesForReport } from './disputes'
import { readFrozenFigures } from './frozen-plan'
import { readFrozenReport } from './frozen-report'
import { groupBy } from './group-by'
import { readDuties, readGaps } from './readiness'
import { readTold } from './told'

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

/**
 * Takes a plan as at the day of a report, which its reader looks after, the draft's content, today's date, and what the report
 * is called where it is being issued; returns the report that it would be.
 */
export async function readWouldBe(
  state: PlanState,
  content: DraftContent,
  today: IsoDate,
  named: Composing['named'] = null,
): Promise<WouldBe> {
  const asAt = state.asAt ?? today
  const figures = readFigures(state, asAt)
  const since = await readReportBefore(state.id, asAt)
  const [gaps, duties, before, evidence, earlier, toldOf, asks, disputes] = await Promise.all([
    readGaps(state, today),
    readDuties(state, today),
    since && readFrozenReport(state.id, since.code),
    readEvidence(state),
    readEarlier(state),
    readTold(state),
    readAsksForReport(state.id, { asAt, since }),
    readDisputesForReport(state.id, { asAt, since }),
  ])
  const { matter, texts } = composeMatter({
    ...{ figures, content, evidence, earlier, toldOf, named, asks, disputes },
    before: since &&
      before && {
        plan: before.plan,
        figuresOf: await readFiguresOf(state.id, since),
        since: { code: since.code, reference: since.reference, asAt: since.asAt, sha256: before.sha256 },
      },
    unanswered: duties.period && { period: duties.period.name, rows: viewUnanswered(figures, duties.rows) },
  })
  // A text with too much in it is not issued, whatever its figures say.
  const blocks = texts.map((text) => (text.excess ? [] : text.blocks))
  const checks = checksOf(texts, await checkTexts(checkedFigures(figures), blocks))
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
  return groupBy(
    rows,
    ({ updateId }) => updateId,
    ({ title, url }) => ({ title, url }),
  )
}

/** What the reports before froze of actions, the oldest first; a correction takes the place of the report that it corrects. */
async function readEarlier({ id: planId, asAt }: PlanState) {
  const [figures, rows] = await Promise.all([
    readFrozenFigures(planId),
    db.snapshot.findMany({
      where: { planId, correctedBy: null, asAt: { lt: new Date(asAt ?? '') } },
      orderBy: [{ asAt: 'asc' }, { entry: 'asc' }],
      select: { code: true },
    }),
  ])
  const byCode = new Map(figures.map((one) => [one.code, one]))
  return rows.flatMap(({ code }) => byCode.get(code) ?? [])
}
