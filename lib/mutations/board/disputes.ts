/** Disputing a rating, and answering that. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { describeLastDone } from '@/lib/audit/append'
import { type DisputeOutcome, isTrueOutcome, ratingOf } from '@/lib/domain/board/disputes'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { readDisputes } from '@/lib/queries/board/disputes'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { dropDraft } from '@/lib/mutations/updates/draft'
import { boardMessages } from '@/lib/format/board/messages'
import { findSubject, type SubjectName } from '@/lib/mutations/updates/subject'
import { makeOnce } from '@/lib/mutations/submission'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'

export interface DisputeInput {
  readonly about: SubjectName
  readonly seen: string
  readonly reason: string
  /** Made when the form was opened: the same form sent twice is one dispute. */
  readonly submissionKey: string
}

/**
 * Takes a plan's slug and a dispute; puts it on record and returns its number. Throws InvalidError when there is no rating, or
 * another one than the form showed, and what writePlan throws.
 */
export async function disputeRating(slug: string, input: DisputeInput): Promise<number> {
  return writePlan(slug, RIGHTS.dispute, async (write) => {
    const { tx, plan, actor } = write
    const { submissionKey: formKey, ...content } = input
    const submission = { makes: `dispute ${plan.id}`, formKey, personId: actor.id, content }
    return Number(await makeOnce(tx, submission, async () => String(await addDispute(write, content))))
  })
}

async function addDispute(write: PlanWrite, input: Omit<DisputeInput, 'submissionKey'>): Promise<number> {
  const { tx, plan, actor, today, audit } = write
  const { about, reason } = input
  const subject = await findSubject(write, about)
  const id = subject.actionId ?? subject.sectionId
  const rating = ratingOf(await loadPlan(plan.id), { level: about.level, id })
  if (!rating) throw new InvalidError({ form: boardMessages.nothingToDispute })
  if (rating.value !== input.seen)
    throw new InvalidError({
      form: boardMessages.ratingChanged(plan, rating),
    })
  const last = await tx.ratingDispute.aggregate({ where: { planId: plan.id }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  const dispute = await tx.ratingDispute.create({
    data: {
      planId: plan.id,
      number,
      ...subject,
      reason,
      authorId: actor.id,
      status: rating.level === 'action' ? rating.value : null,
      overallRag: rating.level === 'section' ? rating.value : null,
      effectiveOn: new Date(today),
    },
    select: { id: true },
  })
  await audit({
    kind: 'rating.disputed',
    ...recordOf({ id: dispute.id, number }),
    after: { about: `${about.level} ${about.code}`, rating: rating.value, reason },
  })
  await dropDraft(tx, actor.id, 'dispute', id)
  return number
}

/**
 * Takes a plan's slug, a dispute's number, what came of it and the editor's words; puts the answer on record. Throws
 * InvalidError when it was answered already, or the rating does not bear the answer out; NotFoundError; and what writePlan
 * throws.
 */
export async function answerDispute(
  slug: string,
  number: number,
  { outcome, text }: { readonly outcome: DisputeOutcome; readonly text: string },
): Promise<void> {
  await writePlan(slug, RIGHTS.answerDispute, async ({ tx, plan, actor, today, audit }) => {
    const [dispute] = await readDisputes(plan.id, { number }, tx)
    if (!dispute) throw new NotFoundError('dispute', String(number))
    const { answer } = dispute
    if (answer?.authorId === actor.id && answer.outcome === outcome && answer.text === text) return
    if (answer) {
      const entries = { kind: 'rating.dispute-answered' }
      const who = await describeLastDone(tx, dispute.id, actor.id, boardMessages.answeredThis, entries)
      throw new InvalidError({ form: boardMessages.answeredMeanwhile(who, answer.text) })
    }
    const now = ratingOf(await loadPlan(plan.id), dispute.about)
    if (!isTrueOutcome(dispute.rating, now, outcome))
      throw new InvalidError({ outcome: boardMessages.wrongOutcome(plan, now, outcome) })
    await tx.disputeAnswer.create({
      data: {
        planId: plan.id,
        disputeId: dispute.id,
        outcome,
        text,
        authorId: actor.id,
        effectiveOn: new Date(today),
      },
    })
    await audit({ kind: 'rating.dispute-answered', ...recordOf(dispute), after: { outcome, answer: text } })
    await dropDraft(tx, actor.id, 'disputeAnswer', dispute.id)
  })
}

const recordOf = ({ id, number }: { id: string; number: number }) => ({
  recordType: 'rating_dispute',
  recordId: id,
  recordName: `Dispute ${number}`,
})
