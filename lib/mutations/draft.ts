/** Drafts: what somebody typed and has not sent. They are nobody else's business, so no audit entry tells of them. */

import 'server-only'
import { currentActor, findActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { type Actor, canReadPlan, canReportOn } from '@/lib/domain/permissions'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { readReportedAction } from '@/lib/queries/sent-updates'
import { type FormValues, LONGEST_TEXT } from '@/lib/schemas/form'
import { NOT_YOURS } from './report-progress'

/** Names of what a form sends that is no part of a draft: it is new with every form. */
const OF_THE_FORM = new Set(['token', 'submission-key', 'intent'])
/** The most inputs that a form of ours has; more than that comes from elsewhere. */
const MOST_INPUTS = 60

/**
 * Takes a plan's slug, an action's reference and what was typed; keeps it as the actor's draft, in the place of an earlier
 * one, and returns when. With a person's id, the draft is that person's: the caller knows by the form's token that it is theirs.
 * Throws SignedOutError, NotFoundError, ForbiddenError.
 */
export async function saveDraft(
  slug: string,
  ref: string,
  values: FormValues,
  personId?: string,
): Promise<Date> {
  const { actorId, actionId } = await findOwn(slug, ref, personId)
  const fields = tidy(values)
  const savedAt = new Date()
  await db.draft.upsert({
    where: { actionId_personId: { actionId, personId: actorId } },
    create: { actionId, personId: actorId, fields, savedAt },
    update: { fields, savedAt },
  })
  return savedAt
}

/** Takes a plan's slug and an action's reference; throws the actor's draft away. Throws as saveDraft does. */
export async function discardDraft(slug: string, ref: string): Promise<void> {
  const { actorId, actionId } = await findOwn(slug, ref)
  await db.draft.deleteMany({ where: { actionId, personId: actorId } })
}

async function findOwn(slug: string, ref: string, personId?: string) {
  const actor: Actor = personId === undefined ? await currentActor() : await findActor(personId)
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const plan = await db.plan.findUnique({ where: { slug }, select: { id: true, isPublic: true } })
  if (!plan || !canReadPlan(actor, plan)) throw new NotFoundError('plan', slug)
  const action = await readReportedAction(plan.id, ref)
  if (!action) throw new NotFoundError('action', ref)
  if (!canReportOn(actor, plan, action.accountable)) throw new ForbiddenError(NOT_YOURS)
  return { actorId: actor.id, actionId: action.id }
}

/** As much of it as a draft can hold. Longer text is cut only beyond what the form would refuse anyway. */
function tidy(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .slice(0, MOST_INPUTS)
      .flatMap(([name, value]) => {
        if (typeof value !== 'string' || OF_THE_FORM.has(name) || name.startsWith('choice-')) return []
        return [[name.slice(0, 60), value.replaceAll('\0', '').slice(0, 5 * LONGEST_TEXT)]]
      }),
  )
}
