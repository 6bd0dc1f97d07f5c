/** Reporting on several actions in a spreadsheet: which ones someone can, what a file of them holds, and what one that came back would do. */

import 'server-only'
import { currentActor, currentWriter } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import type { IsoDate } from '@/lib/domain/dates'
import { canEditPlan, canReportOn, canSeeInside, type KnownActor } from '@/lib/domain/people/permissions'
import { holderOn } from '@/lib/domain/periods/updates-due'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import {
  differingFields,
  type ProgressReport,
  REPORT_FIELDS,
  type ReportField,
} from '@/lib/domain/plan/progress-report'
import {
  type CellFault,
  type SheetCells,
  type SheetRow,
  type SheetVersion,
  startCells,
  touchedFields,
} from '@/lib/domain/updates/update-sheet'
import { updateMessages } from '@/lib/format/updates/messages'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import type { LoadResult } from '@/lib/queries/load-result'
import { readReporting } from '@/lib/queries/periods/reporting'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { markPreview } from '@/lib/queries/preview-mark'
import { judgeReport, type Sight } from '@/lib/schemas/updates/judge-report'
import { readReport } from '@/lib/schemas/updates/progress-report'
import {
  readSheetAnswers,
  type SheetAnswers,
  type SheetScope,
  toFaults,
  toFormValues,
} from '@/lib/schemas/updates/update-sheet'
import { readMeanwhile } from './meanwhile'
import { readReportedActions, readSentUpdates, type ReportedAction, type SentUpdate } from './sent-updates'

interface Reportable {
  readonly plan: PlanState
  readonly actor: KnownActor
  /** In the plan's order. */
  readonly actions: readonly Action[]
  /** Ids of those that the actor answers for or contributes to. */
  readonly mine: ReadonlySet<string>
}

/** Takes a plan's slug; returns the actions that whoever asks can report on. Forbidden where there are none, except to an editor. */
export async function getReportable(slug: string): Promise<LoadResult<Reportable>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (actor.kind === 'anonymous' || !canSeeInside(actor, plan)) return { kind: 'forbidden' }
  const day = today()
  const { holders, contributors } = await readReporting(plan.id, day)
  const accountable = ({ id }: Action) => ({
    accountableId: holderOn(holders.get(id) ?? [], day)?.personId ?? null,
    contributorIds: contributors.get(id) ?? [],
  })
  const actions = plan.actions.filter(
    (action) => action.lifecycle === 'active' && canReportOn(actor, plan, accountable(action)),
  )
  if (actions.length === 0 && !canEditPlan(actor, plan)) return { kind: 'forbidden' }
  const isMine = (action: Action) => {
    const { accountableId, contributorIds } = accountable(action)
    return accountableId === actor.id || contributorIds.includes(actor.id)
  }
  return { kind: 'open', plan, actor, actions, mine: new Set(actions.filter(isMine).map(({ id }) => id)) }
}

/** Takes what someone can report on and which part of it they want; returns its actions. */
export function selectForSheet({ plan, actions, mine }: Reportable, scope: SheetScope): readonly Action[] {
  if (scope.of === 'section') {
    const section = plan.sections.find(({ code }) => code === scope.code)
    return actions.filter(({ sectionId }) => sectionId === section?.id)
  }
  return scope.of === 'all' ? actions : actions.filter(({ id }) => mine.has(id))
}

/** Takes a plan and its actions; returns what their rows show now. */
export async function readSheetActions(plan: PlanState, actions: readonly Action[]) {
  const reported = await readReportedActions(
    plan.id,
    actions.map(({ id }) => id),
  )
  const shown = await readSentUpdates(
    plan.id,
    actions.flatMap(({ id, current }) => {
      const latest = reported.get(id)?.latest
      return latest && !isShown(latest) && current ? [current.id] : []
    }),
  )
  return actions.flatMap(({ id, ref, title, current }) => {
    const action = reported.get(id)
    if (!action) return []
    const update = isShown(action.latest)
      ? action.latest
      : (shown.find((one) => one.id === current?.id) ?? null)
    const version = showVersion(action, update)
    return [
      {
        id,
        ref,
        title,
        lastOn: update?.report.effectiveOn ?? null,
        cells: startOf(plan, update, version),
        version,
      },
    ]
  })
}

