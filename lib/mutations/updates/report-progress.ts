/** Reporting on an action: a new update, or the correction of one. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import {
  differingFields,
  type ProgressReport,
  REPORT_FIELDS,
  type ReportField,
} from '@/lib/domain/plan/progress-report'
import { canEditPlan, canReportOn } from '@/lib/domain/people/permissions'
import { ForbiddenError, InvalidError, NotFoundError } from '@/lib/errors'
import {
  isUuid,
  readReportedAction,
  readSentUpdate,
  type ReportedAction,
  type SentUpdate,
} from '@/lib/queries/updates/sent-updates'
import { checkForm, type FormValues } from '@/lib/schemas/form'
import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import { readMeanwhile } from '@/lib/queries/updates/meanwhile'
import { type Judged, judgeReport, type Sight, without } from '@/lib/schemas/updates/judge-report'
import { checkReport, correctionSchema, readReport } from '@/lib/schemas/updates/progress-report'
import { dropDraft } from './draft'
import { recordUpdate, readSeenByReaders } from './record-update'
import { submissionId } from '@/lib/mutations/submission'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { sharedMessages } from '@/lib/format/messages'
import { updateMessages } from '@/lib/format/updates/messages'

/** A form as it was sent. */
export interface SentForm extends Sight {
  readonly values: FormValues
  /** Made when the form was opened: the same form sent twice is one update. */
  readonly submissionKey: string
}

/** What became of it. */
export type Reported =
  | { readonly kind: 'saved'; readonly id: string; readonly waits: boolean }
  | (Extract<Judged, { kind: 'conflict' }> & {
      /** Who said it, and when. */
      readonly meanwhile: Meanwhile
    })

/**
 * Takes a plan's slug, an action's reference and the form; records the update, or says who else spoke meanwhile. Throws
 * NotFoundError, ForbiddenError, SignedOutError, and InvalidError with every field that is wrong.
 */
export function reportProgress(slug: string, ref: string, form: SentForm): Promise<Reported> {
  return writePlan(slug, RIGHTS.reportProgress, async (write) => {
    const action = await findOwnAction(write, ref)
    const read = readReport(write.plan, form.values, action.dueOn)
    const own = REPORT_FIELDS.filter((field) => form.choices[field] !== 'theirs')
    const { duplicate, submissionKey } = await findDuplicateWithText(
      write,
      action,
      form.submissionKey,
      read.report,
      own,
    )
    if (duplicate) return duplicate

    const seenBefore = await readSeenByReaders(write, action.id)
    const judged = judgeReport(write, action, read, form, seenBefore?.effectiveOn ?? null)
    if (judged.kind === 'conflict')
      return { ...judged, meanwhile: await readMeanwhile(write.plan.id, action, judged.compared) }
    if (judged.kind === 'wrong') throw new InvalidError(judged.errors)
    if (judged.already) {
      await dropDraft(write.tx, write.actor.id, 'update', action.id)
      return { kind: 'saved', ...judged.already }
    }
    return recordUpdate(write, action, {
      kind: 'update',
      aboutId: null,
      report: judged.report,
      dueReason: judged.dueReason,
      submissionKey,
      needsApproval: write.plan.needsApproval && !canEditPlan(write.actor, write.plan),
      seenBefore,
    })
  })
}

/**
 * Takes a plan's slug, the id of an update and the form; records a correction that takes its place, on the day that it had or
 * on another. Throws as reportProgress does. A correction moves no expected date.
 */
export function correctUpdate(
  slug: string,
  id: string,
  form: Pick<SentForm, 'values' | 'submissionKey'>,
): Promise<Extract<Reported, { kind: 'saved' }> & { readonly ref: string }> {
  return writePlan(slug, RIGHTS.reportProgress, async (write) => {
    const wrong = await readSentUpdate(write.plan.id, id, write.tx)
    if (!wrong) throw new NotFoundError('action', id)
    const action = await findOwnAction(write, wrong.ref)
    const read = readReport(write.plan, { ...form.values, ...NO_NEW_DATE }, action.dueOn)
    const own = REPORT_FIELDS.filter((field) => field !== 'dueOn')
    const { duplicate, submissionKey } = await findDuplicateWithText(
      write,
      action,
      form.submissionKey,
      read.report,
      own,
    )
    if (duplicate) return { ...duplicate, ref: wrong.ref }

    if (!canEditPlan(write.actor, write.plan) && wrong.author?.id !== write.actor.id)
      throw new ForbiddenError(updateMessages.cannotCorrect, write.actor.id)
    refuseUncorrectable(wrong)
    const stored = { ...read.report, dueOn: wrong.report.dueOn }
    if (differingFields(stored, wrong.report).length === 0)
      throw new InvalidError({ form: updateMessages.notCorrected })
    const isSameDay = read.report.effectiveOn === wrong.report.effectiveOn
    const asked = checkForm(correctionSchema, form.values)
    refuse({
      ...asked.state?.errors,
      ...read.errors,
      ...without(check(write, action, read.report, ''), judgedBefore(read.report, wrong)),
    })
    // What waited for a new date still waits for it.
    const waits = wrong.standing === 'waiting'
    const saved = await recordUpdate(write, action, {
      kind: 'correction',
      aboutId: wrong.id,
      ...asked.data,
      effectivePrecision: isSameDay ? wrong.effectivePrecision : 'day',
      // Other words about a status that was published or estimated do not make it one that was reported here.
      ...(isSameDay && read.report.status === wrong.report.status && { origin: wrong.origin }),
      report: { ...read.report, dueOn: (waits && wrong.report.dueOn) || action.dueOn },
      dueReason: waits ? wrong.dueReason : '',
      submissionKey,
      needsApproval: write.plan.needsApproval && !canEditPlan(write.actor, write.plan),
    })
    return { ...saved, ref: wrong.ref }
  })
}

