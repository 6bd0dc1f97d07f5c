/** What does everyone owe in a plan? For its editors. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { type UpdateDueRow, viewUpdatesDue } from '@/lib/domain/periods/updates-due-rows'
import { byUrgency, type LostOfficer, type Progress, progressOf } from '@/lib/domain/periods/updates-due'
import { lastPeriod, nextPeriod, openPeriod, type Period } from '@/lib/domain/periods/periods'
import { canEditPlan } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import { ForbiddenError } from '@/lib/errors'
import { findDeactivated, readNames } from '@/lib/queries/people/people'
import { readReporting } from './reporting'
import { periodMessages } from '@/lib/format/periods/messages'

export interface TeamRow extends UpdateDueRow {
  /** Who answers for it; null for no one. */
  readonly accountable: string | null
  /** Why that person can report no longer; null where they can, and for no one. */
  readonly lost: LostOfficer | null
}

/** An officer's or a partner's share of a plan. */
export interface TeamGroup {
  /** A person's id, or a partner's code. */
  readonly key: string
  readonly name: string
  /** How many actions it is about, owed or not. */
  readonly count: number
  readonly progress: Progress
  /** How many are on record as Delivered. */
  readonly delivered: number
  /** Why an officer can report no longer; null where they can, and for a partner. */
  readonly lost: LostOfficer | null
}

export interface Team {
  readonly period: Period | null
  readonly next: Period | null
  /** How the last period that closed ended. */
  readonly last: { readonly period: Period; readonly progress: Progress } | null
  readonly progress: Progress
  /** The most urgent first. */
  readonly rows: readonly TeamRow[]
  readonly officers: readonly TeamGroup[]
  readonly partners: readonly TeamGroup[]
  /** Not Delivered, counted or given to someone once, and no one answers for them who may report; in the plan's order. */
  readonly unanswered: readonly TeamRow[]
}

/** Takes a plan; returns what is owed in it, by whom. Throws ForbiddenError unless the actor is an editor of it. */
export async function getTeam(plan: PlanState): Promise<Team> {
  if (!canEditPlan(await currentActor(), plan)) throw new ForbiddenError(periodMessages.cannotSeeTeam)
  const day = today()
  const reporting = await readReporting(plan.id, day)
  const period = openPeriod(reporting.periods, day)
  const last = lastPeriod(reporting.periods, day)
  const updatesDue = viewUpdatesDue(plan, reporting, period, day)
  const names = await readNames(updatesDue.map(({ accountableId }) => accountableId))
  const lostIds = [...names.keys()].filter((id) => !reporting.reporters.has(id))
  const deactivated = await findDeactivated(lostIds)
  const lostOf = (id: string | null): LostOfficer | null =>
    id === null || reporting.reporters.has(id) ? null : deactivated.has(id) ? 'account' : 'role'
  const inOrder = updatesDue.map((row) => ({
    ...row,
    accountable: names.get(row.accountableId ?? '') ?? null,
    lost: lostOf(row.accountableId),
  }))
  const rows = inOrder.toSorted(byUrgency)
  return {
    period,
    next: nextPeriod(reporting.periods, day),
    last: last && { period: last, progress: summarise(viewUpdatesDue(plan, reporting, last, day)) },
    progress: summarise(rows),
    rows,
    officers: [...names]
      .map(([key, name]) =>
        viewGroup(
          key,
          name,
          rows.filter((row) => row.accountableId === key),
          lostOf(key),
        ),
      )
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    partners: plan.partners
      .map(({ id, code, name }) =>
        viewGroup(
          code,
          name,
          rows.filter((row) => row.partnerIds.includes(id)),
        ),
      )
      .filter(({ count }) => count > 0),
    unanswered: inOrder.filter(
      (row) => !row.hasOfficer && !row.isDelivered && (row.isCounted || row.accountableId !== null),
    ),
  }
}

const summarise = (rows: readonly UpdateDueRow[]) => progressOf(rows.map(({ updateDue }) => updateDue))

function viewGroup(
  key: string,
  name: string,
  rows: readonly TeamRow[],
  lost: LostOfficer | null = null,
): TeamGroup {
  return {
    key,
    name,
    count: rows.length,
    progress: summarise(rows),
    delivered: rows.filter(({ isDelivered }) => isDelivered).length,
    lost,
  }
}