/** Readers see it, or will if an editor approves it: the next update goes on from there. */
const isShown = (update: SentUpdate | null) => update?.standing === 'shown' || update?.standing === 'waiting'

function showVersion({ latest, dueOn }: ReportedAction, shown: SentUpdate | null): SheetVersion {
  const asked = shown?.standing === 'waiting' ? shown.report.dueOn : null
  return { newestId: latest?.id ?? null, shownId: shown?.id ?? null, dueOn, shownDueOn: asked ?? dueOn }
}

function startOf(plan: PlanState, shown: SentUpdate | null, { dueOn, shownDueOn }: SheetVersion): SheetCells {
  const isAsked = shownDueOn !== dueOn
  return startCells(plan, shown?.report ?? null, shownDueOn, isAsked ? (shown?.dueReason ?? '') : '')
}

/** A file with updates that someone has uploaded. */
export interface OwnSheet {
  readonly name: string
  readonly sha256: string
  /** An instant. */
  readonly startedAt: string
  readonly answers: SheetAnswers
}

const ownKey = async (planId: string) => ({
  planId_personId_purpose: { planId, personId: (await currentWriter()).id, purpose: 'updates' as const },
})

/** Takes a plan's id; returns what the file with updates of its actions is called that whoever asks has uploaded, and when; or null. */
export async function findOwnSheet(planId: string): Promise<Pick<OwnSheet, 'name' | 'startedAt'> | null> {
  const row = await db.importFile.findUnique({
    where: await ownKey(planId),
    select: { name: true, startedAt: true },
  })
  return row && { name: row.name, startedAt: row.startedAt.toISOString() }
}

/** The same file with its bytes. */
export async function readOwnSheet(planId: string): Promise<(OwnSheet & { readonly bytes: Buffer }) | null> {
  const row = await db.importFile.findUnique({
    where: await ownKey(planId),
    select: { name: true, sha256: true, startedAt: true, answers: true, bytes: true },
  })
  return (
    row && {
      name: row.name,
      sha256: row.sha256,
      startedAt: row.startedAt.toISOString(),
      answers: readSheetAnswers(row.answers),
      bytes: Buffer.from(row.bytes),
    }
  )
}

/** So many choices between two versions are asked at a time: each is up to seven questions. */
export const MOST_CONFLICTS = 20

/** An action that the file reports on. */
interface Reported {
  readonly row: number
  readonly action: ReportedAction
}

export interface SheetProblem extends CellFault {
  readonly row: number
  readonly ref: string
}

interface SheetConflict extends Reported, Pick<Sight, 'seen'> {
  readonly compared: 'all' | 'due'
  readonly fields: readonly ReportField[]
  readonly mine: ProgressReport
  readonly theirs: ProgressReport
}

export interface SheetChange extends Reported {
  readonly report: ProgressReport
  readonly dueReason: string
  /** What stood there before; null for nothing. */
  readonly before: ProgressReport | null
  /** In which the two differ. */
  readonly fields: readonly ReportField[]
}

export interface SheetPreview {
  readonly problems: readonly SheetProblem[]
  readonly conflicts: readonly SheetConflict[]
  readonly changes: readonly SheetChange[]
  /** Rows that say what stands in Cairn already. */
  readonly unchanged: number
  /** Tells this from any other preview. */
  readonly seen: string
}

/** Who reports, in a plan as it is. */
interface Asking {
  readonly plan: PlanState
  readonly actor: KnownActor
  readonly today: IsoDate
}

