/** Who answers for actions, by name: for the eyes of those inside a plan only. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { dayOf, today } from '@/lib/clock'
import { db } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { holderOn, type LostOfficer } from '@/lib/domain/periods/updates-due'
import { canSeeInside } from '@/lib/domain/people/permissions'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import type { FormValues } from '@/lib/schemas/form'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { isoDate } from '@/lib/queries/iso-date'
import { findDeactivated, readReporterIds, REPORTERS } from '@/lib/queries/people/people'

export interface NamedPerson {
  readonly id: string
  readonly name: string
}

/** Someone, or no one, who answered for an action from a day on. */
export interface NamedHolder {
  readonly person: NamedPerson | null
  readonly personId: string | null
  readonly from: IsoDate
  readonly reason: string | null
  /** Who put it on record. */
  readonly author: string | null
}

export interface AccountableView {
  readonly current: NamedHolder | null
  /** Why that person can report no longer; null where they can, and for no one. */
  readonly lost: LostOfficer | null
  /** The newest first. */
  readonly holders: readonly NamedHolder[]
  readonly contributors: readonly NamedPerson[]
}

/** So many characters a name or an email address has at most. */
const LONGEST_NAME = 320

const NAMED = { select: { id: true, name: true } } as const

/**
 * Takes a plan that its reader may read, and the id of an action of it; returns who answers for the action at the plan's
 * moment and who contributes today, or null when the actor may not know.
 */
export async function getAccountable(plan: PlanSummary, actionId: string): Promise<AccountableView | null> {
  // A report has no names in it.
  if (plan.report !== null || !canSeeInside(await currentActor(), plan)) return null
  const where = { planId: plan.id, actionId }
  const { knownAt } = plan
  const [rows, contributors] = await Promise.all([
    db.accountability.findMany({
      where,
      orderBy: { entry: 'asc' },
      select: {
        person: NAMED,
        personId: true,
        effectiveOn: true,
        recordedAt: true,
        reason: true,
        author: NAMED,
      },
    }),
    db.contributor.findMany({ where, orderBy: { person: { name: 'asc' } }, select: { person: NAMED } }),
  ])
  const holders = rows
    .filter(({ recordedAt }) => knownAt === null || dayOf(recordedAt) <= knownAt)
    .map(({ effectiveOn, recordedAt: _, author, ...row }) => ({
      ...row,
      from: isoDate(effectiveOn),
      author: author?.name ?? null,
    }))
  const current = holderOn(holders, plan.asAt ?? today())
  return {
    current,
    lost: current?.personId ? await findLoss(plan.id, current.personId) : null,
    holders: holders.toReversed(),
    contributors: contributors.map(({ person }) => person),
  }
}

async function findLoss(planId: string, personId: string): Promise<LostOfficer | null> {
  if ((await readReporterIds(planId)).has(personId)) return null
  return (await findDeactivated([personId])).has(personId) ? 'account' : 'role'
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Takes a plan's slug, the fields of a form and the name of the one that says who is meant; returns the fields with the id of the officer
 * or editor whose name or email address was typed there. What names no one, or several, stays as it was typed.
 */
export async function findTypedPerson(slug: string, values: FormValues, field: string): Promise<FormValues> {
  const typed = String(values[field] ?? '').trim()
  if (typed === '' || typed.length > LONGEST_NAME || ID.test(typed) || /\p{Cc}/u.test(typed)) return values
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan || !canSeeInside(actor, plan)) return values
  const named = { OR: [{ email: typed.toLowerCase() }, { name: typed }] }
  const rows = await db.membership.findMany({
    where: { AND: [{ planId: plan.id }, REPORTERS, { person: named }] },
    select: { personId: true },
    take: 2,
  })
  return rows.length === 1 && rows[0] ? { ...values, [field]: rows[0].personId } : values
}

/**
 * Takes a plan; returns those who may report on its actions (officers and editors with a live account) by name, none when
 * the actor may not know.
 */
export async function listReporters(plan: PlanSummary): Promise<NamedPerson[]> {
  if (!canSeeInside(await currentActor(), plan)) return []
  const rows = await db.membership.findMany({
    where: { planId: plan.id, ...REPORTERS },
    orderBy: { person: { name: 'asc' } },
    select: { person: NAMED },
  })
  return rows.map(({ person }) => person)
}
