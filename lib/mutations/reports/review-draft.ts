/** Review: an editor reads what another one wrote before it is issued. Who and when is on record. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { Prisma } from '@/generated/prisma/client'
import { checkByHand, checksByHand, type HandCheck, type Ticked } from '@/lib/domain/reports/draft-figures'
import { findObstacles, isForWriters } from '@/lib/domain/reports/draft-obstacles'
import { type DraftState, mayReview } from '@/lib/domain/reports/report-draft'
import { InvalidError } from '@/lib/errors'
import type { DraftRecord } from '@/lib/queries/reports/draft-records'
import { readEditorIds } from '@/lib/queries/people/plan-editors'
import { readPlanVersion } from '@/lib/queries/plan-state/plan-state'
import { previewReport } from '@/lib/queries/reports/draft-preview'
import { auditChecks, findDraft, recordOf } from '@/lib/mutations/updates/find-draft'
import { makeOnce } from '@/lib/mutations/submission'
import { refuseUnseen } from './issue-report'
import { reportMessages } from '@/lib/format/reports/messages'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'

/** Sent for review, found right, or given back to those who write it. */
type ReviewStep = 'send' | 'approve' | 'return'

const STEPS: Readonly<
  Record<ReviewStep, { from: readonly DraftState[]; to: DraftState; kind: string; else: string }>
> = {
  send: {
    from: ['draft'],
    to: 'inReview',
    kind: 'report-draft.sent',
    else: reportMessages.alreadySent,
  },
  approve: {
    from: ['inReview'],
    to: 'reviewed',
    kind: 'report-draft.reviewed',
    else: reportMessages.notSent,
  },
  return: {
    from: ['inReview', 'reviewed'],
    to: 'draft',
    kind: 'report-draft.returned',
    else: reportMessages.alreadyReturned,
  },
}

/** What someone does with a draft that goes from one to another. */
export type Review =
  | { readonly step: 'send' | 'approve'; readonly ticked: Ticked }
  /** With what is to be changed. */
  | { readonly step: 'return'; readonly comment: string }

/**
 * Takes a plan's slug, a draft's id, the version that the editor saw, and what becomes of it; puts that on record, once where the
 * form is sent twice. Throws
 * InvalidError where that cannot be next, the editor wrote it, its texts have to be mended first, or a figure that disagrees with
 * the plan was not checked by hand; NotFoundError; and what writePlan throws.
 */
export async function reviewDraft(slug: string, id: string, version: number, review: Review): Promise<void> {
  return writePlan(slug, RIGHTS.draftReports, async (write) => {
    const draft = await findDraft(write, id)
    refuseUnseen(draft, version)
    await makeOnce(write.tx, await stepOf(write, id, version, review), () => takeStep(write, draft, review))
  })
}

async function takeStep(write: PlanWrite, draft: DraftRecord, review: Review): Promise<string> {
  const { tx, plan, actor, audit } = write
  const { from, to, kind, else: otherwise } = STEPS[review.step]
  if (!from.includes(draft.state)) throw new InvalidError({ form: otherwise })
  const { may, isOwn } = mayReview(actor.id, draft, await readEditorIds(plan.id, tx))
  if (review.step === 'approve' && !may) throw new InvalidError({ form: reportMessages.ownDraft })
  const at = new Date()
  const checked = review.step === 'return' ? null : await readChecked(write, draft, review, at)
  const isReviewed = to === 'reviewed'
  await tx.reportDraft.update({
    where: { id: draft.id },
    data: {
      state: to,
      ...(checked && { handChecks: toJson(checksByHand(checked.figures)) }),
      reviewedById: isReviewed ? actor.id : null,
      reviewedAt: isReviewed ? at : null,
      ...(review.step === 'return'
        ? { returnedById: actor.id, returnedAt: at, returnComment: review.comment }
        : { returnedById: null, returnedAt: null, returnComment: null }),
    },
  })
  await audit({
    kind,
    ...recordOf(draft),
    before: { state: draft.state },
    after: {
      state: to,
      version: draft.version,
      ...(isReviewed && { reviewedOwnText: isOwn }),
      ...(review.step === 'return' ? { comment: review.comment } : checked && auditChecks(checked.added)),
    },
  })
  return draft.id
}

/**
 * The form of a step, which has no key of its own: the same draft at the same version, sent as often and returned as often as when the page
 * was opened. So the step is taken again after the one that undoes it, and once where its form is sent twice.
 */
async function stepOf({ tx, plan, actor }: PlanWrite, id: string, version: number, review: Review) {
  const { kind } = STEPS[review.step === 'return' ? 'send' : 'return']
  const round = await tx.auditEntry.count({ where: { planId: plan.id, recordId: id, kind } })
  const comment = review.step === 'return' ? review.comment : null
  return {
    makes: `report draft ${review.step}`,
    formKey: id,
    personId: actor.id,
    content: { version, round, comment },
  }
}

const toJson = (checks: readonly HandCheck[]) => checks as unknown as Prisma.InputJsonArray

const NOT_YET = {
  send: reportMessages.notSentBecause,
  approve: reportMessages.notApprovedBecause,
}

/**
 * No one reviews what cannot be issued as it is written. What is missing from the plan may still come; a typed figure that the
 * reader of texts takes for wrong is for those who approve it to check.
 */
async function readChecked(
  { plan, today, actor }: PlanWrite,
  draft: DraftRecord,
  { step, ticked }: Extract<Review, { step: 'send' | 'approve' }>,
  at: Date,
): Promise<ReturnType<typeof checkByHand>> {
  const state = await readPlanVersion(plan, { asAt: draft.asAt, knownAt: null })
  const preview = await previewReport(state, draft, today)
  const checked = checkByHand(preview.typed, ticked, { byId: actor.id, at: at.toISOString() })
  const obstacles = findObstacles(draft, { ...preview, typed: checked.figures })
  const reasons = obstacles.filter(isForWriters).map(reportMessages.obstacle)
  if (reasons.length) throw new InvalidError({ form: NOT_YET[step](reasons) })
  const unchecked = obstacles.find(({ kind }) => kind === 'typed')
  if (step === 'approve' && unchecked) throw new InvalidError({ ticked: reportMessages.obstacle(unchecked) })
  return checked
}
