/** Who may write what, and what those are told who may not. */

import 'server-only'
import { currentWriter } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import {
  type Actor,
  canChangeSettings,
  canEditPlan,
  canManageAccounts,
  canReadPlan,
  canSeeInside,
  canSpeakForBoard,
  type PlanAccess,
} from '@/lib/domain/people/permissions'
import { ForbiddenError, NotFoundError } from '@/lib/errors'
import { boardMessages } from '@/lib/format/board/messages'
import { peopleMessages } from '@/lib/format/people/messages'
import { periodMessages } from '@/lib/format/periods/messages'
import { planMessages } from '@/lib/format/plan/messages'
import { printedMessages } from '@/lib/format/printed/messages'
import { reportMessages } from '@/lib/format/reports/messages'
import { statusMessages } from '@/lib/format/status/messages'
import { structureMessages } from '@/lib/format/structure/messages'
import { updateMessages } from '@/lib/format/updates/messages'

export interface PlanRight {
  readonly of: 'plan'
  readonly may: (actor: Actor, plan: PlanAccess) => boolean
  readonly else: string
}

export interface AccountsRight {
  readonly of: 'accounts'
  readonly may: (actor: Actor) => boolean
  readonly else: string
}

function inPlan(may: PlanRight['may'], otherwise: string): PlanRight {
  return { of: 'plan', may, else: otherwise }
}

function ofAccounts(otherwise: string): AccountsRight {
  return { of: 'accounts', may: canManageAccounts, else: otherwise }
}

/**
 * Asked when a form arrives, before its fields are looked at (app/checked-submit.ts), and again in the transaction that writes
 * (lib/mutations). Who answers for the one action or request is asked only there.
 */
export const RIGHTS = {
  editStructure: inPlan(canEditPlan, structureMessages.cannotEdit),
  reassign: inPlan(canEditPlan, periodMessages.cannotReassign),
  editPeriods: inPlan(canEditPlan, periodMessages.cannotEditPeriods),
  reportProgress: inPlan(canSeeInside, updateMessages.cannotReportInPlan),
  approve: inPlan(canEditPlan, updateMessages.cannotApprove),
  rate: inPlan(canEditPlan, statusMessages.cannotRate),
  correctSource: inPlan(canEditPlan, statusMessages.cannotCorrectSource),
  enterPrinted: inPlan(canEditPlan, printedMessages.cannotEnter),
  draftReports: inPlan(canEditPlan, reportMessages.cannotEditDrafts),
  request: inPlan(canSpeakForBoard, boardMessages.cannotRequest),
  changeRequest: inPlan(canEditPlan, boardMessages.cannotChange),
  answerRequest: inPlan(canSeeInside, boardMessages.cannotAnswer),
  dispute: inPlan(canSpeakForBoard, boardMessages.cannotDispute),
  answerDispute: inPlan(canEditPlan, boardMessages.cannotResolve),
  changeSettings: inPlan(canChangeSettings, planMessages.cannotChangeSettings),
  changeRule: inPlan(canChangeSettings, statusMessages.cannotChangeRule),
  manageAccounts: ofAccounts(peopleMessages.cannotManageAccounts),
  createPlan: ofAccounts(structureMessages.cannotCreate),
} as const

/**
 * Takes a right, and the slug of the plan where it is one in a plan; returns where whoever asks has it. Throws SignedOutError,
 * ForbiddenError with its sentence, and NotFoundError where there is no such plan that they may read.
 */
export async function requireRight(right: PlanRight | AccountsRight, slug: string | null): Promise<void> {
  const actor = await currentWriter()
  if (right.of === 'accounts') {
    if (!right.may(actor)) throw new ForbiddenError(right.else, actor.id)
    return
  }
  const plan = await db.plan.findUnique({
    where: { slug: slug ?? '' },
    select: { id: true, isPublic: true },
  })
  if (!plan || !canReadPlan(actor, plan)) throw new NotFoundError('plan', slug ?? '')
  if (!right.may(actor, plan)) throw new ForbiddenError(right.else, actor.id)
}
