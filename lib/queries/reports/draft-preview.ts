/** What would a report be if its draft were issued now? */

import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '@/lib/db'
import {
  checksOf,
  composeContents,
  type Composing,
  type TextCheck,
  viewUnanswered,
} from '@/lib/domain/reports/compose-report'
import { carryRequests } from '@/lib/domain/board/board-requests'
import { carryDisputes } from '@/lib/domain/board/disputes'
import type { IsoDate } from '@/lib/domain/dates'
import { type DraftFigure, freezeFigures, type HandCheck } from '@/lib/domain/reports/draft-figures'
import { type FigureFault, findFigureFaults } from '@/lib/domain/reports/figure-faults'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { Evidence } from '@/lib/domain/plan/progress-report'
import type { Gap } from '@/lib/domain/reports/readiness'
import { type DraftContent, nameDraftPart } from '@/lib/domain/reports/report-draft'
import { checkedFigures, type PlanFigures, readFigures } from '@/lib/domain/reports/report-figures'
import type { ReportContents } from '@/lib/domain/reports/report-contents'
import { checkTexts } from '@/lib/text-checker/text-checker'
import { readFiguresOf } from './reports'
import { readBoardRequests, readReportsBefore } from '@/lib/queries/board/board-requests'
import { readDisputes } from '@/lib/queries/board/disputes'
import { type FrozenFigures, readFrozenFigures } from './frozen-plan'
import { readFrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { groupBy } from '@/lib/queries/group-by'
import { gapsAmong, readUpdatesDue } from './readiness'
import { reasonsAmong } from '@/lib/queries/updates/change-reasons'
import { type Changes, readChanges } from '@/lib/queries/updates/timeline-facts'

export interface DraftPreview {
  readonly state: PlanState
  /** What is on record of its actions. */
  readonly changes: Changes
  readonly figures: PlanFigures
  readonly matter: ReportContents
  readonly gaps: readonly Gap[]
  readonly checks: readonly TextCheck[]
  /** The figures that were typed, in the order of the texts. */
  readonly typed: readonly DraftFigure[]
  /** Figures worked out here that do not agree with each other, in a sentence each. */
  readonly faults: readonly FigureFault[]
}

/** What was written of a report. */
export interface Written {
  readonly title: string
  readonly content: DraftContent
  readonly corrects: { readonly why: string } | null
  readonly handChecks: readonly HandCheck[]
  readonly writerIds: readonly string[]
}

/**
 * Takes a plan as at the day of a report, which its reader looks after, what was written, today's date, and what the report
 * is called where it is being issued; returns the report that it would be.
 */
export async function previewReport(
  state: PlanState,
  { title, content, corrects, handChecks, writerIds }: Written,
  today: IsoDate,
  named: Composing['named'] = null,
): Promise<DraftPreview> {
  const asAt = state.asAt ?? today
  const figures = readFigures(state, asAt)
  const reportsBefore = await readReportsBefore(state.id, asAt)
  const since = reportsBefore[0] ?? null
  const [updatesDue, before, evidence, frozen, changes, requests, disputes] = await Promise.all([
    readUpdatesDue(state, today),
    since && readFrozenReport(state.id, since.code),
    readEvidence(state),
    readFrozenFigures(state.id),
    readChanges(state),
    readBoardRequests(state.id),
    readDisputes(state.id),
  ])
  const gaps = gapsAmong(state, updatesDue.rows, disputes)
  // Nothing is told of a report that was altered, and the draft is not issued after one.
  const sound = before && before.faults.length === 0 ? before : null
  const { matter, texts } = composeContents({
    figures,
    content,
    title,
    why: corrects?.why ?? '',
    evidence,
    earlier: orderEarlier(frozen, reportsBefore),
    reasonsByAction: reasonsAmong(changes, state),
    named,
    asks: carryRequests(requests, { asAt, since }),
    disputes: carryDisputes(disputes, { asAt, since }),
    before: since &&
      sound && {
        plan: sound.plan,
        figuresOf: await readFiguresOf(state.id, since),
        since: { code: since.code, reference: since.reference, asAt: since.asAt, sha256: sound.sha256 },
      },
    unanswered: updatesDue.period && {
      period: updatesDue.period.name,
      rows: viewUnanswered(figures, updatesDue.rows),
    },
  })
  // A text with too much in it is not issued, whatever its figures say.
  const blocks = texts.map((text) => (text.excess ? [] : text.blocks))
  const checks = checksOf(texts, await checkTexts(checkedFigures(figures), blocks))
  const faults = findFigureFaults(figures)
  if (since && !sound) faults.push({ kind: 'reportBefore', reference: since.reference })
  const typed = typedIn(checks, handChecks)
  const typedFigures = freezeFigures(typed, writerIds)
  return { state, changes, figures, matter: { ...matter, typedFigures }, gaps, checks, typed, faults }
}

/** Every typed figure, with the check by hand that someone made of just that figure. */
function typedIn(checks: readonly TextCheck[], handChecks: readonly HandCheck[]): DraftFigure[] {
  return checks.flatMap(({ part, achieved, read }) =>
    (read?.figures ?? []).map((figure) => {
      const about = [nameDraftPart(part), achieved, figure.sentence, figure.says, figure.plan]
      const id = createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 16)
      return { ...figure, id, part, achieved, check: handChecks.find((check) => check.figure === id) ?? null }
    }),
  )
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
function orderEarlier(frozen: readonly FrozenFigures[], newestFirst: readonly { readonly code: string }[]) {
  const byCode = new Map(frozen.flatMap((one) => (one.faults.length ? [] : [[one.code, one]])))
  return newestFirst.toReversed().flatMap(({ code }) => byCode.get(code) ?? [])
}
