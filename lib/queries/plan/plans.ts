/** Which plans are there? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { canReadPlan } from '@/lib/domain/people/permissions'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { NOW } from '@/lib/domain/plan/plan-ref'
import { isoDate } from '@/lib/queries/iso-date'
import { PLAN } from '@/lib/queries/plan-state/load-plan'

/** As much of a plan as a list of plans has, before any of it is shown. */
export interface PlanName {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly language: string
}

/** Returns the names of every plan the actor may read, by title. */
export async function listPlanNames(): Promise<PlanName[]> {
  const actor = await currentActor()
  const rows = await db.plan.findMany({
    select: { id: true, slug: true, title: true, language: true, isPublic: true },
    orderBy: { title: 'asc' },
  })
  return rows.filter((row) => canReadPlan(actor, row))
}

/** What is known of a plan without reading what is in it. */
export type ListedPlan = Omit<
  PlanSummary,
  'notes' | 'levels' | 'words' | 'statuses' | 'fields' | 'needsApproval' | 'isBlank'
>

/** Returns every plan the actor may read, by title. One statement, however many there are and however large. */
export async function listPlans(): Promise<ListedPlan[]> {
  const actor = await currentActor()
  const {
    notes: _notes,
    levels: _levels,
    words: _words,
    statuses: _statuses,
    fields: _fields,
    needsApproval: _needsApproval,
    ...select
  } = PLAN
  const rows = await db.plan.findMany({
    select,
    orderBy: { title: 'asc' },
  })
  return rows
    .filter((row) => canReadPlan(actor, row))
    .map((row) => ({
      ...row,
      ...NOW,
      report: null,
      startsOn: isoDate(row.startsOn),
      endsOn: isoDate(row.endsOn),
      publishedOn: row.publishedOn && isoDate(row.publishedOn),
    }))
}
