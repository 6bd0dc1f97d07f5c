/** What does someone answer for, in every plan? For administrators, before and after they take a role or an account away. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { holderOn } from '@/lib/domain/periods/updates-due'
import { canEditPlan, canManageAccounts } from '@/lib/domain/people/permissions'
import type { LevelWord } from '@/lib/domain/plan/plan'
import { planWords } from '@/lib/schemas/plan/stored-plan'
import { isoDate } from '@/lib/queries/iso-date'
import { REPORTERS } from '@/lib/queries/people/people'

/** What someone answers for in one plan. */
export interface AccountableFor {
  readonly plan: { readonly slug: string; readonly title: string; readonly action: LevelWord }
  /** Whether they may still report on it. */
  readonly mayReport: boolean
  /** Whether the reader may hand it over. */
  readonly mayReassign: boolean
  /** Still in the plan, in its order. */
  readonly actions: readonly { readonly ref: string; readonly title: string }[]
}

/** Takes a person's id; returns what they answer for today, by plan; nothing when the actor may not know. */
export async function listAccountableFor(personId: string): Promise<AccountableFor[]> {
  const actor = await currentActor()
  if (!canManageAccounts(actor)) return []
  const plans = await db.plan.findMany({
    where: { actions: { some: { accountabilities: { some: { personId } } } } },
    orderBy: { title: 'asc' },
    select: {
      id: true,
      slug: true,
      title: true,
      isPublic: true,
      words: true,
      memberships: { where: { personId, ...REPORTERS }, select: { role: true } },
      actions: {
        where: { lifecycle: 'active', accountabilities: { some: { personId } } },
        orderBy: { position: 'asc' },
        select: {
          ref: true,
          title: true,
          accountabilities: { orderBy: { entry: 'asc' }, select: { personId: true, effectiveOn: true } },
        },
      },
    },
  })
  const day = today()
  return plans.flatMap(({ slug, title, words, memberships, actions, ...access }) => {
    const own = actions.filter(({ accountabilities }) => {
      const holders = accountabilities.map((row) => ({ ...row, from: isoDate(row.effectiveOn) }))
      return holderOn(holders, day)?.personId === personId
    })
    if (own.length === 0) return []
    return {
      plan: { slug, title, action: planWords.parse(words).action },
      mayReport: memberships.length > 0,
      mayReassign: canEditPlan(actor, access),
      actions: own.map(({ ref, title }) => ({ ref, title })),
    }
  })
}
