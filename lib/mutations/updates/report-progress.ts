/** Reporting on an action: a new update, or the correction of one. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import {
  differingFields,
  type ProgressReport,
  REPORT_FIELDS,
  type ReportField,
  takeTheirs,
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
import { checkForm, type FormValues, type FormErrors } from '@/lib/schemas/form'
import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import {
  describeOlderDay,
  checkReport,
  type Choices,
  type Compared,
  correctionSchema,
  inputsOf,
  readReport,
} from '@/lib/schemas/updates/progress-report'
import { dropDraft } from './draft'
import { recordUpdate, readSeenByReaders } from './record-update'
import { submissionId } from '@/lib/mutations/submission'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { sharedMessages } from '@/lib/format/messages'
import { updateMessages } from '@/lib/format/updates/messages'

/** A form as it was sent. */
export interface SentForm {
  readonly values: FormValues
  /** Made when the form was opened: the same form sent twice is one update. */
  readonly submissionKey: string
  /** What its writer had in sight: the latest update and the expected date. */
  readonly seen: Seen
  /** What was compared, where two versions were shown, and which is to stand, by field. */
  readonly compared: Compared | null
  readonly choices: Choices
}

export interface Seen {
  readonly updateId: string | null
  readonly dueOn: string | null
}

/** What became of it. */
export type Reported =
  | { readonly kind: 'saved'; readonly id: string; readonly waits: boolean }
  | {
      /** Someone said something meanwhile. Nothing is saved until the writer has chosen what is to stand. */
      readonly kind: 'conflict'
      readonly mine: ProgressReport
      readonly theirs: ProgressReport
      readonly fields: readonly ReportField[]
      readonly seen: Seen
      readonly compared: Compared
      /** Who said it, and when. */
      readonly meanwhile: Meanwhile
      /** Whether the writer sees these versions for the first time: earlier choices were about others. */
      readonly isNew: boolean
    }

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

    const now = versionOf(action)
    const { fields, compared, isNew } = findClashes(read.report, form, action, now)
    const choices = isNew ? {} : form.choices
    if (fields.some((field) => choices[field] === undefined))
      return {
        kind: 'conflict',
        mine: read.report,
        theirs: now,
        fields,
        compared,
        isNew,
        seen: seenOf(action),
        meanwhile: await readMeanwhile(write, action, compared),
      }

    const taken = fields.filter((field) => choices[field] === 'theirs')
    // Their date holds already, or waits with their update: this one asks for none.
    const theirs = { ...now, dueOn: action.dueOn }
    const report = takeTheirs(read.report, theirs, taken)
    const dueReason = taken.includes('dueOn') ? '' : read.dueReason
    refuse({
      ...(await checkOlderDay(write, action, report)),
      ...check(write, action, report, dueReason),
      ...without(read.errors, taken),
    })
    const already = findSame(write, action, fields.length > 0, differingFields(report, theirs))
    if (already) {
      await dropDraft(write.tx, write.actor.id, 'update', action.id)
      return already
    }
    return recordUpdate(write, action, {
      kind: 'update',
      aboutId: null,
      report,
      dueReason,
      submissionKey,
      needsApproval: write.plan.needsApproval && !canEditPlan(write.actor, write.plan),
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

/** What was expected on an earlier day does not take the place of what has been said since. */
async function checkOlderDay(
  write: PlanWrite,
  action: ReportedAction,
  { dueOn, effectiveOn }: ProgressReport,
): Promise<FormErrors> {
  if (dueOn === action.dueOn || effectiveOn === null) return {}
  const seen = await readSeenByReaders(write, action.id)
  if (seen === null || seen.effectiveOn <= effectiveOn) return {}
  return describeOlderDay(seen.effectiveOn)
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

/**
 * The newest update, where recording this one would say the same again: it is the writer's own, sent anew from another copy of
 * the form, or the writer chose of two versions what was saved in every field.
 */
function findSame(
  { actor }: PlanWrite,
  { latest }: ReportedAction,
  hasChosen: boolean,
  differing: readonly ReportField[],
): Extract<Reported, { kind: 'saved' }> | null {
  if (!latest || differing.length > 0 || !(hasChosen || latest.author?.id === actor.id)) return null
  const { id, standing } = latest
  return standing === 'shown' || standing === 'waiting'
    ? { kind: 'saved', id, waits: standing === 'waiting' }
    : null
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

/** Who said last what a form did not show, and when: the newest update, or the newest move of the expected date. */
async function readMeanwhile(
  { tx, plan }: PlanWrite,
  action: ReportedAction,
  compared: Compared,
): Promise<Meanwhile> {
  const move =
    compared === 'due'
      ? await tx.dueDateMove.findFirst({
          where: { planId: plan.id, actionId: action.id },
          orderBy: { entry: 'desc' },
          select: { recordedAt: true, author: { select: { id: true, name: true } } },
        })
      : null
  if (move) return { by: move.author, recordedAt: move.recordedAt.toISOString() }
  return {
    by: action.latest?.author ?? null,
    recordedAt: action.latest?.recordedAt ?? new Date().toISOString(),
  }
}

/** Takes an action; returns what someone has in sight who opens its form now. */
function seenOf({ latest, dueOn }: ReportedAction): Seen {
  return { updateId: latest?.id ?? null, dueOn }
}

/** What was said last, waiting or not, with the expected date it leads to. */
function versionOf({ latest, dueOn }: ReportedAction): ProgressReport {
  if (latest)
    return { ...latest.report, dueOn: latest.standing === 'waiting' ? (latest.report.dueOn ?? dueOn) : dueOn }
  return { status: null, narrative: '', reason: '', mitigation: '', effectiveOn: null, evidence: [], dueOn }
}

/** In which fields someone else said something other than this form does, since it was opened. */
function findClashes(
  mine: ProgressReport,
  { seen, compared }: SentForm,
  action: ReportedAction,
  now: ProgressReport,
) {
  const isOtherUpdate = seen.updateId !== (action.latest?.id ?? null)
  const isOtherDate = seen.dueOn !== action.dueOn
  const all = isOtherUpdate || compared === 'all'
  const any = all || isOtherDate || compared === 'due'
  // Who asks for no date overwrites none.
  const asks = mine.dueOn !== action.dueOn
  const fields = any ? differingFields(mine, now).filter((field) => (field === 'dueOn' ? asks : all)) : []
  return {
    fields,
    compared: all ? ('all' as const) : ('due' as const),
    isNew: isOtherUpdate || isOtherDate,
  }
}

function without(errors: Readonly<Record<string, string>>, fields: readonly ReportField[]) {
  const names = fields.map(inputsOf)
  return Object.fromEntries(
    Object.entries(errors).filter(
      ([input]) => !names.some((name) => input === name || input.startsWith(`${name}-`)),
    ),
  )
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
