/** How much waits for whoever is signed in? Asked for every page of theirs, and counted once for each change. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { updateDueOf } from '@/lib/domain/periods/updates-due'
import { canEditPlan, type PlanAccess } from '@/lib/domain/people/permissions'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { processWide } from '@/lib/process-wide'
import { readWhetherDone } from '@/lib/queries/plan-state/progress-updates'
import { readReportedEntries } from './reporting'

interface UpdatesDueCount {
  readonly id: string
  readonly opensOn: IsoDate
  readonly dueOn: IsoDate
  readonly closesOn: IsoDate
}

/** What was counted, for as long as nothing was written that could change it. */
const memo = processWide('work that waits', () => memoizeAsync<number>(1000))

/**
 * Returns how many updates are due from whoever is signed in, of the actions that they answer for or contribute to, in whatever
 * plan: as many as My updates lists to report. Who reports nowhere costs no query.
 */
export async function countDueUpdates(): Promise<number> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') return 0
  const plans = [...actor.roles].flatMap(([id, role]) =>
    role === 'officer' || role === 'editor' ? [id] : [],
  )
  if (plans.length === 0) return 0
  const day = today()
  return memo(`due ${actor.id} ${day} ${await readState(plans)}`, () => countDue(actor.id, plans, day))
}

/** Takes a plan; returns how many updates wait for approval in it; null for whoever does not approve them. */
export async function countWaitingUpdates(plan: PlanAccess): Promise<number | null> {
  if (!canEditPlan(await currentActor(), plan)) return null
  return memo(`waiting ${plan.id} ${await readState([plan.id])}`, () => countWaiting(plan.id))
}

/** New with whatever is written to the plans, or to an account: whoever was deactivated answers for nothing. */
async function readState(planIds: readonly string[]): Promise<string> {
  const [row] = await db.$queryRaw<{ state: string }[]>`
    SELECT concat_ws(' ',
      (SELECT string_agg(version::text || inside_version::text, ' ' ORDER BY id) FROM plan WHERE id = ANY(${planIds}::uuid[])),
      (SELECT sum(extract(epoch FROM updated_at))::text FROM person)) AS state`
  return row?.state ?? ''
}

async function countDue(personId: string, planIds: readonly string[], day: IsoDate): Promise<number> {
  const responsible = await readUpdatesDue(personId, planIds, day)
  const [first] = responsible
  if (!first) return 0
  const since = responsible.reduce(
    (earliest, { opensOn }) => (opensOn < earliest ? opensOn : earliest),
    first.opensOn,
  )
  // Only what was said since the period opened decides.
  const words = await readReportedEntries(
    Prisma.sql`u.action_id = ANY(${responsible.map(({ id }) => id)}::uuid[]) AND u.recorded_at >= ${since}::date - 1`,
    since,
  )
  const stillDue = (rows: readonly UpdatesDueCount[], isDone: ReadonlyMap<string, boolean>) =>
    rows.filter(({ id, ...days }) => {
      const done = isDone.get(id)
      const action = {
        lifecycle: 'active' as const,
        last: done === undefined ? null : { isDone: done, effectiveOn: day },
        holders: [{ personId, from: days.opensOn }],
        words: words.get(id) ?? [],
      }
      return ['due', 'late'].includes(updateDueOf(action, { id, name: '', ...days }, day))
    })
  // What was reported needs no look at its status; of the rest, what is done is due no more.
  const unreported = stillDue(responsible, new Map())
  if (unreported.length === 0) return 0
  return stillDue(unreported, await readWhetherDone(unreported.map(({ id }) => id))).length
}

/** The actions that someone answers for or contributes to, whoever answers for them may report, and a period is open. */
function readUpdatesDue(
  personId: string,
  planIds: readonly string[],
  day: IsoDate,
): Promise<UpdatesDueCount[]> {
  return db.$queryRaw<UpdatesDueCount[]>`
    SELECT a.id, a.opens_on AS "opensOn", a.due_on AS "dueOn", a.closes_on AS "closesOn"
    FROM (
      SELECT a.id, a.plan_id, p.opens_on::text, p.due_on::text, p.closes_on::text, (
        SELECT h.person_id FROM accountability h WHERE h.action_id = a.id AND h.effective_on <= ${day}::date
        ORDER BY h.effective_on DESC, h.entry DESC LIMIT 1) AS holder_id
      FROM action a JOIN reporting_period p
        ON p.plan_id = a.plan_id AND ${day}::date BETWEEN p.opens_on AND p.closes_on
      WHERE a.plan_id = ANY(${planIds}::uuid[]) AND a.lifecycle = 'active' AND a.id IN (
        SELECT action_id FROM accountability WHERE person_id = ${personId}::uuid
        UNION SELECT action_id FROM contributor WHERE person_id = ${personId}::uuid)
    ) a
    JOIN membership m ON m.plan_id = a.plan_id AND m.person_id = a.holder_id AND m.role IN ('officer', 'editor')
    JOIN person h ON h.id = m.person_id AND h.deactivated_at IS NULL
    WHERE a.holder_id = ${personId}::uuid
      OR EXISTS (SELECT 1 FROM contributor c WHERE c.action_id = a.id AND c.person_id = ${personId}::uuid)`
}

/** That an update, which the query calls u, waits for approval. */
const IS_WAITING = Prisma.sql`u.needs_approval
  AND NOT EXISTS (SELECT 1 FROM update_decision d WHERE d.update_id = u.id)
  AND NOT EXISTS (SELECT 1 FROM progress_update c WHERE c.about_id = u.id AND c.kind = 'correction')`

async function countWaiting(planId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM progress_update u WHERE u.plan_id = ${planId}::uuid AND ${IS_WAITING}`
  return row?.waiting ?? 0
}

/** A plan in which updates wait for approval, and how many. */
export interface WaitingUpdates {
  readonly slug: string
  readonly title: string
  readonly waiting: number
}

/** Takes the ids of plans; returns those in which updates wait for approval, by title. */
export function listWaitingUpdates(planIds: readonly string[]): Promise<WaitingUpdates[]> {
  return db.$queryRaw<WaitingUpdates[]>`
    SELECT p.slug, p.short_title AS title, count(*)::int AS waiting
    FROM plan p JOIN progress_update u ON u.plan_id = p.id
    WHERE p.id = ANY(${planIds}::uuid[]) AND ${IS_WAITING}
    GROUP BY p.id ORDER BY p.title`
}
