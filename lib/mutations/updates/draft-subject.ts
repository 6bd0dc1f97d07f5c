/** What a form is about whose text is kept as a draft, and whether someone may send it. */

import 'server-only'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { askAsAt } from '@/lib/domain/board/board-requests'
import type { PageForm, TypedForm } from '@/lib/domain/updates/draft'
import {
  canChangeSettings,
  canEditPlan,
  canReportOn,
  canSeeInside,
  canSpeakForBoard,
  type KnownActor,
  type PlanAccess,
} from '@/lib/domain/people/permissions'
import { nameDraftPart, readDraftPart } from '@/lib/domain/reports/report-draft'
import { ForbiddenError, NotFoundError } from '@/lib/errors'
import { readNumber } from '@/lib/queries/board/request-pages'
import { mayAnswerRequest, readBoardRequests } from '@/lib/queries/board/board-requests'
import { readDisputes } from '@/lib/queries/board/disputes'
import { readDraftRecord } from '@/lib/queries/reports/draft-records'
import { readReportedAction, readSentUpdate } from '@/lib/queries/updates/sent-updates'
import { boardMessages } from '@/lib/format/board/messages'
import { reportMessages } from '@/lib/format/reports/messages'
import { updateMessages } from '@/lib/format/updates/messages'
import { findSubject } from './subject'
import { statusMessages } from '@/lib/format/status/messages'

/**
 * Takes a form, who sends it and its plan; returns the id of what the form is about. Throws ForbiddenError unless they may send
 * the form, and NotFoundError.
 */
export async function findDraftSubject(
  form: Exclude<TypedForm, PageForm>,
  actor: KnownActor,
  plan: PlanAccess,
): Promise<string> {
  if (form.kind === 'update') {
    const action = await readReportedAction(plan.id, form.ref)
    if (!action) throw new NotFoundError('action', form.ref)
    if (!canReportOn(actor, plan, action.accountable))
      throw new ForbiddenError(updateMessages.cannotReport, actor.id)
    return action.id
  }
  if (form.kind === 'rule') {
    if (!canChangeSettings(actor, plan)) throw new ForbiddenError(statusMessages.cannotChangeRule, actor.id)
    return plan.id
  }
  if (
    form.kind === 'ask' ||
    form.kind === 'askAnswer' ||
    form.kind === 'dispute' ||
    form.kind === 'disputeAnswer'
  )
    return findBoardSubject(form, actor, plan)
  const isEditor = canEditPlan(actor, plan)
  if (form.kind === 'rating') {
    if (!isEditor) throw new ForbiddenError(statusMessages.cannotRate, actor.id)
    const where = {
      planId_code: { planId: plan.id, code: form.section },
      plan: { levels: { not: 'actions' as const } },
    }
    const section = await db.section.findUnique({ where, select: { id: true } })
    if (!section) throw new NotFoundError('section', form.section)
    return section.id
  }
  if (form.kind === 'reportText') {
    if (!isEditor) throw new ForbiddenError(reportMessages.cannotEditDrafts, actor.id)
    const draft = await readDraftRecord(db, plan.id, form.draft)
    const part = readDraftPart(form.part)
    if (!draft || !part) throw new NotFoundError('report draft', form.draft)
    return `${draft.id} ${nameDraftPart(part)}`
  }
  const update = await readSentUpdate(plan.id, form.update)
  if (form.kind !== 'correction' && !isEditor)
    throw new ForbiddenError(updateMessages.cannotApprove, actor.id)
  if (!update) throw new NotFoundError('action', form.update)
  if (isEditor) return update.id
  const action = await readReportedAction(plan.id, update.ref)
  if (!action || update.author?.id !== actor.id || !canReportOn(actor, plan, action.accountable))
    throw new ForbiddenError(updateMessages.cannotCorrect, actor.id)
  return update.id
}

/** Asks and disputes are numbered from 1. */
const NO_NUMBER = 0

type BoardForm = Extract<TypedForm, { kind: 'ask' | 'askAnswer' | 'dispute' | 'disputeAnswer' }>

async function findBoardSubject(form: BoardForm, actor: KnownActor, plan: PlanAccess): Promise<string> {
  switch (form.kind) {
    case 'ask':
      if (!canSpeakForBoard(actor, plan)) throw new ForbiddenError(boardMessages.cannotRequest, actor.id)
      return plan.id
    case 'dispute': {
      if (!canSpeakForBoard(actor, plan)) throw new ForbiddenError(boardMessages.cannotDispute, actor.id)
      const { actionId, sectionId } = await findSubject({ tx: db, plan }, form)
      return actionId ?? sectionId
    }
    case 'askAnswer': {
      if (!canSeeInside(actor, plan)) throw new ForbiddenError(boardMessages.cannotAnswer, actor.id)
      const [request] = await readBoardRequests(plan.id, { number: readNumber(form.ask) ?? NO_NUMBER })
      const state = request && askAsAt(request, today())
      if (!request || !state) throw new NotFoundError('board request', form.ask)
      if (!(await mayAnswerRequest(actor, plan, { ...request, owed: state.owed })))
        throw new ForbiddenError(boardMessages.cannotAnswer, actor.id)
      return request.id
    }
    case 'disputeAnswer': {
      if (!canEditPlan(actor, plan)) throw new ForbiddenError(boardMessages.cannotResolve, actor.id)
      const [dispute] = await readDisputes(plan.id, { number: readNumber(form.dispute) ?? NO_NUMBER })
      if (!dispute) throw new NotFoundError('dispute', form.dispute)
      return dispute.id
    }
  }
}
