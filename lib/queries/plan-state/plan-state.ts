/** The state of a plan, read once for each of its revisions: whole, or what changed since the one that is held. */

import 'server-only'
import { cache } from 'react'
import { currentActor } from '@/lib/auth/actor'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { db } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { canReadPlan } from '@/lib/domain/people/permissions'
import { type Moment, NOW, type PlanRef, splitPlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { processWide } from '@/lib/process-wide'
import { type FrozenReport, readFrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { readChanged } from './changed-actions'
import { loadPlan, loadPlanAtEach } from './load-plan'

const MOST_PLANS_HELD = 50
const MOST_MOMENTS_HELD = 10
/** An action takes some nine kilobytes, with what its plan's pages are made of. */
const MOST_ACTIONS_HELD = 12_000
const countActions = ({ actions }: PlanState) => actions.length

// Anyone may ask for any day: those states must not push out the ones that everyone reads.
const currentPlans = processWide('plans', () =>
  memoizeAsync<PlanState>(MOST_PLANS_HELD, { most: MOST_ACTIONS_HELD, of: countActions }),
)
const pastPlans = processWide('plans of other days', () =>
  memoizeAsync<PlanState>(MOST_MOMENTS_HELD, { most: MOST_ACTIONS_HELD / 2, of: countActions }),
)

/**
 * Takes a plan's place; returns the plan as it stands then, or null when there is none that the actor may read.
 *
 * Every request asks the database for the plan's revision. Only when that is new is the plan brought up to date: a
 * trigger raises the revision with every write below the plan, so what is held can never be stale.
 */
export function readPlan(planAt: PlanRef): Promise<PlanState | null> {
  const { slug, asAt, knownAt, report } = splitPlanAt(planAt)
  return readOnce(slug, asAt, knownAt, report)
}

/** Takes a plan that its reader may see; returns the report that froze it, or null when it is read as it lives. */
export async function readFrozen({
  id,
  report,
}: Pick<PlanState, 'id' | 'report'>): Promise<FrozenReport | null> {
  return report === null ? null : readFrozenReport(id, report)
}

/**
 * Takes a plan's slug; returns what says which plan it is, in which version, and who may read it, or null when there is none
 * that the actor may read. For what can go on while the plan itself is read.
 */
export const findPlan = cache(async (slug: string) => {
  // PostgreSQL knows no text with a NUL in it, and an address may carry one.
  if (slug.includes('\0')) return null
  const actor = await currentActor()
  const plan = await db.plan.findUnique({
    where: { slug },
    select: { id: true, version: true, isPublic: true },
  })
  return plan && canReadPlan(actor, plan) ? plan : null
})

/** Takes a plan's slug; returns the plan as it is now if it is public, else null. Who asks makes no difference: no session or token is read. */
export async function readPublicPlan(slug: string): Promise<PlanState | null> {
  if (slug.includes('\0')) return null
  const plan = await db.plan.findUnique({
    where: { slug },
    select: { id: true, version: true, isPublic: true },
  })
  return plan?.isPublic ? readPlanVersion(plan, NOW) : null
}

/** Once for each request: React tells calls apart by plain values only. */
const readOnce = cache(
  async (slug: string, asAt: IsoDate | null, knownAt: IsoDate | null, report: string | null) => {
    const plan = await findPlan(slug)
    if (!plan) return null
    if (report !== null) return (await readFrozenReport(plan.id, report))?.plan ?? null

    return readPlanVersion(plan, { asAt, knownAt })
  },
)

/**
 * Takes the id and the version of a plan that its reader may see, and a moment; returns the plan as it stands then. A write reads it so,
 * of which it holds the lock, before it changes anything.
 */
export function readPlanVersion(
  { id, version }: { readonly id: string; readonly version: string },
  { asAt, knownAt }: Moment,
  load = loadPlan,
): Promise<PlanState> {
  const moment = { asAt, knownAt }
  const [plans, key] =
    asAt === null && knownAt === null ? [currentPlans, id] : [pastPlans, [id, asAt, knownAt].join()]
  return plans(key, (earlier) => bringUpToDate(id, moment, earlier, load), version)
}

/** So many days of a plan are read at once: as many as are held. */
const MOST_AT_ONCE = MOST_MOMENTS_HELD

/** Takes a plan's slug and moments; returns the plan as it stands at each of them, or null when there is none that the actor may read. */
export async function readPlanAtEach(slug: string, moments: readonly Moment[]): Promise<PlanState[] | null> {
  const plan = await findPlan(slug)
  if (!plan) return null
  const states: PlanState[] = []
  // One after the other: together, those that are held would take every connection to be brought up to date.
  for (let from = 0; from < moments.length; from += MOST_AT_ONCE) {
    const some = moments.slice(from, from + MOST_AT_ONCE)
    let loaded: Promise<PlanState[]> | null = null
    for (const [at, moment] of some.entries()) {
      const load = async () => {
        loaded ??= loadPlanAtEach(plan.id, some)
        return (await loaded)[at] ?? loadPlan(plan.id, moment)
      }
      states.push(await readPlanVersion(plan, moment, load))
    }
  }
  return states
}

async function bringUpToDate(
  id: string,
  moment: Moment,
  earlier: Promise<PlanState> | null,
  load: typeof loadPlan,
): Promise<PlanState> {
  const held = await earlier?.catch(() => null)
  return (held && (await readChanged(held))) ?? load(id, moment)
}
