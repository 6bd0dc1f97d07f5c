/** The form in which progress is reported: what was typed, read and checked, all at once. */

import { isRefusedPastDate, type NotConfirmable } from '@/lib/domain/updates/date-guard'
import { promisedOn } from '@/lib/domain/plan/due-date'
import type { Basis } from '@/lib/domain/plan/plan'
import type { IsoDate } from '@/lib/domain/dates'
import {
  type Evidence,
  type ProgressReport,
  REPORT_FIELDS,
  type ReportField,
  type Side,
} from '@/lib/domain/plan/progress-report'
import { bucketLabel, isAdverse, isStatus, type Status, STATUSES } from '@/lib/domain/status/status'
import { isLinkable } from '@/lib/domain/web-address'
import { formatDay } from '@/lib/format/dates'
import { LATE_CHOICES } from '@/lib/format/updates/update-words'
import { BASIS_LABELS } from '@/lib/format/words'
import { z } from 'zod'
import { fillDate, readDate } from '@/lib/schemas/date-fields'
import { type FormErrors, type FormValues, optionalText, requiredText } from '@/lib/schemas/form'

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
  /** The plan's first day. */
  readonly startsOn: IsoDate
  /** The expected date as it is, and the end of the action's timescale. */
  readonly dueOn: IsoDate | null
  readonly timescaleEndsOn: IsoDate | null
}

/** What people call the fields. */
export const FIELD_NAMES: Readonly<Record<ReportField, string>> = {
  status: 'Status',
  narrative: 'Progress',
  reason: 'Reason',
  mitigation: 'What is being done',
  dueOn: 'Expected date',
  effectiveOn: 'Date of this status',
  evidence: 'Evidence',
}

const DUE_REASON = 'due-reason'

/** Takes what was typed and the expected date that holds unless another is typed; returns the report, read. */
export function readReport(values: FormValues, dueOn: IsoDate | null): ReadReport {
  const errors: Record<string, string> = {}
  const text = (name: string, label: string, longest?: number) => {
    const read = optionalText(label, longest).safeParse(oneOf(values, name))
    if (!read.success) errors[name] = read.error.issues[0]?.message ?? `${label} cannot be read`
    return read.success ? read.data : ''
  }
  const date = (name: string, label: string) => {
    const read = readDate(values, name, label)
    if (read.error !== undefined) errors[name] = read.error
    return read.date ?? null
  }
  const status = oneOf(values, 'status')
  if (!isStatus(status))
    errors.status = status ? 'Choose one of the six statuses' : 'Choose where the action stands'
  const narrative = text('narrative', FIELD_NAMES.narrative)
  if (!narrative && !errors.narrative) errors.narrative = 'Say what progress there is'
  const effectiveOn = date('effective', 'The date it is true on')
  if (!effectiveOn) errors.effective ??= 'Give the date it is true on'
  const newDueOn = date('due', 'The new expected date')
  return {
    report: {
      status: isStatus(status) ? status : null,
      narrative,
      reason: text('reason', FIELD_NAMES.reason),
      mitigation: text('mitigation', FIELD_NAMES.mitigation),
      effectiveOn,
      dueOn: newDueOn ?? dueOn,
      evidence: readEvidence(text, errors),
    },
    dueReason: text(DUE_REASON, 'Why the date changes'),
    errors,
  }
}

function readEvidence(
  text: (name: string, label: string, longest: number) => string,
  errors: Record<string, string>,
): Evidence[] {
  return Array.from({ length: MOST_EVIDENCE }, (_, at) => at + 1).flatMap((number) => {
    const [titleName, urlName] = [`evidence-${number}-title`, `evidence-${number}-url`]
    const title = text(titleName, `Title of link ${number}`, LONGEST_TITLE)
    const url = text(urlName, `Address of link ${number}`, LONGEST_ADDRESS)
    if (!title && !url) return []
    if (!title) errors[titleName] ??= `Give link ${number} a title`
    const address = webAddress(url)
    if (!url) errors[urlName] ??= `Give link ${number} an address`
    else if (!address) errors[urlName] ??= `The address of link ${number} must begin with https:// or http://`
    else if (!isLinkable(address))
      errors[urlName] ??=
        `The address of link ${number} must not have a user name or password in it. Take out what is between // and @`
    return [{ title, url: address ?? url }]
  })
}

function webAddress(text: string): string | null {
  const read = z.url({ protocol: /^https?$/, normalize: true }).safeParse(text)
  return read.success && /^https?:\/\/[^/]/.test(read.data) ? read.data : null
}

