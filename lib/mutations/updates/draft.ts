/** Drafts: what someone typed and has not sent. They are no one else's business, so no audit entry tells of them. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentWriter } from '@/lib/auth/actor'
import { findActor } from '@/lib/auth/find-actor'
import { db } from '@/lib/db'
import { draftName, type TypedForm } from '@/lib/domain/updates/draft'
import { type Actor, canReadPlan } from '@/lib/domain/people/permissions'
import { NotFoundError, SignedOutError } from '@/lib/errors'
import { FRAME_FIELDS, type FormValues, LONGEST_TEXT, listUnticked } from '@/lib/schemas/form'
import { findDraftSubject } from './draft-subject'

/** Names of what a form sends that is no part of a draft: it is new with every form. */
const OF_THE_FORM = new Set<string>([...FRAME_FIELDS, 'submission-key', 'intent'])
/** More inputs than a form of ours has, and more boxes than one has to tick: what is more comes from elsewhere. */
const MOST_INPUTS = 1000
const MOST_TICKED = 1000

/**
 * Takes a form and what was typed into it; keeps it as the actor's draft, in the place of an earlier one, and returns when.
 * With a person's id, the draft is that person's: the caller knows by the form's token that it is theirs. Throws
 * SignedOutError, NotFoundError, ForbiddenError.
 */
export async function saveDraft(form: TypedForm, values: FormValues, personId?: string): Promise<Date> {
  const key = await findOwn(form, personId)
  const fields = tidy(values)
  const savedAt = new Date()
  await db.draft.upsert({
    where: { personId_form: key },
    create: { ...key, fields, savedAt },
    update: { fields, savedAt },
  })
  return savedAt
}

/** Takes a form; throws the actor's draft of it away. Throws as saveDraft does. */
export async function discardDraft(form: TypedForm): Promise<void> {
  await db.draft.deleteMany({ where: await findOwn(form) })
}

/** Takes a transaction, who sent a form, its kind and the id of what it is about; their draft of it is needed no longer. */
export async function dropDraft(
  tx: Prisma.TransactionClient,
  personId: string,
  kind: TypedForm['kind'],
  id: string,
): Promise<void> {
  await tx.draft.deleteMany({ where: { personId, form: draftName(kind, id) } })
}

async function findOwn(form: TypedForm, personId?: string) {
  const actor: Actor = personId === undefined ? await currentWriter() : await findActor(personId)
  if (actor.kind === 'anonymous') throw new SignedOutError()
  // It was opened by whoever has its token. Whether it may be sent is asked when it is.
  if (form.kind === 'page') return { personId: actor.id, form: draftName('page', form.page) }
  const plan = await db.plan.findUnique({ where: { slug: form.plan }, select: { id: true, isPublic: true } })
  if (!plan || !canReadPlan(actor, plan)) throw new NotFoundError('plan', form.plan)
  return { personId: actor.id, form: draftName(form.kind, await findDraftSubject(form, actor, plan)) }
}

/** As much of it as a draft can hold: never a password. Longer text is cut only beyond what the form would refuse anyway. */
function tidy(values: FormValues): Record<string, string | string[]> {
  const cut = (text: string) => text.replaceAll('\0', '').slice(0, 5 * LONGEST_TEXT)
  const isKept = (name: string) =>
    !OF_THE_FORM.has(name) && !name.startsWith('choice-') && !/password/i.test(name)
  const typed = Object.entries({ ...listUnticked(values), ...values })
    .filter(([name]) => isKept(name))
    .slice(0, MOST_INPUTS)
  return Object.fromEntries(
    typed.map(([name, value]) => [
      name.slice(0, 60),
      typeof value === 'string' ? cut(value) : value.slice(0, MOST_TICKED).map(cut),
    ]),
  )
}