/** Takes who reports, the rows of a file, its fingerprint and what was chosen; returns what saving it would do. */
export async function previewSheet(
  { plan, actor, today: day }: Asking,
  rows: readonly SheetRow[],
  { sha256, answers }: Pick<OwnSheet, 'sha256' | 'answers'>,
): Promise<SheetPreview> {
  const known = new Map(plan.actions.map((action) => [action.id, action]))
  const ids = rows.map(({ id }) => id).filter((id) => known.has(id))
  const actions = await readReportedActions(plan.id, ids)
  const shown = new Map(
    (
      await readSentUpdates(
        plan.id,
        rows.flatMap(({ version }) => [version?.newestId, version?.shownId]).filter((id) => id != null),
      )
    ).map((one) => [one.id, one]),
  )
  const firstRows = new Map(rows.toReversed().map(({ id, row }) => [id, row]))
  const problems: SheetProblem[] = []
  const conflicts: SheetConflict[] = []
  const changes: SheetChange[] = []
  for (const sheetRow of rows) {
    const { row, id, ref, version, cells } = sheetRow
    const refuse = (faults: readonly CellFault[]) =>
      problems.push(...faults.map((fault) => ({ ...fault, row, ref })))
    const refuseRow = (why: string) => refuse([{ field: null, value: ref, why }])
    const action = actions.get(id)
    const first = firstRows.get(id) ?? row
    if (!action) {
      refuseRow(id === '' ? sheetMessages.rowAdded : sheetMessages.noSuchAction)
      continue
    }
    if (first !== row) {
      refuseRow(sheetMessages.twice(first))
      continue
    }
    const update = version?.shownId ? shown.get(version.shownId) : null
    const newest = version?.newestId ? shown.get(version.newestId) : null
    const isOther = [update, newest].some((one) => one && one.actionId !== action.id)
    if (isOther || ![action.ref, ...(known.get(id)?.formerRefs ?? [])].includes(ref)) {
      refuseRow(sheetMessages.otherAction(action.ref))
      continue
    }
    // Null is for nothing, and undefined for an update that the plan does not have.
    if (!version || update === undefined || newest === undefined) {
      refuseRow(sheetMessages.versionChanged)
      continue
    }
    const start = { report: update?.report ?? null, cells: startOf(plan, update, version), version }
    if (touchedFields(cells, start.cells).length === 0 && sheetRow.problems.length === 0) continue
    if (!canReportOn(actor, plan, action.accountable)) {
      refuseRow(sheetMessages.notYours)
      continue
    }
    if (action.lifecycle !== 'active') {
      refuseRow(updateMessages.actionLeft)
      continue
    }
    const { values, faults } = toFormValues(plan, cells, start, { today: day, dueOn: action.dueOn })
    const sight: Sight = answers[id] ?? {
      seen: { updateId: version.newestId, dueOn: version.dueOn },
      compared: null,
      choices: {},
    }
    const read = readReport(plan, values, action.dueOn)
    const judged = judgeReport({ plan, actor, today: day }, action, read, sight, seenOn(known.get(id)))
    const unread = [...sheetRow.problems, ...faults]
    if (judged.kind === 'wrong' || unread.length > 0) {
      const wrong = judged.kind === 'wrong' ? toFaults(judged.errors, cells) : []
      refuse([...unread, ...wrong.filter(({ field }) => !unread.some((one) => one.field === field))])
    } else if (judged.kind === 'conflict') conflicts.push({ ...judged, row, action })
    else if (judged.already === null) {
      const { report, dueReason } = judged
      const before = standingReport(action, update)
      const fields = before ? differingFields(report, before) : REPORT_FIELDS
      changes.push({ row, action, report, dueReason, before, fields })
    }
  }
  const told = [
    problems,
    conflicts.map(({ row, seen }) => [row, seen]),
    changes.map(({ row, action, report, dueReason }) => [
      row,
      action.id,
      action.latest?.id ?? null,
      report,
      dueReason,
    ]),
  ]
  return {
    problems,
    conflicts,
    changes,
    unchanged: rows.length - new Set([...problems, ...conflicts, ...changes].map(({ row }) => row)).size,
    seen: markPreview([sha256, told]),
  }
}

/** What the new update takes the place of: what was said since the file was made, too. */
function standingReport({ latest, dueOn }: ReportedAction, shown: SentUpdate | null): ProgressReport | null {
  if (!latest || !isShown(latest)) return shown && { ...shown.report, dueOn }
  return { ...latest.report, dueOn: (latest.standing === 'waiting' ? latest.report.dueOn : null) ?? dueOn }
}

const seenOn = (action: Action | undefined) => action?.current?.effective.date ?? null

/** Takes a plan's id and conflicts; returns who saved the other version of each, by its row. */
export async function readWhoSaved(
  planId: string,
  conflicts: readonly SheetConflict[],
): Promise<ReadonlyMap<number, Meanwhile>> {
  const found = await Promise.all(
    conflicts.map(
      async ({ row, action, compared }) => [row, await readMeanwhile(planId, action, compared)] as const,
    ),
  )
  return new Map(found)
}