/**
 * Takes a report that could be read, why the expected date changes, and what to check against; returns every field in which
 * it breaks a rule, with what is wrong and the way out.
 */
export function checkReport(report: ProgressReport, dueReason: string, rules: ReportRules): FormErrors {
  const status = checkStatus(report, rules)
  return {
    ...status,
    // What a status asks for is no matter while another has to be chosen.
    ...(status.status === undefined && checkAdverse(report)),
    ...checkDue(report, dueReason, rules),
    ...checkEffective(report, rules),
    ...(report.status === 'delivered' && report.evidence.length === 0
      ? { 'evidence-1-url': 'Give a link that shows it is delivered' }
      : {}),
  }
}

function checkStatus({ status, effectiveOn, dueOn }: ProgressReport, rules: ReportRules): FormErrors {
  const promisedBy = promisedOn(dueOn, rules.timescaleEndsOn)
  if (!status || !effectiveOn || !promisedBy || !isRefusedPastDate(status, promisedBy, effectiveOn)) return {}
  return {
    status: `The date passed on ${formatDay(promisedBy)}, so it cannot be ${bucketLabel(status)}. Choose ${LATE_CHOICES}, or give a new expected date`,
  }
}

function checkAdverse({ status, reason, mitigation }: ProgressReport): FormErrors {
  if (!status) return {}
  const label = bucketLabel(status)
  if (isAdverse(status))
    return {
      ...(reason
        ? {}
        : { reason: status === 'missedWithRisk' ? 'Say what the risk is' : `Say why it is ${label}` }),
      ...(mitigation ? {} : { mitigation: 'Say what is being done about it' }),
    }
  const adverse = STATUSES.filter((one) => one.adverse).map((one) => one.label)
  const only = `is kept only with ${adverse.slice(0, -1).join(', ')} or ${adverse.at(-1)}. Move it to the progress, or choose one of these`
  return {
    ...(reason ? { reason: `A reason ${only}` } : {}),
    ...(mitigation ? { mitigation: `What is being done ${only}` } : {}),
  }
}

function checkDue({ dueOn, effectiveOn }: ProgressReport, dueReason: string, rules: ReportRules): FormErrors {
  if (dueOn === rules.dueOn)
    return dueReason ? { due: 'Give the new expected date, or take out why it changes' } : {}
  return {
    ...(dueOn !== null && effectiveOn !== null && dueOn < effectiveOn
      ? { due: 'The new expected date must not be before the date your update is true on' }
      : {}),
    ...(dueReason ? {} : { [DUE_REASON]: 'Say why the expected date changes' }),
  }
}

/** Takes the day of the update that readers see; returns the error of an expected date in an update of an earlier day. */
export function describeOlderDay(seenOn: IsoDate): FormErrors {
  return {
    due: `Readers see an update of ${formatDay(seenOn)}, so an update of an earlier day cannot move the expected date. Leave the date empty here, and move it with an update of today`,
  }
}

function checkEffective({ effectiveOn }: ProgressReport, { today, startsOn }: ReportRules): FormErrors {
  if (effectiveOn !== null && effectiveOn > today)
    return { effective: 'The date it is true on must be today or in the past' }
  if (effectiveOn !== null && effectiveOn < startsOn)
    return {
      effective: `The date it is true on must not be before the plan starts, on ${formatDay(startsOn)}`,
    }
  return {}
}

/** Takes why "no change" cannot be said, and the status and basis that readers see (null for none); returns why, and the way out. */
export function describeNotConfirmable(
  why: NotConfirmable,
  current: { readonly status: Status; readonly basis: Basis } | null,
): string {
  const label = current ? bucketLabel(current.status) : ''
  const basis = current ? BASIS_LABELS[current.basis].toLowerCase() : ''
  const sentences: Readonly<Record<NotConfirmable, string>> = {
    nothing: 'Nothing has been reported yet. Report progress first.',
    waits: 'An update is waiting for approval. Wait until an editor has decided, or report progress.',
    notReported: `This status is ${basis}: nobody has reported it here yet. Report progress to confirm or change it.`,
    noReason: `${label} needs a reason and what is being done about it, and one of them is not recorded. Report progress and give both.`,
    datePassed: `The date has passed, so it is no longer ${label}. Report ${LATE_CHOICES}, or a new expected date.`,
  }
  return sentences[why]
}

/** What the form of a correction asks besides. */
export const correctionSchema = z.object({
  correction: requiredText('What was wrong', 'Enter what was wrong with the update', 2_000),
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
