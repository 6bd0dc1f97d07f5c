/** The form in which progress is reported: what was typed, read and checked, all at once. */

import { isRefusedPastDate } from '@/lib/domain/updates/date-guard'
import { promisedOn } from '@/lib/domain/plan/due-date'
import type { IsoDate } from '@/lib/domain/dates'
import {
  type Evidence,
  type ProgressReport,
  REPORT_FIELDS,
  type ReportField,
  type Side,
} from '@/lib/domain/plan/progress-report'
import { type HasStatuses, isAdverse, isComplete, isStatus } from '@/lib/domain/status/status'
import { FIELD_NAMES, updateMessages } from '@/lib/format/updates/messages'
import { z } from 'zod'
import { fillDate, readDate } from '@/lib/schemas/date-fields'
import { type FormErrors, type FormValues, optionalText, requiredText } from '@/lib/schemas/form'
import { readWebAddress } from '@/lib/schemas/web-address'

/** How many links can be given. */
export const MOST_EVIDENCE = 5
/** What was compared when two versions were shown: all that was said, or only the expected date. */
export type Compared = 'all' | 'due'
/** Which version is to stand, by field. */
export type Choices = Partial<Readonly<Record<ReportField, Side>>>

const LONGEST_TITLE = 300
const LONGEST_ADDRESS = 2000

/** What was typed, read; with every field that cannot be read and why. */
export interface ReadReport {
  readonly report: ProgressReport
  /** Why the expected date changes. */
  readonly dueReason: string
  readonly errors: FormErrors
}

/** What a report is checked against. */
export interface ReportRules {
  readonly today: IsoDate
  readonly startsOn: IsoDate
  /** The expected date as it is, and the end of the action's timescale. */
  readonly dueOn: IsoDate | null
  readonly timescaleEndsOn: IsoDate | null
}

const DUE_REASON = 'due-reason'

/** Takes a plan, what was typed and the expected date that holds unless another is typed; returns the report, read. */
export function readReport(plan: HasStatuses, values: FormValues, dueOn: IsoDate | null): ReadReport {
  const errors: Record<string, string> = {}
  const text = (name: string, label: string, longest?: number) => {
    const read = optionalText(label, longest).safeParse(oneOf(values, name))
    if (!read.success) errors[name] = read.error.issues[0]?.message ?? updateMessages.unreadable(label)
    return read.success ? read.data : ''
  }
  const date = (name: string, label: string) => {
    const read = readDate(values, name, label)
    if (read.error !== undefined) errors[name] = read.error
    return read.date ?? null
  }
  const status = oneOf(values, 'status')
  if (!isStatus(plan, status)) errors.status = updateMessages.statusMissing
  const narrative = text('narrative', FIELD_NAMES.narrative)
  if (!narrative && !errors.narrative) errors.narrative = updateMessages.narrativeMissing
  const effectiveOn = date('effective', FIELD_NAMES.effectiveOn)
  if (!effectiveOn) errors.effective ??= updateMessages.effectiveMissing
  const newDueOn = date('due', updateMessages.newDueLabel)
  return {
    report: {
      status: isStatus(plan, status) ? status : null,
      narrative,
      reason: text('reason', FIELD_NAMES.reason),
      mitigation: text('mitigation', FIELD_NAMES.mitigation),
      effectiveOn,
      dueOn: newDueOn ?? dueOn,
      evidence: readEvidence(text, errors),
    },
    dueReason: text(DUE_REASON, updateMessages.dueReasonLabel),
    errors,
  }
}

function readEvidence(
  text: (name: string, label: string, longest: number) => string,
  errors: Record<string, string>,
): Evidence[] {
  return Array.from({ length: MOST_EVIDENCE }, (_, at) => at + 1).flatMap((number) => {
    const [titleName, urlName] = [`evidence-${number}-title`, `evidence-${number}-url`]
    const title = text(titleName, updateMessages.linkTitleLabel(number), LONGEST_TITLE)
    const url = text(urlName, updateMessages.linkAddressLabel(number), LONGEST_ADDRESS)
    if (!title && !url) return []
    if (!title) errors[titleName] ??= updateMessages.linkTitleMissing(number)
    const { address, wrong } = readWebAddress(url)
    if (!url) errors[urlName] ??= updateMessages.linkAddressMissing(number)
    else if (wrong === 'address') errors[urlName] ??= updateMessages.linkAddressWrong(number)
    else if (wrong) errors[urlName] ??= updateMessages.linkAddressWithPassword(number)
    return [{ title, url: address ?? url }]
  })
}

/**
 * Takes a plan, a report that could be read, why the expected date changes, and what to check against; returns every field in which
 * it breaks a rule, with what is wrong and the way out.
 */
