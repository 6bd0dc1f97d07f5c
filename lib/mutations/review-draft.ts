/** Review: an editor reads what another one wrote before it is issued. Who and when is on record. */

import 'server-only'
import { canEditPlan } from '@/lib/domain/permissions'
import { type DraftState, mayReview } from '@/lib/domain/report-draft'
import { InvalidError } from '@/lib/errors'
import { readEditorIds } from '@/lib/queries/helpers'
import { findDraft, recordOf } from './find-draft'
import { refuseUnseen } from './issue-report'
import { NOT_YOURS_TO_DRAFT } from './not-yours'
import { writePlan } from './write-plan'

/** Sent for review, found right, or given back to those who write it. */
export type ReviewStep = 'send' | 'approve' | 'return'

const STEPS: Readonly<
  Record<ReviewStep, { from: readonly DraftState[]; to: DraftState; kind: string; else: string }>
> = {
  send: {
    from: ['draft'],
    to: 'inReview',
    kind: 'report-draft.sent',
    else: 'It was sent for review already',
  },
  approve: {
    ...{ from: ['inReview'], to: 'reviewed', kind: 'report-draft.reviewed' },
    else: 'It has to be sent for review first',
  },
  return: {
    ...{ from: ['inReview', 'reviewed'], to: 'draft', kind: 'report-draft.returned' },
    else: 'It is being written already',
  },
}

/**
 * Takes a plan's slug, a draft's id, the version that the editor saw, and what becomes of it; puts that on record. Throws
 * InvalidError where that cannot be next or the editor wrote it, NotFoundError, and what writePlan throws.
 */
export async function reviewDraft(
  slug: string,
  id: string,
  version: number,
  step: ReviewStep,
): Promise<void> {
  return writePlan(slug, { may: canEditPlan, else: NOT_YOURS_TO_DRAFT }, async (write) => {
    const { tx, plan, actor, audit } = write
    const draft = await findDraft(write, id)
    refuseUnseen(draft, version)
    const { from, to, kind, else: otherwise } = STEPS[step]
    if (!from.includes(draft.state)) throw new InvalidError({ form: otherwise })
    const { may, isOwn } = mayReview(actor.id, draft, await readEditorIds(plan.id, tx))
    if (step === 'approve' && !may)
      throw new InvalidError({ form: 'You wrote in this draft: another editor has to review it' })
    const isReviewed = to === 'reviewed'
    await tx.reportDraft.update({
      where: { id },
      data: {
        state: to,
        ...{ reviewedById: isReviewed ? actor.id : null, reviewedAt: isReviewed ? new Date() : null },
      },
    })
    await audit({
      ...{ kind, ...recordOf(draft), before: { state: draft.state } },
      after: { state: to, version, ...(isReviewed && { reviewedOwnText: isOwn }) },
    })
  })
}
