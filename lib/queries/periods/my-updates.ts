/** What do I owe? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { type UpdateDueRow, viewUpdatesDue } from '@/lib/domain/periods/updates-due-rows'
import { draftName } from '@/lib/domain/updates/draft'
import { byUrgency, type Progress, progressOf } from '@/lib/domain/periods/updates-due'
import { nextPeriod, openPeriod, type Period } from '@/lib/domain/periods/periods'
import { canReportOn, canSeeInside, type KnownActor } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { SignedOutError } from '@/lib/errors'
import { newSubmissionKey } from '@/lib/http/asked-as'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readReporting } from './reporting'

/** An action that someone has to do with. */
export interface OwnRow extends UpdateDueRow {
  readonly plan: PlanState
  /** Whether they answer for it, or contribute to it. */
  readonly isAccountable: boolean
  readonly mayReport: boolean
  /** When they last saved a draft of an update of it, an instant; null where there is none. */
  readonly draftSavedAt: string | null
  /** The update that one may say is still true, without opening the form, while an update is owed; null otherwise. */
  readonly noChange: { readonly updateId: string; readonly submissionKey: string } | null
}

/** How far someone has got with a plan. */
export interface OwnPlan {
  readonly plan: PlanState
  /** The period that is open, and the one that opens next. */
  readonly period: Period | null
  readonly next: Period | null
  /** Of the actions they answer for; those they contribute to are another's to report. */
  readonly progress: Progress
}

export interface MyUpdates {
  readonly today: IsoDate
  readonly plans: readonly OwnPlan[]
  /** The most urgent first. */
  readonly rows: readonly OwnRow[]
}

/**
 * Returns every action, of whatever plan, that the actor answers for or contributes to, and what is owed for it now. Throws
 * SignedOutError.
 */
export async function getMyUpdates(): Promise<MyUpdates> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const day = today()
  const mine = { some: { personId: actor.id } }
  const named = await db.plan.findMany({
    where: { actions: { some: { OR: [{ accountabilities: mine }, { contributors: mine }] } } },
    orderBy: { title: 'asc' },
    select: { slug: true },
  })
  const drafts = await readUpdateDrafts(actor.id)
  const plans = await Promise.all(named.map(({ slug }) => readOwn(slug, actor, day, drafts)))
  const found = plans.filter((one) => one !== null && one.rows.length > 0) as NonNullable<
    (typeof plans)[number]
  >[]
  return {
    today: day,
    plans: found.map(({ rows: _, ...plan }) => plan),
    rows: found.flatMap(({ rows }) => rows).toSorted(byUrgency),
  }
}

/** The most urgent update that is due from someone, and how many are. */
export interface NextDue extends Pick<OwnRow, 'plan' | 'ref' | 'title'> {
  readonly left: number
}

/** Returns what the actor is to report next; null where nothing is due from them. Throws SignedOutError. */
export async function getNextToReport(): Promise<NextDue | null> {
  const { rows } = await getMyUpdates()
  const due = rows.filter(
    ({ mayReport, updateDue: duty }) => mayReport && (duty === 'due' || duty === 'late'),
  )
  const [next] = due
  return next ? { plan: next.plan, ref: next.ref, title: next.title, left: due.length } : null
}

async function readOwn(
  slug: string,
  actor: KnownActor,
  day: IsoDate,
  drafts: ReadonlyMap<string, string>,
): Promise<(OwnPlan & { rows: OwnRow[] }) | null> {
  const plan = await readPlan(slug)
  if (!plan || !canSeeInside(actor, plan)) return null
  const reporting = await readReporting(plan.id, day)
  const period = openPeriod(reporting.periods, day)
  const idOf = new Map(plan.actions.map(({ ref, id }) => [ref, id]))
  const rows = viewUpdatesDue(plan, reporting, period, day)
    .filter((row) => row.accountableId === actor.id || row.contributorIds.includes(actor.id))
    .map((row): OwnRow => {
      const mayReport = canReportOn(actor, plan, row)
      const isDue = row.updateDue === 'due' || row.updateDue === 'late'
      return {
        ...row,
        plan,
        isAccountable: row.accountableId === actor.id,
        mayReport,
        draftSavedAt: drafts.get(draftName('update', idOf.get(row.ref) ?? '')) ?? null,
        noChange:
          mayReport && isDue && row.confirmableId
            ? { updateId: row.confirmableId, submissionKey: newSubmissionKey() }
            : null,
      }
    })
  const progress = progressOf(
    rows.filter(({ isAccountable }) => isAccountable).map(({ updateDue: duty }) => duty),
  )
  return { plan, period, next: nextPeriod(reporting.periods, day), progress, rows }
}

/** Takes a person's id; returns when each of their drafts of an update was saved, by its name. */
async function readUpdateDrafts(personId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.draft.findMany({
    where: { personId, form: { startsWith: draftName('update', '') } },
    select: { form: true, savedAt: true },
  })
  return new Map(rows.map(({ form, savedAt }) => [form, savedAt.toISOString()]))
}
