/** Review: an editor reads what another one wrote before it is issued. Who and when is on record. */

import 'server-only'
import { canEditPlan } from '@/lib/domain/permissions'
import { findObstacles, isForWriters, sayObstacle } from '@/lib/domain/draft-obstacles'
import { type DraftState, mayReview } from '@/lib/domain/report-draft'
import { InvalidError } from '@/lib/errors'
import type { DraftRecord } from '@/lib/queries/draft-records'
import { readEditorIds } from '@/lib/queries/helpers'
import { loadPlan } from '@/lib/queries/load-plan'
import { readWouldBe } from '@/lib/queries/would-be-report'
import { findDraft, recordOf } from './find-draft'
import { refuseUnseen } from './issue-report'
import { NOT_YOURS_TO_DRAFT } from './not-yours'
import { type PlanWrite, writePlan } from './write-plan'

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
 * InvalidError where that cannot be next, the editor wrote it or its texts have to be mended first, NotFoundError, and what
 * writePlan throws.
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
    if (step !== 'return') await refuseUnmended(write, draft, step)
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

const NOT_YET: Readonly<Record<Exclude<ReviewStep, 'return'>, string>> = {
  send: 'It was not sent for review',
  approve: 'It was not found right. Give it back to be written on',
}

/** Nobody reviews what is known to be wrong: it could not be issued so. What is missing from the plan may still come. */
async function refuseUnmended(
  { plan, today }: PlanWrite,
  draft: DraftRecord,
  step: keyof typeof NOT_YET,
): Promise<void> {
  const state = await loadPlan(plan.id, { asAt: draft.asAt, knownAt: null })
  const reasons = findObstacles(draft, await readWouldBe(state, draft.content, today))
    .filter(isForWriters)
    .map(sayObstacle)
  if (reasons.length) throw new InvalidError({ form: `${NOT_YET[step]}. ${reasons.join('. ')}` })
}