/** Takes a write and a reference; returns the action. Throws when there is none, or the actor may not report on it. */
export async function findOwnAction(write: PlanWrite, ref: string): Promise<ReportedAction> {
  const action = await readReportedAction(write.plan.id, ref, write.tx)
  if (!action) throw new NotFoundError('action', ref)
  if (!canReportOn(write.actor, write.plan, action.accountable))
    throw new ForbiddenError(updateMessages.cannotReport, write.actor.id)
  if (action.lifecycle !== 'active') throw new InvalidError({ form: updateMessages.actionLeft })
  return action
}

/** The update that the same form has already made, if it has. */
export async function findDuplicateSubmission(
  { tx, plan, actor }: PlanWrite,
  action: ReportedAction,
  submissionKey: string,
): Promise<Extract<Reported, { kind: 'saved' }> | null> {
  if (!isUuid(submissionKey)) throw new InvalidError({ form: sharedMessages.unreadableForm })
  const duplicate = await tx.progressUpdate.findUnique({
    where: { submissionKey },
    select: { id: true, planId: true, actionId: true, authorId: true, needsApproval: true },
  })
  if (!duplicate) return null
  if (duplicate.planId !== plan.id || duplicate.actionId !== action.id || duplicate.authorId !== actor.id)
    throw new InvalidError({ form: updateMessages.formUsed })
  return { kind: 'saved', id: duplicate.id, waits: duplicate.needsApproval }
}

/**
 * Takes a form's key, what it says and the fields that count; returns the update that it has already made, if it said the
 * same then, and the key for the one it is to make. Gone back to in the browser and filled in otherwise, it still has the key
 * of what was sent first: then it is another form, with a key of its own.
 */
export async function findDuplicateWithText(
  write: PlanWrite,
  action: ReportedAction,
  submissionKey: string,
  sentence: ProgressReport,
  fields: readonly ReportField[] = REPORT_FIELDS,
) {
  const duplicate = await findDuplicateSubmission(write, action, submissionKey)
  const sent = duplicate && (await readSentUpdate(write.plan.id, duplicate.id, write.tx))
  if (!sent) return { duplicate, submissionKey }
  const before = { ...sent.report, dueOn: sent.report.dueOn ?? action.dueOn }
  if (!differingFields(sentence, before).some((field) => fields.includes(field)))
    return { duplicate, submissionKey }
  const own = { makes: 'update', formKey: submissionKey, personId: write.actor.id, content: sentence }
  const ownKey = submissionId(own)
  return { duplicate: await findDuplicateSubmission(write, action, ownKey), submissionKey: ownKey }
}

function check(
  { plan, today }: PlanWrite,
  action: ReportedAction,
  report: ProgressReport,
  dueReason: string,
) {
  return checkReport(plan, report, dueReason, {
    today,
    startsOn: action.planStartsOn,
    dueOn: action.dueOn,
    timescaleEndsOn: action.timescaleEndsOn,
  })
}

function refuse(errors: Readonly<Record<string, string>>): void {
  if (Object.keys(errors).length > 0) throw new InvalidError(errors)
}

/** A correction asks for no other expected date. */
const NO_NEW_DATE: FormValues = { 'due-day': '', 'due-month': '', 'due-year': '', 'due-reason': '' }

/** What a correction leaves as it was is not judged anew, by today's date and the expected date that holds now. */
function judgedBefore(report: ProgressReport, { report: wrong }: SentUpdate): readonly ReportField[] {
  if (report.effectiveOn !== wrong.effectiveOn) return []
  return report.status === wrong.status ? ['effectiveOn', 'status'] : ['effectiveOn']
}

/** Takes an update; throws InvalidError, with what became of it, where it cannot be corrected. */
export function refuseUncorrectable({ standing, canBeCorrected }: SentUpdate): void {
  if (canBeCorrected) return
  throw new InvalidError({
    form:
      standing === 'replaced'
        ? updateMessages.correctedMeanwhile
        : standing === 'returned'
          ? updateMessages.returned
          : updateMessages.correctionWaits,
  })
}
