/** What people pin to their start page. It is no one else's business, so no audit entry tells of it. */

import 'server-only'
import { currentWriter } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import { findPinnable, MOST_PINS, type PinSubject } from '@/lib/domain/people/pins'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { peopleMessages } from '@/lib/format/people/messages'
import { inTransaction } from '@/lib/mutations/write-plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

/**
 * Takes what is to be pinned; pins it for the actor, once however often it is sent, and returns what it is called. Throws
 * SignedOutError, ForbiddenError for a program, NotFoundError when the actor may not read the plan or it has none such, and
 * InvalidError when they have as many pins as anybody may have.
 */
export async function addPin(subject: PinSubject): Promise<string> {
  const actor = await currentWriter()
  const plan = await readPlan(subject.plan)
  if (!plan) throw new NotFoundError('plan', subject.plan)
  const found = findPinnable(plan, subject)
  if (!found) throw new NotFoundError(subject.level, subject.code)
  const key = { personId: actor.id, recordId: found.id }
  await inTransaction(async (tx) => {
    // One at a time, so that the count holds.
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
    if (await tx.pin.findUnique({ where: { personId_recordId: key }, select: { recordId: true } })) return
    if ((await tx.pin.count({ where: { personId: actor.id } })) >= MOST_PINS)
      throw new InvalidError({ form: peopleMessages.tooManyPins(MOST_PINS) })
    await tx.pin.create({ data: { ...key, level: subject.level } })
  })
  return found.name
}

/** Takes the id of what was pinned; the actor has no such pin from now on, if they had one. Throws SignedOutError, ForbiddenError for a program. */
export async function removePin(recordId: string): Promise<void> {
  const actor = await currentWriter()
  await db.pin.deleteMany({ where: { personId: actor.id, recordId } })
}