export function checkReport(
  plan: HasStatuses,
  report: ProgressReport,
  dueReason: string,
  rules: ReportRules,
): FormErrors {
  const status = checkStatus(plan, report, rules)
  return {
    ...status,
    // What a status asks for is no matter while another has to be chosen.
    ...(status.status === undefined && checkAdverse(plan, report)),
    ...checkDue(report, dueReason, rules),
    ...checkEffective(report, rules),
    ...(isComplete(plan, report.status) && report.evidence.length === 0
      ? { 'evidence-1-url': updateMessages.doneWithoutLink(plan, report.status ?? '') }
      : {}),
  }
}

function checkStatus(
  plan: HasStatuses,
  { status, effectiveOn, dueOn }: ProgressReport,
  rules: ReportRules,
): FormErrors {
  const promisedBy = promisedOn(dueOn, rules.timescaleEndsOn)
  if (!status || !effectiveOn || !promisedBy || !isRefusedPastDate(plan, status, promisedBy, effectiveOn))
    return {}
  return { status: updateMessages.datePassed(plan, promisedBy, status) }
}

function checkAdverse(plan: HasStatuses, { status, reason, mitigation }: ProgressReport): FormErrors {
  if (!status) return {}
  if (isAdverse(plan, status))
    return {
      ...(reason ? {} : { reason: updateMessages.reasonMissing(plan, status) }),
      ...(mitigation ? {} : { mitigation: updateMessages.mitigationMissing }),
    }
  return {
    ...(reason ? { reason: updateMessages.reasonOnlyAdverse(plan) } : {}),
    ...(mitigation ? { mitigation: updateMessages.mitigationOnlyAdverse(plan) } : {}),
  }
}

function checkDue({ dueOn, effectiveOn }: ProgressReport, dueReason: string, rules: ReportRules): FormErrors {
  if (dueOn === rules.dueOn) return dueReason ? { due: updateMessages.dueMissing } : {}
  return {
    ...(dueOn !== null && effectiveOn !== null && dueOn < effectiveOn
      ? { due: updateMessages.dueTooEarly }
      : {}),
    ...(dueReason ? {} : { [DUE_REASON]: updateMessages.dueReasonMissing }),
  }
}

/** Takes the day of the update that readers see; returns the error of an expected date in an update of an earlier day. */
export function describeOlderDay(seenOn: IsoDate): FormErrors {
  return { due: updateMessages.dueOfEarlierDay(seenOn) }
}

function checkEffective({ effectiveOn }: ProgressReport, { today, startsOn }: ReportRules): FormErrors {
  if (effectiveOn !== null && effectiveOn > today) return { effective: updateMessages.effectiveInFuture }
  if (effectiveOn !== null && effectiveOn < startsOn)
    return { effective: updateMessages.effectiveBeforePlan(startsOn) }
  return {}
}

/** What the form of a correction asks besides. */
export const correctionSchema = z.object({
  correction: requiredText(updateMessages.correctionLabel, updateMessages.correctionMissing, 2_000),
})

/** Takes a report and the expected date that holds; returns the form's fields filled in with it. */
export function fillReport(report: ProgressReport, dueOn: IsoDate | null): FormValues {
  return {
    status: report.status ?? '',
    narrative: report.narrative,
    reason: report.reason,
    mitigation: report.mitigation,
    ...fillDate('effective', report.effectiveOn),
    ...fillDate('due', report.dueOn === dueOn ? null : report.dueOn),
    ...Object.fromEntries(
      Array.from({ length: MOST_EVIDENCE }, (_, at) => [
        [`evidence-${at + 1}-title`, report.evidence[at]?.title ?? ''],
        [`evidence-${at + 1}-url`, report.evidence[at]?.url ?? ''],
      ]).flat(),
    ),
  }
}

/** Takes what was typed; returns what was compared in the form, null when nothing was, and which versions were chosen. */
export function readChoices(values: FormValues): { compared: Compared | null; choices: Choices } {
  const compared = oneOf(values, 'compared')
  return {
    compared: compared === 'all' || compared === 'due' ? compared : null,
    choices: Object.fromEntries(
      REPORT_FIELDS.flatMap((field) => {
        const side = oneOf(values, choiceName(field))
        return side === 'mine' || side === 'theirs' ? [[field, side]] : []
      }),
    ),
  }
}

/** Takes a field of a report; returns the name of the input in which a version of it is chosen. */
export function choiceName(field: ReportField): string {
  return `choice-${field}`
}

/** Takes a field of a report; returns the beginning of the names of its inputs. */
export function inputsOf(field: ReportField): string {
  return ({ dueOn: 'due', effectiveOn: 'effective' } as Partial<Record<ReportField, string>>)[field] ?? field
}

function oneOf(values: FormValues, name: string): string {
  const value = values[name] ?? ''
  return typeof value === 'string' ? value : (value[0] ?? '')
}

/** The comment with which an editor returns an update. */
export const returnSchema = z.object({
  comment: requiredText(updateMessages.commentLabel, updateMessages.commentMissing),
})
